"""The timetable names tasks that exist, and drops what waited too long."""

from config.celery import app


def test_every_line_names_a_task_that_the_worker_knows() -> None:
    app.loader.import_default_modules()
    named = {line["task"] for line in app.conf.beat_schedule.values()}

    assert named and named <= set(app.tasks)


def test_a_task_that_waited_for_the_next_one_is_dropped() -> None:
    lines = app.conf.beat_schedule.values()

    assert all(line["options"]["expires"] == line["schedule"] for line in lines)
