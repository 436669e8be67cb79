"""The ledger of deliveries: every step of a row's life, and the balance.

Comes in: a `Run` (one connection's work) and rows. Goes out: their new state. Called by `newsletters.delivery` and
the issue page. Every step is an UPDATE that asks for the state before it, so that it may be repeated, and so that
several processes never do the same one twice:

    waiting -> leased -> handed -> accepted, rejected, uncertain        leased -> excluded
       ^---------'----------'  (temporary answer, lease run out, server not reached)
"""

from __future__ import annotations

import os
import secrets
import socket
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, Exists, OuterRef, Subquery
from django.db.models.functions import Coalesce

from mail.transport import ANSWER_LENGTH
from newsletters.models import Delivery, Issue
from newsletters.models.issues import DeliveryQuerySet
from newsletters.personalisation import Selection

BATCH = 50
"""Rows claimed at a time: few, so that consent and suppression are read again seconds before the mail."""

LEASE = timedelta(minutes=5)
"""How long a claim holds: a batch takes seconds. At a slow server it may run out; then nothing is handed over."""

ANSWER_WITHIN = timedelta(minutes=15)
"""How long a handed mail may go unanswered before it is uncertain (RFC 5321 4.5.3.2.6 allows 10 minutes)."""

RETRY_FROM, RETRY_TO = timedelta(minutes=5), timedelta(hours=2)
"""The first and the longest pause after a temporary answer; between them it doubles."""

GIVE_UP_AFTER = timedelta(hours=24)
"""How long a mail is tried (data-model.md, Delivery)."""

STATES = Delivery.State

# The two statements of every mail are written out: composing them anew takes the ORM 2 ms, more than all the rest.
HAND = """
UPDATE newsletters_delivery
SET state = 'handed', handed_at = %s, first_tried_at = COALESCE(first_tried_at, %s), carried = %s
WHERE id = %s AND holder = %s AND state = 'leased' AND leased_until > %s
AND EXISTS (SELECT 1 FROM newsletters_issue WHERE id = newsletters_delivery.issue_id AND state = 'sending')
AND EXISTS (SELECT 1 FROM newsletters_subscription
            WHERE id = newsletters_delivery.subscription_id AND state = 'active')
"""
FINISH = """
UPDATE newsletters_delivery
SET state = %s, answer = %s, finished_at = %s, leased_until = NULL
WHERE id = %s AND holder = %s AND state IN ('leased', 'handed', 'uncertain')
"""


@dataclass(slots=True)
class Sent:
    """What one run did; `fault` says why it ended early."""

    accepted: int = 0
    rejected: int = 0
    excluded: int = 0
    uncertain: int = 0
    postponed: int = 0
    fault: str = ""


def _holder() -> str:
    return f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"


@dataclass(slots=True)
class Run:
    """One connection's work: what time it is, which issue (None: all), until when, and what came of it."""

    clock: Callable[[], datetime]
    issue: Issue | None = None
    until: datetime | None = None
    progress: Callable[[int], object] = lambda _count: None
    holder: str = field(default_factory=_holder)
    sent: Sent = field(default_factory=Sent)

    def held(self) -> DeliveryQuerySet:
        """Rows that this run has claimed and not given back."""
        return Delivery.objects.filter(holder=self.holder)

    def is_over(self) -> bool:
        """Whether the time that it was given has passed."""
        return self.until is not None and self.clock() >= self.until


@dataclass(frozen=True, slots=True)
class Balance:
    """An issue's accounts: it holds when every candidate has come to one of the four ends.

    `candidates` is the number that was kept when the audience was frozen, not that of the rows counted here.
    """

    candidates: int
    accepted: int
    rejected: int
    uncertain: int
    excluded: dict[str, int]
    unfinished: int

    @property
    def excluded_count(self) -> int:
        """All who got nothing for a reason."""
        return sum(self.excluded.values())

    @property
    def ended(self) -> int:
        """All who came to an end."""
        return self.accepted + self.excluded_count + self.rejected + self.uncertain

    @property
    def missing(self) -> int:
        """Candidates of whom no row is left; below zero where there are more rows than candidates."""
        return self.candidates - self.ended - self.unfinished

    @property
    def holds(self) -> bool:
        """Whether candidates = accepted + excluded + rejected + uncertain."""
        return self.candidates == self.ended and not self.unfinished


def balance(issue: Issue) -> Balance:
    """Count an issue's deliveries by how they ended, beside the audience that was frozen; two queries."""
    frozen = Issue.objects.values_list("audience_count", flat=True).get(pk=issue.pk)
    rows = issue.deliveries.values_list("state", "exclusion").annotate(count=Count("pk")).order_by()
    by_state: Counter[str] = Counter()
    excluded: dict[str, int] = {}
    for state, exclusion, count in rows:
        by_state[state] += count
        if state == STATES.EXCLUDED:
            excluded[exclusion] = count
    return Balance(
        candidates=frozen or 0,
        accepted=by_state[STATES.ACCEPTED],
        rejected=by_state[STATES.REJECTED],
        uncertain=by_state[STATES.UNCERTAIN],
        excluded=excluded,
        unfinished=sum(by_state[state] for state in Delivery.UNFINISHED),
    )


