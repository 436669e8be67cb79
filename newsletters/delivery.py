"""From an approved issue to mails at the server, each accounted for.

Comes in: issues that a publisher let go, by state. Goes out: mails, one `Delivery` row each. Called by the task of
the timetable and by the command `send_issue`. The audience is frozen first (`prepare`); `send` claims rows with a
lease, and commits each as handed just before its own network call and its result just after. So a crash leaves at
most one row per connection of which nobody knows; it becomes uncertain and is never sent again by itself.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from mail import suppression
from mail.exceptions import AnswerLost, ConnectionFailed
from mail.headers import return_path
from mail.transport import Connection
from newsletters import advertorials, ledger
from newsletters.audience import candidates, exclusion
from newsletters.exceptions import HeaderRefused
from newsletters.ledger import Run, Sent
from newsletters.mailing import Mailing
from newsletters.models import Delivery, Issue, Subscription

STATES = Delivery.State
Connect = Callable[[], AbstractContextManager[Connection]]


@dataclass(frozen=True, slots=True)
class Due:
    """A claimed row with its reader, its issue's mailing, and what the reader was sent before."""

    delivery: Delivery
    subscription: Subscription
    mailing: Mailing
    seen: frozenset[str]


def start(now: datetime) -> int:
    """Freeze the audience of every issue whose hour has come; gives how many."""
    return sum(prepare(issue, now) for issue in Issue.objects.going(now).filter(state=Issue.State.APPROVED))


@transaction.atomic
def prepare(issue: Issue, now: datetime) -> bool:
    """Freeze the audience: a row for each who takes the newsletter now. Once; a later call does nothing."""
    approved = Issue.objects.going(now).filter(pk=issue.pk, state=Issue.State.APPROVED)
    if not approved.update(state=Issue.State.SENDING, audience_frozen_at=now):
        return False
    advertorials.drop_changed(issue, now)
    rows = (
        Delivery(issue=issue, subscription=subscription, next_attempt_at=now)
        for subscription in candidates(issue).order_by("pk").iterator(chunk_size=1000)
    )
    made = Delivery.objects.bulk_create(rows, batch_size=1000)
    Issue.objects.filter(pk=issue.pk).update(audience_count=len(made))
    issue.refresh_from_db()
    return True


def send(run: Run, connect: Connect) -> Sent:
    """Send what is ready over one connection, until nothing is left or the run's time is over.

    A server that cannot be reached ends the run: what it held waits for later, and `fault` says why.
    """
    mailings: dict[int, Mailing] = {}
    try:
        if batch := ledger.claim(run):
            with connect() as connection:
                while batch:
                    for due in _due(run, batch, mailings):
                        _send_one(run, due, connection)
                    run.progress(len(batch))
                    batch = [] if run.is_over() else ledger.claim(run)
    except ConnectionFailed as error:
        run.sent.fault = str(error)
        ledger.postpone(run)
    finally:
        ledger.give_back(run)
    ledger.settle(run.clock())
    return run.sent


def _due(run: Run, batch: list[Delivery], mailings: dict[int, Mailing]) -> Iterator[Due]:
    """Read consent, suppression and history of a batch anew; who gets nothing is excluded on the way."""
    readers = [delivery.subscription for delivery in batch if delivery.subscription]
    suppressed = suppression.among(reader.address.email for reader in readers)
    address_ids = [reader.address_id for reader in readers]
    issues = {delivery.issue_id: delivery.issue for delivery in batch}
    seen = {}
    for pk, issue in issues.items():
        seen[pk] = mailings.setdefault(pk, Mailing(issue)).seen_by(address_ids)
    for delivery in batch:
        reason, reader = exclusion(delivery, suppressed), delivery.subscription
        if reason or reader is None:
            ledger.exclude(run, delivery, reason or Delivery.Exclusion.ENDED)
            continue
        known = seen[delivery.issue_id].get(reader.address_id, frozenset())
        yield Due(delivery, reader, mailings[delivery.issue_id], known)


def _send_one(run: Run, due: Due, connection: Connection) -> None:
    """Choose, write, commit as handed, hand over, commit the answer.

    What no header can hold, of this mail or of its whole edition, rejects this delivery and stops no other.
    """
    delivery = due.delivery
    try:
        selection = due.mailing.select(due.subscription, due.seen)
        if not selection:
            ledger.exclude(run, delivery, Delivery.Exclusion.NOTHING_NEW)
            return
        message = due.mailing.message(delivery, selection, run.clock())
    except HeaderRefused as error:
        ledger.finish(run, delivery, STATES.REJECTED, str(error))
        return
    if ledger.hand(run, delivery, selection):
        _hand_over(run, due, message, connection)
    else:  # paused or unsubscribed since it was claimed: the next claim reads which
        ledger.give_back(run, delivery)


def _hand_over(run: Run, due: Due, message: bytes, connection: Connection) -> None:
    sender = return_path("delivery", due.delivery.pk)
    try:
        result = connection.send(sender, due.subscription.address.email, message)
    except AnswerLost as error:
        ledger.finish(run, due.delivery, STATES.UNCERTAIN, str(error))
        return
    answer = f"{result.code} {result.text}"
    if result.is_temporary:
        ledger.wait(run, due.delivery, answer)
        return
    state = STATES.ACCEPTED if result.is_accepted else STATES.REJECTED
    ledger.finish(run, due.delivery, state, answer)
