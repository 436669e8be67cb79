"""Which stories belong to a window, and how they score there.

In: a window, the time. Out: its `Candidate` rows: score, parts and the item that a link would show are the
machine's and are recomputed in place; the decision is the editor's and is never touched. Safe to repeat.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Q, QuerySet

from articles.models import HomePage, Topic
from curation.digests.windows import page_of
from curation.models import AddedLink, Candidate, DigestLink, DigestWindow, Item
from curation.ranking import Aim, Telling, rank, weights_of

LOOK_BACK = timedelta(
    hours=48
)  # before the window's start, for what was read late (data-model.md, DigestWindow)
IDS_A_QUERY = 500  # SQLite counts its parameters


@dataclass(frozen=True, slots=True)
class Chosen:
    """A story of a window with its items of this magazine, and the item that an editor added, if one did."""

    story_id: int
    items: list[Item]
    added: Item | None = None


def refresh(window: DigestWindow, now: datetime) -> int:
    """Recompute the candidates of a window that was not drafted yet; give their number.

    The score is that of `now`, or of the window's end where that is earlier. A story that no longer belongs
    goes, unless an editor decided on it or added it.
    """
    if window.drafted_at is not None:
        return window.candidates.count()
    added = added_items(window)
    story_ids = {*belonging(window), *added}
    chosen = [
        Chosen(story_id, items, added.get(story_id))
        for story_id, items in items_of(window, story_ids).items()
    ]
    with transaction.atomic():
        write(window, chosen, min(now, window.ends_at))
        stale = window.candidates.filter(is_added_by_hand=False, decision=Candidate.Decision.NONE)
        stale.exclude(story_id__in=story_ids).delete()
        DigestWindow.objects.filter(pk=window.pk).update(ranked_at=now)
    return len(chosen)


def add_by_hand(window: DigestWindow, now: datetime) -> int:
    """Make candidates of the links that editors added at this window's draft, once they have a story.

    Whatever their time, and whether the window was drafted or not; gives how many are new.
    """
    known = set(window.candidates.filter(is_added_by_hand=True).values_list("story_id", flat=True))
    added = {story: item for story, item in added_items(window).items() if story not in known}
    found = items_of(window, added)
    write(
        window,
        [Chosen(story, found.get(story, []), item) for story, item in added.items()],
        min(now, window.ends_at),
    )
    return len(added)


def added_items(window: DigestWindow) -> dict[int, Item]:
    """Story to the item that an editor added by hand at this window's draft."""
    links = AddedLink.objects.filter(window=window, item__story__isnull=False).order_by("pk")
    items = [link.item for link in links.select_related("item__source", "item__story") if link.item]
    return {item.story.heir().pk: item for item in items if item.story}


def belonging(window: DigestWindow) -> set[int]:
    """The stories that belong to a window by the times and sources of their items, and were not carried yet."""
    told = section_items(window).filter(
        story__isnull=False,
        first_seen_at__lt=window.ends_at,
        dated_at__gte=window.starts_at - LOOK_BACK,
        dated_at__lt=window.ends_at,
    )
    stories = told.filter(story__merged_into=None).values_list("story_id", flat=True)
    return set(stories) - carried(window)


def section_items(window: DigestWindow) -> QuerySet[Item]:
    """Items of the section's sources; for home those of any source of the magazine."""
    items = Item.objects.filter(source__site=window.site_id)
    if window.section_key == HomePage.section_key:
        return items
    return items.filter(source__sections__key=window.section_key, source__sections__site=window.site_id)


def carried(window: DigestWindow) -> set[int]:
    """Stories that a published digest of this page carried, or that were merged into such a one since."""
    page = page_of(window)
    if page is None:
        return set()
    links = DigestLink.objects.filter(page__live=True, page__path__startswith=page.path)
    links = links.filter(page__depth=page.depth + 1, story__isnull=False)
    pairs = links.values_list("story_id", "story__merged_into_id")
    return {story for pair in pairs for story in pair if story}


def items_of(window: DigestWindow, story_ids: Iterable[int]) -> dict[int, list[Item]]:
    """The items of stories that count in this magazine and were known before the window's end."""
    ids = list(story_ids)
    added = AddedLink.objects.filter(window=window, item__isnull=False).values("item")
    counted = Q(source__site=window.site_id, first_seen_at__lt=window.ends_at) | Q(pk__in=added)
    found: dict[int, list[Item]] = defaultdict(list)
    for start in range(0, len(ids), IDS_A_QUERY):
        items = Item.objects.filter(counted, story_id__in=ids[start : start + IDS_A_QUERY])
        for item in items.defer("text").select_related("source").prefetch_related("topics"):
            found[item.story_id or 0].append(item)
    return found


def write(window: DigestWindow, chosen: Iterable[Chosen], at: datetime) -> None:
    """Store score, parts and item of each story in one statement; decisions stay as they are."""
    aim = aim_of(window)
    rows = [candidate(window, one, aim, at) for one in chosen]
    machine = [row for row in rows if not row.is_added_by_hand]
    by_hand = [row for row in rows if row.is_added_by_hand]
    fields = ["score", "parts", "item"]
    for some, names in ((machine, fields), (by_hand, [*fields, "is_added_by_hand"])):
        Candidate.objects.bulk_create(
            some,
            update_conflicts=True,
            unique_fields=["window", "story"],
            update_fields=names,
            batch_size=IDS_A_QUERY // 5,
        )


def candidate(window: DigestWindow, chosen: Chosen, aim: Aim, at: datetime) -> Candidate:
    """A story as a candidate of a window, scored."""
    items = chosen.items or ([chosen.added] if chosen.added else [])
    score = rank([telling(item) for item in items], aim, at)
    return Candidate(
        window=window,
        story_id=chosen.story_id,
        item=chosen.added or best(items, window.language),
        score=round(score.total, 2),
        parts=[part.as_json() for part in score.parts],
        is_added_by_hand=chosen.added is not None,
    )


def best(items: Iterable[Item], language: str) -> Item:
    """The telling that a link shows: with an address, in the page's language, by the weightiest, the earliest."""
    return min(
        items,
        key=lambda item: (
            not item.url,
            item.language != language,
            -item.source.weight,
            item.dated_at,
            item.pk,
        ),
    )


def telling(item: Item) -> Telling:
    """What ranking needs to know of an item."""
    return Telling(
        item.dated_at,
        item.source.registrable_host,
        item.source.owner,
        item.source.weight,
        frozenset(topic.slug for topic in item.topics.all()),
    )


def aim_of(window: DigestWindow) -> Aim:
    """What a window looks for: the topics of its section, for home those of all sections."""
    topics = Topic.objects.filter(sections__site=window.site_id)
    if window.section_key != HomePage.section_key:
        topics = topics.filter(sections__key=window.section_key)
    slugs = frozenset(topics.values_list("slug", flat=True))
    return Aim(slugs, window.cadence, weights_of(window.site))