def claim(run: Run) -> list[Delivery]:
    """Lease the next rows; gives them read anew, with all that choosing and writing takes."""
    now = run.clock()
    ready = Delivery.objects.ready(now)
    if run.issue:
        ready = ready.filter(issue=run.issue)
    with transaction.atomic():
        ids = list(ready.select_for_update(skip_locked=True).values_list("pk", flat=True)[:BATCH])
        Delivery.objects.filter(pk__in=ids, state=STATES.WAITING).update(
            state=STATES.LEASED, holder=run.holder, leased_until=now + LEASE
        )
    return list(run.held().filter(pk__in=ids).with_reader().order_by("pk"))


def hand(run: Run, delivery: Delivery, selection: Selection) -> bool:
    """Commit as handed what is still ours to send: leased, the issue not paused, the reader still subscribed."""
    now = _moment(run.clock())
    carries = Delivery._meta.get_field("carried").get_db_prep_save(carried(selection), connection)
    return _execute(HAND, [now, now, carries, delivery.pk, run.holder, now])


def finish(run: Run, delivery: Delivery, state: Delivery.State, answer: str) -> None:
    """Commit how a delivery ended; one that the sweep called uncertain meanwhile is certain now."""
    now = _moment(run.clock())
    if _execute(FINISH, [str(state), answer[:ANSWER_LENGTH], now, delivery.pk, run.holder]):
        setattr(run.sent, state, getattr(run.sent, state) + 1)


def _execute(statement: str, values: list[Any]) -> bool:
    """Run one UPDATE; tells whether there was such a row."""
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return bool(cursor.rowcount)


def _moment(moment: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(moment)


def exclude(run: Run, delivery: Delivery, reason: Delivery.Exclusion) -> None:
    """Commit that this subscriber gets no mail of this issue, and why."""
    rows = run.held().filter(pk=delivery.pk, state=STATES.LEASED)
    rows.update(state=STATES.EXCLUDED, exclusion=reason, finished_at=run.clock(), leased_until=None)
    run.sent.excluded += 1


def wait(run: Run, delivery: Delivery, answer: str) -> None:
    """Put a row that the server did not take back for later; after 24 hours it is rejected."""
    now = run.clock()
    rows = run.held().filter(pk=delivery.pk)
    first_tried_at = rows.values_list("first_tried_at", flat=True).get() or now
    tried_for = now - first_tried_at
    if tried_for >= GIVE_UP_AFTER:
        finish(run, delivery, STATES.REJECTED, answer)
        return
    rows.update(
        state=STATES.WAITING,
        holder="",
        first_tried_at=first_tried_at,
        next_attempt_at=now + min(max(tried_for, RETRY_FROM), RETRY_TO),
        answer=answer[:ANSWER_LENGTH],
        carried=[],
    )
    run.sent.postponed += 1


def postpone(run: Run) -> None:
    """Put back for later what the run holds, after a connection failed: none of it was handed over."""
    for delivery in run.held().filter(state__in=[STATES.LEASED, STATES.HANDED]):
        wait(run, delivery, run.sent.fault)


def give_back(run: Run, *deliveries: Delivery) -> None:
    """Give up the claims on what was not begun: on these rows, or on all."""
    rows = run.held().filter(state=STATES.LEASED)
    if deliveries:
        rows = rows.filter(pk__in=[delivery.pk for delivery in deliveries])
    rows.update(state=STATES.WAITING, holder="", leased_until=None)


def settle(now: datetime) -> None:
    """Find what was left half done, by a crash or by time, and close the issues that balance."""
    rows = Delivery.objects
    lapsed = rows.filter(state=STATES.LEASED, leased_until__lte=now)
    lapsed.update(state=STATES.WAITING, holder="", leased_until=None)
    unanswered = rows.filter(state=STATES.HANDED, handed_at__lte=now - ANSWER_WITHIN)
    unanswered.update(state=STATES.UNCERTAIN, finished_at=now)
    given_up = rows.filter(state=STATES.WAITING, first_tried_at__lte=now - GIVE_UP_AFTER)
    given_up.update(state=STATES.REJECTED, finished_at=now)
    unfinished = rows.unfinished().filter(issue=OuterRef("pk"))
    rows_of_issue = rows.filter(issue=OuterRef("pk")).order_by().values("issue")
    kept = Coalesce(Subquery(rows_of_issue.annotate(count=Count("pk")).values("count")), 0)
    sending = Issue.objects.filter(state=Issue.State.SENDING, audience_count=kept)
    sending.filter(~Exists(unfinished)).update(state=Issue.State.SENT, sent_at=now)


def carried(selection: Selection) -> list[dict[str, object]]:
    """What a delivery remembers of its mail: ids, parts and reasons, in the order of the mail.

    An advertorial stands last, as {"advertorial": its id}: it is no item and nobody was chosen for it.
    """
    paid = [] if selection.advertorial is None else [{"advertorial": selection.advertorial}]
    items = [
        {
            "item": chosen.offer.key,
            "part": part,
            "reasons": [[str(why.reason), why.value] for why in chosen.reasons],
        }
        for part, several in (("read", selection.read), ("know", selection.know))
        for chosen in several
    ]
    return items + paid
