"""What a publisher decides about an issue: approve, pause, resume, and its words.

Comes in: an issue, the person and the time. Goes out: the issue's new state, logged in Wagtail's log registry
with the name of the person. Each decision is one UPDATE that only the right state lets through, so that of two at
once one is refused. Called by the issue page and by the command `approve_issue`.
"""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import Q
from wagtail.log_actions import log
from wagtail.models import Site

from accounts.models import User
from newsletters import advertorials
from newsletters.exceptions import DecisionRefused, NotApproved, TooEarly
from newsletters.models import Issue, Newsletter
from newsletters.models.issues import FRESH_FOR
from newsletters.models.lists import Cadence
from newsletters.windows import first_sending

STATES = Issue.State


def may_decide(user: User, newsletter: Newsletter) -> bool:
    """Whether a person decides about a newsletter's issues: by permission, and by publishing in its magazine."""
    return user.has_perm("newsletters.approve_issue") and publishes_in(newsletter.site, user)


def publishes_in(site: Site, user: User) -> bool:
    """Whether a person may publish the pages of a magazine."""
    return bool(site.root_page.permissions_for_user(user).can_publish())


@transaction.atomic
def approve(issue: Issue, user: User, now: datetime) -> None:
    """Let an issue go: at once, or at its sending hour; also anew, once its approval has run out.

    Raises DecisionRefused where it was approved already or is sent.
    """
    open_to_it = Q(state=STATES.DRAFT) | Q(
        state__in=[STATES.APPROVED, STATES.SENDING, STATES.PAUSED], approved_until__lte=now
    )
    going_on = issue.audience_frozen_at is not None
    _decide(
        issue,
        user,
        now,
        "approve",
        open_to_it,
        state=STATES.SENDING if going_on else STATES.APPROVED,
        approved_by=user,
        approved_at=now,
        approved_until=approved_until(issue, now),
        sends_at=sends_at(issue, now),
    )
    advertorials.drop_changed(issue, now, user)


def pause(issue: Issue, user: User, now: datetime) -> None:
    """Stop an issue before its next mail; what was handed over stays handed over."""
    _decide(issue, user, now, "pause", Q(state__in=[STATES.APPROVED, STATES.SENDING]), state=STATES.PAUSED)


def resume(issue: Issue, user: User, now: datetime) -> None:
    """Let a paused issue go on where it stopped."""
    state = STATES.SENDING if issue.audience_frozen_at else STATES.APPROVED
    _decide(issue, user, now, "resume", Q(state=STATES.PAUSED), state=state)


def reword(issue: Issue, user: User, now: datetime, words: dict[str, str]) -> None:
    """Change subjects and introductions of a draft; an approved issue keeps the words that were approved."""
    _decide(issue, user, now, "reword", Q(state=STATES.DRAFT), **words)


def require_going(issue: Issue, now: datetime) -> None:
    """Raise NotApproved, TooEarly or DecisionRefused where an issue may not be sent at this moment."""
    if issue.state == STATES.PAUSED:
        raise DecisionRefused(issue, "sending", str(issue.get_state_display()))
    if issue.needs_approval(now):
        raise NotApproved(issue)
    if issue.sends_at and issue.sends_at > now:
        raise TooEarly(issue, issue.sends_at)


def approved_until(issue: Issue, now: datetime) -> datetime:
    """An approval holds until 24 hours after the window; one given later, for 24 hours."""
    fresh_until = issue.ends_at + FRESH_FOR
    return fresh_until if now < fresh_until else now + FRESH_FOR


def sends_at(issue: Issue, now: datetime) -> datetime:
    """On approval, or at the first sending hour after the window where that is later."""
    if issue.is_composed_at_once:
        return now
    return max(now, first_sending(issue.newsletter, Cadence(issue.cadence), issue.ends_at))


@transaction.atomic
def _decide(issue: Issue, user: User, now: datetime, decision: str, allowed: Q, **changes: object) -> None:
    before = {name: getattr(issue, name) for name in changes if name != "approved_by"}
    if not Issue.objects.filter(allowed, pk=issue.pk).update(**changes):
        issue.refresh_from_db()
        raise DecisionRefused(issue, decision, str(issue.get_state_display()))
    issue.refresh_from_db()
    replaced = {name: str(value) for name, value in before.items() if value is not None}
    log(issue, f"newsletters.issue.{decision}", user=user, timestamp=now, data={"replaced": replaced})
