"""Mails that are rows first: every mail that is not part of an issue.

Rooms above call `queue`; the worker calls `deliver`, which takes what waits and hands it to `mail.transport`. A row
is claimed with a lease in one UPDATE, committed as handed just before its own network call, and its result is
committed after it (data-model.md, Delivery and OutgoingMail). So a crash leaves a mail either waiting again or
uncertain, and none goes out twice by itself. Safe to repeat and to run twice at the same time.
"""

from __future__ import annotations

import time
import uuid
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from mail import message, suppression, transport
from mail.exceptions import AnswerLost, ConnectionFailed, MessageRefused
from mail.headers import return_path
from mail.models import Address, OutgoingMail, Suppression, normalise

State = OutgoingMail.State
Connect = Callable[[], AbstractContextManager[transport.Connection]]

LEASE = timedelta(minutes=5)
"""How long a claimed mail is held; above the worst dialogue: a few commands of EMAIL_TIMEOUT (20 s) each."""

RETRY_AFTER = timedelta(minutes=15)
"""How long a mail waits after a temporary refusal; greylisting seldom asks for more."""

GIVE_UP_AFTER = timedelta(hours=24)
"""From the first attempt on (data-model.md, Delivery)."""

KEPT_FOR = timedelta(days=90)
"""How long a mail that was accepted, refused or is uncertain can be looked up; its questions come within a season."""

SWEEP_LIMIT = 200
"""Mails that one sweep hands over at most, so that a task ends."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who a mail is from."""

    name: str
    email: str


def queue(
    purpose: OutgoingMail.Purpose,
    address: Address,
    language: str,
    subject: str,
    text: str,
    html: str = "",
    *,
    sender: Sender | None = None,
    now: datetime | None = None,
) -> OutgoingMail:
    """Write a mail down to be sent. Raises HeaderRefused for a line break in the subject or the sender's name.

    Without `sender` it comes from DEFAULT_FROM_EMAIL; `now` is when it was asked for.
    """
    origin = sender or Sender("", settings.DEFAULT_FROM_EMAIL)
    queued_at = now or timezone.now()
    return OutgoingMail.objects.create(
        purpose=purpose,
        address=address,
        language=language,
        subject=message.refuse_control("Subject", subject),
        text=text,
        html=html,
        sender_name=message.refuse_control("From", origin.name),
        sender_email=normalise(origin.email),
        next_attempt_at=queued_at,
        created_at=queued_at,
    )


def deliver(now: datetime, connect: Connect = transport.connect, limit: int = SWEEP_LIMIT) -> int:
    """Hand over what is ready, one mail in flight; give the number of mails that were tried.

    A server that cannot be reached puts all that was ready off to a later time.
    """
    settle_expired(now)
    if not OutgoingMail.objects.ready(now).exists():
        return 0
    try:
        with connect() as connection:
            return _Sweep(connection, now).run(limit)
    except ConnectionFailed as error:
        return _postpone(OutgoingMail.objects.ready(now), now, str(error))


def settle_expired(now: datetime) -> None:
    """What a holder left behind: leased waits again, handed without a result is uncertain."""
    expired = OutgoingMail.objects.expired(now)
    expired.filter(state=State.LEASED).update(state=State.WAITING, holder="", leased_until=None)
    expired.filter(state=State.HANDED).update(state=State.UNCERTAIN, leased_until=None, finished_at=now)


def forget(now: datetime) -> int:
    """Delete mails that were finished so long ago; give the number."""
    count, _rows = OutgoingMail.objects.filter(finished_at__lt=now - KEPT_FOR).delete()
    return count


def claim(now: datetime, holder: str) -> OutgoingMail | None:
    """Lease the mail that waits longest, in one UPDATE; None when nothing waits or another was faster."""
    first = OutgoingMail.objects.ready(now).values("pk")[:1]
    taken = OutgoingMail.objects.filter(pk__in=first, state=State.WAITING).update(
        state=State.LEASED,
        holder=holder,
        leased_until=now + LEASE,
        first_tried_at=Coalesce(F("first_tried_at"), now),
    )
    if not taken:
        return None
    return OutgoingMail.objects.select_related("address").get(holder=holder, state=State.LEASED)


