"""From somebody's wish to a subscription with evidence, and back out of it.

In come what was asked, by which address, and the trace of the request; out go Subscription and Evidence rows
and, at most once an hour for each address, a queued confirm mail. Called by the views, the preference page and
the purge. Every function may be called twice: what is done already stays as it is and leaves no second evidence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.utils.translation import override

from articles.models import Topic
from mail import suppression
from mail.models import Address, OutgoingMail
from newsletters import confirmation, consent
from newsletters.models import Evidence, Newsletter, Subscription

State = Subscription.State

CONFIRM_MAIL_EVERY = timedelta(hours=1)
"""At most one confirm mail to an address in this time (requirements.md, Mail)."""

UNCONFIRMED_FOR = timedelta(days=14)
"""How long an unconfirmed subscription is kept; its link works for 7 days (requirements.md, Mail)."""

IP_KEPT_FOR = timedelta(days=183)
"""How long evidence says from which IP address somebody acted: half a year (requirements.md, Mail)."""


@dataclass(frozen=True, slots=True)
class Trace:
    """When, in which language, on which page and from where somebody acted."""

    now: datetime
    language: str
    url: str
    ip: str | None = None


@dataclass(frozen=True, slots=True)
class Choices:
    """What a reader wants of a newsletter; no topics means all of them."""

    cadence: str
    edition: str
    has_other_language: bool
    minutes: int
    topics: frozenset[Topic]


@transaction.atomic
def subscribe(email: str, newsletters: Sequence[Newsletter], choices: Choices, trace: Trace) -> None:
    """Note what was asked for an address and queue its confirm mail; what it receives already stays as it is.

    Nothing of it tells the caller whether the address was known.
    """
    address = Address.objects.for_email(email, trace.language)
    Address.objects.select_for_update().get(pk=address.pk)  # two forms at once make one mail
    for newsletter in newsletters:
        _ask(newsletter, address, choices, trace)
    recent = address.outgoing_mails.for_purpose_since(
        OutgoingMail.Purpose.CONFIRM, trace.now - CONFIRM_MAIL_EVERY
    )
    if not recent.exists():
        waiting = list(address.subscriptions.unconfirmed().filter(newsletter__in=newsletters).with_choices())
        asked = confirmation.Asked(address, newsletters[0], waiting, trace.language, trace.now)
        confirmation.queue(asked)


@transaction.atomic
def confirm(address: Address, pks: Collection[int], trace: Trace) -> None:
    """Begin those of the address's unconfirmed subscriptions that it saw and confirmed."""
    for subscription in address.subscriptions.unconfirmed().filter(pk__in=pks).with_choices():
        begun = {"state": State.ACTIVE, "confirmed_at": trace.now, "ended_at": None}
        if _move(subscription, [State.UNCONFIRMED], begun):
            _note(subscription, Evidence.Act.CONFIRMED, trace)
            suppression.lift_erasure(address.email)


@transaction.atomic
def change(subscription: Subscription, choices: Choices, trace: Trace) -> None:
    """Keep other choices."""
    if choices_of(subscription) != choices:
        _choose(subscription, choices)
        _note(subscription, Evidence.Act.CHANGED, trace)


@transaction.atomic
def pause(subscription: Subscription, trace: Trace) -> None:
    """Send nothing until it is resumed."""
    if _move(subscription, [State.ACTIVE], {"state": State.PAUSED}):
        _note(subscription, Evidence.Act.CHANGED, trace)


@transaction.atomic
def resume(subscription: Subscription, trace: Trace) -> None:
    """Send again what was paused."""
    if _move(subscription, [State.PAUSED], {"state": State.ACTIVE}):
        _note(subscription, Evidence.Act.CHANGED, trace)


@transaction.atomic
def end(subscription: Subscription, trace: Trace) -> None:
    """Send no more from this moment on; `delivery` reads the state at each claim."""
    states = [State.UNCONFIRMED, State.ACTIVE, State.PAUSED]
    if _move(subscription, states, {"state": State.ENDED, "ended_at": trace.now}):
        _note(subscription, Evidence.Act.ENDED, trace)


@transaction.atomic
def purge_unconfirmed(now: datetime) -> int:
    """Forget what nobody confirmed in 14 days; give the number.

    One that was confirmed and ended before is ended again; an address that nothing else knows goes too.
    """
    old = Subscription.objects.unconfirmed().asked_before(now - UNCONFIRMED_FOR)
    count = old.filter(confirmed_at__isnull=False).update(state=State.ENDED)
    never = old.filter(confirmed_at__isnull=True)
    addresses = list(never.values_list("address", flat=True))
    count += len(addresses)
    never.delete()
    Address.objects.filter(pk__in=addresses, user__isnull=True, subscriptions__isnull=True).delete()
    return count


def forget_ips(now: datetime) -> int:
    """Drop the IP addresses of evidence that is half a year old; give the number."""
    return Evidence.objects.filter(at__lt=now - IP_KEPT_FOR, ip__isnull=False).update(ip=None)


def choices_of(subscription: Subscription) -> Choices:
    """What a subscription's reader wants now."""
    return Choices(
        cadence=subscription.cadence,
        edition=subscription.edition,
        has_other_language=subscription.has_other_language,
        minutes=subscription.minutes,
        topics=frozenset(subscription.topics.all()),
    )


def _ask(newsletter: Newsletter, address: Address, choices: Choices, trace: Trace) -> None:
    defaults = {"created_at": trace.now, "asked_at": trace.now}
    subscription, _made = Subscription.objects.get_or_create(
        newsletter=newsletter, address=address, defaults=defaults
    )
    asked = {"state": State.UNCONFIRMED, "asked_at": trace.now}
    if _move(subscription, [State.UNCONFIRMED, State.ENDED], asked):
        _choose(subscription, choices)
        _note(subscription, Evidence.Act.ASKED, trace)


def _choose(subscription: Subscription, choices: Choices) -> None:
    subscription.cadence = choices.cadence
    subscription.edition = choices.edition
    subscription.has_other_language = choices.has_other_language
    subscription.minutes = choices.minutes
    subscription.save(update_fields=["cadence", "edition", "has_other_language", "minutes"])
    subscription.topics.set(choices.topics)


def _move(subscription: Subscription, states: Sequence[str], fields: dict[str, object]) -> bool:
    """Change the row if it is in one of the states, in one UPDATE; False when it is in another by now."""
    moved = Subscription.objects.filter(pk=subscription.pk, state__in=states).update(**fields)
    if moved:
        for name, value in fields.items():
            setattr(subscription, name, value)
    return bool(moved)


def _note(subscription: Subscription, act: Evidence.Act, trace: Trace) -> None:
    """Keep what was agreed to, in the words that were shown and with what was chosen."""
    with override(trace.language):
        statement = {
            Evidence.Act.ASKED: consent.asked,
            Evidence.Act.CONFIRMED: consent.confirmed,
            Evidence.Act.ENDED: consent.ended,
        }.get(act)
        words = [statement(subscription.newsletter)] if statement else [subscription.get_state_display()]
        subscription.evidence.create(
            act=act,
            wording="\n".join([*words, consent.in_words(subscription)]),
            wording_version=consent.VERSION,
            language=trace.language,
            url=trace.url,
            ip=trace.ip,
            at=trace.now,
        )
