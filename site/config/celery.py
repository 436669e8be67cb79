"""The Celery app and the whole timetable: what the machine does by itself, and how often.

Each line names a task that asks the database what is due, so a missed beat harms nothing.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")

app = Celery("vakblad")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

MINUTE_S = 60.0

# What, which task, every how many seconds. A task that waited longer than that is dropped: the next one asks again.
TIMETABLE = (
    ("publish what is due and end what has expired", "articles.tasks.schedule.keep_schedule", MINUTE_S),
    ("begin and end the slots of advertorials", "articles.tasks.schedule.turn_slots", MINUTE_S),
    ("make the renditions of pictures", "articles.tasks.pictures.make_renditions", MINUTE_S),
    ("draw the share images of pages", "articles.tasks.pictures.draw_share_images", MINUTE_S),
    ("read due sources", "curation.tasks.reading.read_due_sources", MINUTE_S),
    ("read addresses that editors typed", "curation.tasks.reading.read_requests", MINUTE_S),
    ("give items their stories", "curation.tasks.stories.cluster_items", MINUTE_S),
    ("draft digests whose windows have ended", "curation.tasks.stories.draft_digests", MINUTE_S),
    ("read titles of embeds", "articles.tasks.embeds.read_embeds", MINUTE_S),
    ("compose issues whose windows have ended", "newsletters.tasks.issues.compose_issues", MINUTE_S),
    ("send approved issues", "newsletters.tasks.issues.send_issues", MINUTE_S),
    ("hand over waiting mails", "mail.tasks.deliver_mails", MINUTE_S),
    ("forget unconfirmed subscriptions", "newsletters.tasks.subscriptions.purge_unconfirmed", 60 * MINUTE_S),
    ("forget IP addresses of old evidence", "newsletters.tasks.subscriptions.forget_ips", 60 * MINUTE_S),
    ("forget mails of long ago", "mail.tasks.forget_mails", 60 * MINUTE_S),
    ("forget expired sessions", "accounts.tasks.forget_sessions", 60 * MINUTE_S),
    ("forget counts of limits", "accounts.tasks.forget_limits", 60 * MINUTE_S),
)

app.conf.beat_schedule = {
    name: {"task": task, "schedule": every_s, "options": {"expires": every_s}}
    for name, task, every_s in TIMETABLE
}