class _Sweep:
    """One connection working through what is ready; its clock starts at `now` and runs."""

    def __init__(self, connection: transport.Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now
        self._started_s = time.monotonic()

    def run(self, limit: int) -> int:
        """Claim and hand over until nothing is ready; a lost connection ends the sweep."""
        for tried in range(limit):
            mail = claim(self._clock(), uuid.uuid4().hex)
            if not mail:
                return tried
            if not self._deliver_one(mail):
                return tried + 1
        return limit

    def _clock(self) -> datetime:
        return self._now + timedelta(seconds=time.monotonic() - self._started_s)

    def _deliver_one(self, mail: OutgoingMail) -> bool:
        """Hand over one mail and keep the result; False when the connection is of no more use."""
        now = self._clock()
        if reason := _obstacle(mail):
            _finish(mail, State.REJECTED, now, reason)
            return True
        try:
            content = message.build(mail, now)
        except MessageRefused as error:
            _finish(mail, State.REJECTED, now, str(error))
            return True
        if not _held(mail).filter(leased_until__gt=now).update(state=State.HANDED, handed_at=now):
            return True  # the lease ran out; whoever claims next has it
        try:
            result = self._connection.send(return_path(message.KIND, mail.pk), mail.address.email, content)
        except ConnectionFailed as error:
            _postpone(_held(mail), self._clock(), str(error))
            return False
        except AnswerLost as error:
            _finish(mail, State.UNCERTAIN, self._clock(), str(error))
            return False
        _record(mail, result, self._clock())
        return True


def _held(mail: OutgoingMail) -> models.QuerySet[OutgoingMail]:
    """The row, as long as this sweep holds it."""
    states = [State.LEASED, State.HANDED]
    return OutgoingMail.objects.filter(pk=mail.pk, holder=mail.holder, state__in=states)


def _obstacle(mail: OutgoingMail) -> str:
    """Why this mail must not go; who was erased and signs up again may be asked to confirm."""
    found = suppression.find(mail.address.email)
    if not found:
        return ""
    if found.reason == Suppression.Reason.ERASED and mail.purpose == OutgoingMail.Purpose.CONFIRM:
        return ""
    return f"suppressed: {found.reason}"


def _record(mail: OutgoingMail, result: transport.Result, now: datetime) -> None:
    answer = f"{result.code} {result.text}"
    if result.is_temporary:
        _postpone(_held(mail), now, answer)
    else:
        _finish(mail, State.ACCEPTED if result.is_accepted else State.REJECTED, now, answer)


def _finish(mail: OutgoingMail, state: OutgoingMail.State, now: datetime, answer: str) -> None:
    """Commit an end; an accepted mail loses its body."""
    dropped = {"text": "", "html": ""} if state == State.ACCEPTED else {}
    _held(mail).update(
        state=state, finished_at=now, leased_until=None, answer=answer[: transport.ANSWER_LENGTH], **dropped
    )


def _postpone(mails: models.QuerySet[OutgoingMail], now: datetime, answer: str) -> int:
    """Let mails wait for another attempt; those first tried a day ago are rejected. Gives their number."""
    pks = list(mails.values_list("pk", flat=True))
    rows = OutgoingMail.objects.filter(pk__in=pks, state__in=[State.WAITING, State.LEASED, State.HANDED])
    kept = answer[: transport.ANSWER_LENGTH]
    is_old = Q(first_tried_at__lte=now - GIVE_UP_AFTER)
    rows.filter(is_old).update(state=State.REJECTED, finished_at=now, leased_until=None, answer=kept)
    rows.update(
        state=State.WAITING,
        holder="",
        leased_until=None,
        first_tried_at=Coalesce(F("first_tried_at"), now),
        next_attempt_at=now + RETRY_AFTER,
        answer=kept,
    )
    return len(pks)
