"""The commands compose_issue, approve_issue and send_issue: from a published digest to the server."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from newsletters.models import Issue
from tests import factories
from tests.fakes import MailServer, free_port

pytestmark = pytest.mark.django_db
PUBLISHED = datetime(2026, 11, 23, 12, 0, tzinfo=UTC)
AFTER = "2026-11-24T08:00"  # 06:00 is the closing hour, 07:00 the sending hour


def call(*args: str) -> dict:
    out = StringIO()
    call_command(*args, "--json", stdout=out)
    return json.loads(out.getvalue())


def composed(now: str = AFTER) -> dict:
    newsletter = factories.newsletter(slug="cloud", daily_closing_hour=6)
    factories.subscription(newsletter)
    factories.digest(links=2, first_published_at=PUBLISHED)
    return call("compose_issue", "cloud", "--cadence", "daily", "--now", now)


def publisher() -> str:
    return factories.user("Publisher", email="publisher@example.org").email


def test_compose_issue_again_gives_the_same_issue():
    first = composed()
    assert first["items"] == {"nl": 2, "en": 0}
    assert call("compose_issue", "cloud", "--cadence", "daily", "--now", AFTER)["issue"] == first["issue"]


def test_compose_issue_of_nothing_exits_1_and_says_so():
    factories.newsletter(slug="cloud", daily_closing_hour=6)
    with pytest.raises(CommandError, match="nothing was published") as caught:
        call("compose_issue", "cloud", "--cadence", "daily", "--now", AFTER)
    assert caught.value.returncode == 1


def test_compose_issue_of_an_unknown_newsletter_exits_2_and_names_the_known():
    factories.newsletter(slug="cloud", daily_closing_hour=6)
    with pytest.raises(CommandError, match=r"'wolk'.*cloud") as caught:
        call("compose_issue", "wolk", "--cadence", "daily")
    assert caught.value.returncode == 2


def test_approve_issue_carries_the_person_and_the_time():
    pk, email = composed()["issue"], publisher()
    call("approve_issue", str(pk), "--as", email, "--now", AFTER)
    issue = Issue.objects.get(pk=pk)
    assert (issue.approved_by.email, issue.approved_at) == (email, datetime(2026, 11, 24, 7, 0, tzinfo=UTC))


@pytest.mark.parametrize(("role", "code"), [("Editor", 1), (None, 1)])
def test_approve_issue_as_somebody_who_may_not_is_refused(role, code):
    pk, person = composed()["issue"], factories.user(role)
    with pytest.raises(CommandError, match="may not approve") as caught:
        call("approve_issue", str(pk), "--as", person.email, "--now", AFTER)
    assert (caught.value.returncode, Issue.objects.get(pk=pk).state) == (code, "draft")


def test_approve_issue_as_a_publisher_of_another_magazine_is_refused():
    pk, email = composed()["issue"], publisher()
    factories.forbid_publishing("Publisher")
    with pytest.raises(CommandError, match="may not approve") as caught:
        call("approve_issue", str(pk), "--as", email, "--now", AFTER)
    assert (caught.value.returncode, Issue.objects.get(pk=pk).state) == (1, "draft")


def test_approve_issue_as_nobody_exits_2():
    with pytest.raises(CommandError, match="Nobody with an account") as caught:
        call("approve_issue", str(composed()["issue"]), "--as", "nobody@example.org")
    assert caught.value.returncode == 2


def test_send_issue_that_nobody_approved_is_refused():
    with pytest.raises(CommandError, match="nobody approved") as caught:
        call("send_issue", str(composed()["issue"]), "--now", AFTER)
    assert caught.value.returncode == 1


def test_send_issue_before_its_sending_hour_is_refused():
    pk = str(composed("2026-11-24T06:10")["issue"])
    call("approve_issue", pk, "--as", publisher(), "--now", "2026-11-24T06:10")
    with pytest.raises(CommandError, match="goes at 2026-11-24 06:00 UTC"):
        call("send_issue", pk, "--now", "2026-11-24T06:20")


def test_send_issue_sends_and_states_the_balance(settings):
    pk = str(composed()["issue"])
    call("approve_issue", pk, "--as", publisher(), "--now", AFTER)
    with MailServer() as server:
        settings.EMAIL_PORT = server.port
        first = call("send_issue", pk, "--now", AFTER)
        again = call("send_issue", pk, "--now", AFTER)
    assert (first["state"], first["balance"]["accepted"], again["run"]["accepted"]) == ("sent", 1, 0)
    assert len(server.mails) == 1


def test_send_issue_without_a_server_exits_1_and_keeps_the_mail_for_later(settings):
    pk = str(composed()["issue"])
    call("approve_issue", pk, "--as", publisher(), "--now", AFTER)
    settings.EMAIL_PORT = free_port()
    with pytest.raises(CommandError, match="not reached") as caught:
        call("send_issue", pk, "--now", AFTER)
    assert caught.value.returncode == 1
    row = Issue.objects.get(pk=pk).deliveries.get()
    assert row.state == "waiting"
    assert row.next_attempt_at > datetime(2026, 11, 24, 7, 0, tzinfo=UTC) + timedelta(minutes=1)


def test_commands_refuse_now_in_production(settings):
    settings.ACCEPTS_NOW = False
    with pytest.raises(CommandError, match="--now is refused"):
        call("compose_issue", "cloud", "--cadence", "daily", "--now", AFTER)
