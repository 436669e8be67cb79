"""Who gets an issue, and what choosing for them needs to know.

Comes in: an issue, its items, subscriptions. Goes out: offers and profiles for `personalisation`, the reason why
somebody gets nothing, and what earlier issues carried to them. Called by `newsletters.delivery` and by the issue
page for its previews.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from django.conf import settings
from django.db.models import Q, QuerySet

from curation.models import Story
from curation.timeline import heir
from newsletters.models import Delivery, Issue, IssueItem, Subscription
from newsletters.personalisation import Offer, Profile

STATES = Subscription.State
ALL_LANGUAGES = frozenset({*(code for code, _name in settings.LANGUAGES), "other", ""})
"""What a reader gets who wants links in the other language too: also those of neither language."""


def candidates(issue: Issue) -> QuerySet[Subscription]:
    """Everybody who takes this newsletter at this cadence, those who paused it too: they are accounted for."""
    return Subscription.objects.filter(
        newsletter=issue.newsletter, cadence=issue.cadence, state__in=[STATES.ACTIVE, STATES.PAUSED]
    )


def exclusion(delivery: Delivery, suppressed: Collection[str]) -> Delivery.Exclusion | None:
    """Why this subscriber gets no mail as things stand now; None when they do."""
    subscription = delivery.subscription
    if subscription is None or subscription.cadence != delivery.issue.cadence:
        return Delivery.Exclusion.ENDED
    if subscription.address.email in suppressed:
        return Delivery.Exclusion.SUPPRESSED
    if subscription.state == STATES.PAUSED:
        return Delivery.Exclusion.PAUSED
    return None if subscription.state == STATES.ACTIVE else Delivery.Exclusion.ENDED


def offers(items: Iterable[IssueItem]) -> list[Offer]:
    """Items of one edition as choosing sees them."""
    return [
        Offer(
            key=item.pk,
            identities=frozenset(item.identities),
            topics=tuple(item.topic_slugs),
            language=item.language,
            minutes=item.minutes,
            place=item.place,
            source_count=item.also_in_count + 1,
            is_own=item.is_own,
        )
        for item in items
    ]


def profile(subscription: Subscription, seen: frozenset[str] = frozenset()) -> Profile:
    """A subscription as choosing sees it."""
    return Profile(
        topics=frozenset(topic.slug for topic in subscription.topics.all()),
        minutes=subscription.minutes,
        languages=ALL_LANGUAGES if subscription.has_other_language else frozenset({subscription.edition}),
        seen=seen,
    )


@dataclass(frozen=True, slots=True)
class Earlier:
    """Items of earlier issues that are the same thing as an item of this one, with that one's identities."""

    items: dict[int, frozenset[str]]
    issue_ids: frozenset[int]

    def seen_by(self, address_ids: Collection[int]) -> dict[int, frozenset[str]]:
        """What of this issue earlier issues, of any newsletter, carried to each address; one query."""
        carried = Delivery.objects.filter(
            issue__in=self.issue_ids, state__in=Delivery.CARRIED, subscription__address__in=address_ids
        )
        seen: dict[int, set[str]] = defaultdict(set)
        for address_id, entries in carried.values_list("subscription__address", "carried"):
            for entry in entries:
                seen[address_id] |= self.items.get(entry.get("item"), frozenset())
        return {address_id: frozenset(identities) for address_id, identities in seen.items()}


def earlier(issue: Issue) -> Earlier:
    """Find what of this issue an earlier one may have carried; stories merged since then count as one."""
    items = list(issue.items.select_related("story", "article"))
    ours: dict[str, set[str]] = defaultdict(set)
    for item in items:
        for thing in _things(item):
            ours[thing] |= set(item.identities)
    found: dict[int, frozenset[str]] = {}
    issue_ids = set()
    for other in _alike(items).exclude(issue=issue).select_related("story"):
        issue_ids.add(other.issue_id)
        found[other.pk] = frozenset().union(*(ours.get(thing, ()) for thing in _things(other)))
    return Earlier(found, frozenset(issue_ids))


def _things(item: IssueItem) -> set[str]:
    """Identities of an item as of now: its story may have been merged after it was composed."""
    return {*item.identities, *([f"story:{heir(item.story).pk}"] if item.story else [])}


def _alike(items: list[IssueItem]) -> QuerySet[IssueItem]:
    """Items of any issue that may be the same thing as one of these."""
    stories = {heir(item.story).pk for item in items if item.story}
    translations = [item.article.translation_key for item in items if item.article]
    return IssueItem.objects.filter(
        Q(url__in=[item.url for item in items])
        | Q(story__in=_merged(stories))
        | Q(article__translation_key__in=translations)
    )


def _merged(story_ids: set[int]) -> set[int]:
    """The stories, with all that were merged into them."""
    known: set[int] = set()
    new = story_ids
    while new:
        known |= new
        new = set(Story.objects.filter(merged_into__in=new).values_list("pk", flat=True)) - known
    return known
