"""`newsletters.approval`: who lets an issue go, until when, and what is written down of it."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import ModelLogEntry

from newsletters import approval
from newsletters.exceptions import DecisionRefused
from newsletters.models import Issue
from tests import factories

pytestmark = pytest.mark.django_db
CLOSED = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 06:00 in Amsterdam
HOUR = timedelta(hours=1)


def issue(**fields) -> Issue:
    defaults = {"cadence": "daily", "starts_at": CLOSED - timedelta(days=1), "ends_at": CLOSED}
    return Issue.objects.create(
        newsletter=factories.newsletter(daily_closing_hour=6), **{**defaults, **fields}
    )


def publisher():
    return factories.user("Publisher")


def test_approve_before_the_sending_hour_waits_for_it():
    draft = issue()
    approval.approve(draft, publisher(), CLOSED + HOUR / 2)
    assert (draft.state, draft.sends_at) == ("approved", CLOSED + HOUR)
    assert not Issue.objects.going(CLOSED + HOUR / 2)
    assert Issue.objects.going(CLOSED + HOUR).get() == draft


def test_approve_after_the_sending_hour_goes_at_once():
    draft = issue()
    approval.approve(draft, publisher(), CLOSED + 5 * HOUR)
    assert Issue.objects.going(CLOSED + 5 * HOUR).get() == draft


def test_approve_composed_at_once_does_not_wait_for_the_sending_hour():
    draft = issue(ends_at=CLOSED + 9 * HOUR, is_composed_at_once=True)
    approval.approve(draft, publisher(), CLOSED + 9 * HOUR)
    assert draft.sends_at == CLOSED + 9 * HOUR


def test_approval_24_hours_after_the_window_is_needed_anew():
    draft, person = issue(), publisher()
    approval.approve(draft, person, CLOSED + 20 * HOUR)
    assert draft.needs_approval(CLOSED + 24 * HOUR)
    assert not Issue.objects.going(CLOSED + 24 * HOUR)
    approval.approve(draft, person, CLOSED + 30 * HOUR)
    assert Issue.objects.going(CLOSED + 30 * HOUR).get() == draft
    assert draft.approved_until == CLOSED + 54 * HOUR


def test_approve_twice_is_refused():
    draft, person = issue(), publisher()
    approval.approve(draft, person, CLOSED + HOUR)
    with pytest.raises(DecisionRefused):
        approval.approve(draft, person, CLOSED + HOUR)


@pytest.mark.parametrize(("frozen", "state"), [(None, "approved"), (CLOSED + HOUR, "sending")])
def test_resume_goes_on_where_it_stopped(frozen, state):
    draft, person = issue(audience_frozen_at=frozen), publisher()
    approval.approve(draft, person, CLOSED + HOUR)
    approval.pause(draft, person, CLOSED + HOUR)
    assert not Issue.objects.going(CLOSED + HOUR)
    approval.resume(draft, person, CLOSED + HOUR)
    assert draft.state == state


@pytest.mark.parametrize("decision", [approval.pause, approval.resume])
def test_pause_and_resume_of_a_draft_are_refused(decision):
    with pytest.raises(DecisionRefused, match="not possible"):
        decision(issue(), publisher(), CLOSED)


def test_reword_of_an_approved_issue_is_refused():
    draft, person = issue(subject_nl="Oud"), publisher()
    approval.reword(draft, person, CLOSED, {"subject_nl": "Nieuw"})
    assert draft.subject_nl == "Nieuw"
    approval.approve(draft, person, CLOSED)
    with pytest.raises(DecisionRefused):
        approval.reword(draft, person, CLOSED, {"subject_nl": "Later"})


def test_decisions_are_logged_with_the_person_the_time_and_what_they_replaced():
    draft, person = issue(subject_nl="Oud"), publisher()
    approval.reword(draft, person, CLOSED, {"subject_nl": "Nieuw"})
    approval.approve(draft, person, CLOSED + HOUR)
    entries = ModelLogEntry.objects.for_instance(draft).order_by("timestamp")
    assert [(e.action, e.user, e.timestamp) for e in entries] == [
        ("newsletters.issue.reword", person, CLOSED),
        ("newsletters.issue.approve", person, CLOSED + HOUR),
    ]
    assert entries[0].data == {"replaced": {"subject_nl": "Oud"}}
