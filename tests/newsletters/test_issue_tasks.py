"""Issues as tasks: what the timetable does without anybody asking, and what it never does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from config.celery import app
from newsletters import approval
from newsletters.models import Issue
from newsletters.tasks.issues import compose_issues, send_issues
from newsletters.windows import last_closing
from tests import factories
from tests.fakes import MailServer, free_port

pytestmark = pytest.mark.django_db


def composed() -> Issue:
    """The issue of the window that ended last, with one reader."""
    newsletter = factories.newsletter()
    factories.subscription(newsletter)
    closing = last_closing(newsletter, "daily", timezone.now())
    factories.digest(links=1, first_published_at=closing - timedelta(hours=1))
    compose_issues()
    return newsletter.issues.get(cadence="daily")


def test_compose_issues_twice_makes_one_of_each_cadence_at_most():
    issue = composed()
    compose_issues()
    assert Issue.objects.filter(newsletter=issue.newsletter, cadence="daily").get() == issue


def test_send_issues_sends_nothing_that_nobody_approved(settings):
    issue = composed()
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        send_issues()
    issue.refresh_from_db()
    assert (issue.state, server.mails) == ("draft", [])


def test_send_issues_sends_what_is_approved_and_whose_hour_has_come(settings):
    issue = composed()
    approval.approve(issue, factories.user("Publisher"), timezone.now())
    Issue.objects.update(sends_at=timezone.now())
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        assert send_issues() == {"accepted": 1, "postponed": 0, "fault": ""}
    issue.refresh_from_db()
    assert (issue.state, len(server.mails)) == ("sent", 1)


def test_send_issues_without_a_server_says_so_and_tries_later(settings):
    issue = composed()
    approval.approve(issue, factories.user("Publisher"), timezone.now())
    Issue.objects.update(sends_at=timezone.now())
    settings.EMAIL_PORT = free_port()
    done = send_issues()
    assert done["postponed"] == 1
    assert "127.0.0.1" in done["fault"]
    assert issue.deliveries.get().state == "waiting"


def test_both_tasks_are_on_the_timetable():
    planned = {line["task"] for line in app.conf.beat_schedule.values()}
    assert {compose_issues.name, send_issues.name} <= planned
