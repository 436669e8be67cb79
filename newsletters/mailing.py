"""One issue ready to be written to anybody: its editions, offers and history, each loaded once.

Comes in: an issue, then subscriptions. Goes out: what each gets (`select`) and the mail (`message`, `preview`).
Called by `newsletters.delivery` for each claimed row, and by the issue page and tests for previews.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from django.utils import timezone

from newsletters import audience, links, personalisation
from newsletters.models import Delivery, Issue, Subscription
from newsletters.personalisation import Offer, Profile, Selection
from newsletters.rendering import Edition, Reader, edition
from newsletters.slots import Pair


@dataclass
class Mailing:
    """An issue with all that its mails share."""

    issue: Issue
    _editions: dict[str, Edition] = field(default_factory=dict)
    _offers: dict[str, list[Offer]] = field(default_factory=dict)
    _selections: dict[tuple[str, Profile], Selection] = field(default_factory=dict)

    @cached_property
    def earlier(self) -> audience.Earlier:
        """What of this issue earlier ones carried."""
        return audience.earlier(self.issue)

    def seen_by(self, address_ids: Collection[int]) -> Mapping[int, frozenset[str]]:
        """What of this issue each address was sent before."""
        return self.earlier.seen_by(address_ids)

    def select(self, subscription: Subscription, seen: frozenset[str] = frozenset()) -> Selection:
        """Choose for one subscriber; empty where nothing is new to them. Raises HeaderRefused as `edition` does."""
        language = subscription.edition
        if language not in self._offers:
            self._offers[language] = audience.offers(self.issue.items.filter(edition=language))
        profile = audience.profile(subscription, seen)
        if (language, profile) not in self._selections:
            selection = personalisation.select(self._offers[language], profile)
            self._selections[language, profile] = self._edition(language).complete(selection)
        return self._selections[language, profile]

    def message(self, delivery: Delivery, selection: Selection, now: datetime) -> bytes:
        """Write the mail of one delivery. Raises HeaderRefused for an address that cannot be written."""
        subscription = delivery.subscription
        if subscription is None:
            raise ValueError(f"delivery {delivery.pk} has no subscriber any more")
        reader = self._reader(subscription, now)
        return self._edition(subscription.edition).message(delivery.pk, selection, reader, now)

    def preview(self, subscription: Subscription, selection: Selection) -> Pair:
        """Write the two parts as this subscriber would get them, without the links that are theirs alone."""
        front = links.newsletters_url(self._site_url, subscription.edition)
        reader = Reader(subscription.address.email, _since(subscription), front, front, front)
        return self._edition(subscription.edition).body(selection, reader)

    @property
    def _site_url(self) -> str:
        return str(self.issue.newsletter.site.root_url)

    def _edition(self, language: str) -> Edition:
        if language not in self._editions:
            self._editions[language] = edition(self.issue, language, self._site_url)
        return self._editions[language]

    def _reader(self, subscription: Subscription, now: datetime) -> Reader:
        preferences = links.preferences_url(self._site_url, subscription, now)
        page, one_click = links.unsubscribe_urls(self._site_url, subscription, now)
        return Reader(subscription.address.email, _since(subscription), preferences, page, one_click)


def _since(subscription: Subscription) -> date:
    return timezone.localdate(subscription.confirmed_at or subscription.created_at)
