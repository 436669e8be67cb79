"""What one subscriber gets of an issue's edition, in which order, in which form, and why.

Pure. In come the edition's offers in the editor's order and a subscriber's profile (followed topics, minutes,
allowed languages, what earlier issues carried); out goes a `Selection`, packed into the minutes by
`readers.packing`, each item with the reasons that hold for this reader. Called by `newsletters.delivery`.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from readers.packing import Choice, pack

PERSISTENCE = 0.8
"""The share of readers who go on from one item to the next: what an item is worth falls by it from place to place
in the reader's own order (rank-biased precision, Moffat and Zobel 2008, whose patient reader has 0.8)."""

LEAST_VALUE = 1e-9
"""What the last of very many items is worth: packing takes no item that is worth nothing."""

MANY_SOURCES = 3
"""From how many independent sources on their number is a reason: two may be one press release."""


class Reason(StrEnum):
    """Why an item is in a mail; its words are in `newsletters.rendering`."""

    FOLLOWED = "followed"  # value: the slug of a topic that this reader follows
    SOURCES = "sources"  # value: how many independent sources told it
    OWN = "own"  # our own article
    FIRST = "first"  # the editor put it first in its digest
    DIGEST = "digest"  # the editor put it in a digest of this edition


@dataclass(frozen=True, slots=True)
class Why:
    """One reason with the value that its words need."""

    reason: Reason
    value: str = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """An item of an edition, as choosing sees it.

    `identities` say what it is (a story, an address, an article): two offers that share one are the same
    thing. `place` is its position in its digest, from 0; `minutes` to read it, None when unknown.
    """

    key: Hashable
    identities: frozenset[str]
    topics: tuple[str, ...]
    language: str
    minutes: int | None
    place: int
    source_count: int = 1
    is_own: bool = False


@dataclass(frozen=True, slots=True)
class Profile:
    """What choosing knows of a subscriber; `seen` are the identities that earlier issues carried to them."""

    topics: frozenset[str]
    minutes: int
    languages: frozenset[str]
    seen: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Chosen:
    """An offer that this reader gets, and why."""

    offer: Offer
    reasons: tuple[Why, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """A reader's items in two parts, followed topics first in each; `minutes` is what both take.

    `advertorial` is what every reader of the edition gets after the last item: it takes none of the minutes, and
    alone it is no reason for a mail.
    """

    read: tuple[Chosen, ...]
    know: tuple[Chosen, ...]
    minutes: float
    advertorial: Hashable | None = None

    def __bool__(self) -> bool:
        return bool(self.read or self.know)


def select(offers: Sequence[Offer], profile: Profile) -> Selection:
    """Choose, order and pack what this reader gets; an empty selection means that nothing is new to them."""
    new = unseen(offers, profile)
    by_key = {offer.key: offer for offer in new}
    packed = pack(choices(new), profile.minutes)
    return Selection(
        read=tuple(_chosen(by_key[choice.key], profile) for choice in packed.read),
        know=tuple(_chosen(by_key[choice.key], profile) for choice in packed.know),
        minutes=packed.minutes,
    )


def unseen(offers: Sequence[Offer], profile: Profile) -> list[Offer]:
    """Give what may be packed for this reader: allowed, new, each thing once, followed topics first."""
    once = _once(_allowed(offers, profile))
    return sorted(once, key=lambda offer: (not _followed(offer, profile), offer.place))


def choices(ordered: Sequence[Offer]) -> list[Choice]:
    """Value items by their place in the reader's own order."""
    return [
        Choice(offer.key, max(PERSISTENCE**place, LEAST_VALUE), offer.minutes)
        for place, offer in enumerate(ordered)
    ]


def reasons(offer: Offer, profile: Profile) -> tuple[Why, ...]:
    """Give the reasons that are true of this reader, the most personal first; there is always one."""
    why = [Why(Reason.FOLLOWED, topic) for topic in _followed(offer, profile)]
    if offer.source_count >= MANY_SOURCES:
        why.append(Why(Reason.SOURCES, str(offer.source_count)))
    if why:
        return tuple(why)
    if offer.is_own:
        return (Why(Reason.OWN),)
    return (Why(Reason.FIRST if offer.place == 0 else Reason.DIGEST),)


def _allowed(offers: Sequence[Offer], profile: Profile) -> Iterator[Offer]:
    for offer in offers:
        if offer.language in profile.languages and not offer.identities & profile.seen:
            yield offer


def _once(offers: Iterable[Offer]) -> Iterator[Offer]:
    """Leave out what an offer before it already is: a story that several digests carry comes once."""
    met: set[str] = set()
    for offer in offers:
        if met.isdisjoint(offer.identities):
            yield offer
        met |= offer.identities


def _followed(offer: Offer, profile: Profile) -> tuple[str, ...]:
    return tuple(topic for topic in offer.topics if topic in profile.topics)


def _chosen(offer: Offer, profile: Profile) -> Chosen:
    return Chosen(offer, reasons(offer, profile))
