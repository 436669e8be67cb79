"""From items to stories.

In: items without a story (`Item.objects.unclustered()`). Out: each of them with exactly one story, an open one or
a new one. Called by the timetable after reading, and by the commands. Safe to repeat and to kill: a batch is
computed in memory and stored whole in one short transaction, which first makes sure that the run still is the
only one; what was not stored is found by the next run. What counts as alike is `curation.similarity`; equal
canonical addresses are one story whatever they say.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max, Min, OuterRef, QuerySet, Subquery
from django.db.models.functions import Substr
from django.utils import timezone
from wagtail.models import Site

from articles import generations
from curation.models import ClusteringRun, Item, Story
from curation.models.stories import story_slug
from curation.similarity import SPAN_S, Corpus, Placed, Stories, Vector, Words, words
from outbound.leases import is_dead, new_holder

BATCH = 500  # items a transaction; about a second of work, so a kill costs no more
READ_CHARACTERS = 4000  # of a text; what happened stands at its start, and memory stays bounded
RECENT_MOST = 10_000  # items that a batch is compared with, the newest of its days
SPAN = timedelta(seconds=SPAN_S)
PATIENCE = timedelta(minutes=2)  # after which a run that no batch was heard of is taken for dead


@dataclass(frozen=True, slots=True)
class Clustered:
    """What a run did. `is_busy`: another run was at work, so that this one did nothing."""

    items_count: int = 0
    stories_count: int = 0
    is_busy: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What clustering knows of an item."""

    item_id: int
    source_id: int
    story_id: int | None
    title: str
    text: str
    canonical_url: str
    dated_at: datetime

    @property
    def time(self) -> float:
        """Seconds since 1970."""
        return self.dated_at.timestamp()


@dataclass(slots=True)
class Plan:
    """Where the items of a batch go: by the id of a stored story, or by a negative key of a new one."""

    stories: dict[int, list[Reading]] = field(default_factory=lambda: defaultdict(list))

    def new(self) -> list[list[Reading]]:
        """The items of each new story, oldest first."""
        return [
            sorted(items, key=lambda item: (item.dated_at, item.item_id))
            for key, items in self.stories.items()
            if key < 0
        ]

    def known(self) -> dict[int, list[Reading]]:
        """The items that join a stored story."""
        return {key: items for key, items in self.stories.items() if key > 0}


class Superseded(Exception):
    """Another run took over while this one was computing; it has written nothing since."""


def cluster(now: datetime) -> Clustered:
    """Give every item without a story its story; `now` is when new stories are made.

    Does nothing while another run is at work. A run whose process has died is closed and replaced.
    """
    if not Item.objects.unclustered().exists():
        return Clustered()
    run = open_run()
    if run is None:
        return Clustered(is_busy=True)
    try:
        return _cluster(run, now)
    finally:
        ClusteringRun.objects.filter(pk=run.pk).update(is_open=False, closed_at=timezone.now())


def open_run() -> ClusteringRun | None:
    """Become the one run at work; None where another is."""
    with transaction.atomic():
        for other in ClusteringRun.objects.select_for_update().filter(is_open=True):
            if not (is_dead(other.holder) or other.is_silent(timezone.now(), PATIENCE)):
                return None
            ClusteringRun.objects.filter(pk=other.pk).update(is_open=False, closed_at=timezone.now())
        ClusteringRun.objects.filter(is_open=False).delete()
    try:
        return ClusteringRun.objects.create(holder=new_holder())
    except IntegrityError:  # another process opened one at this very moment
        return None


def _cluster(run: ClusteringRun, now: datetime) -> Clustered:
    memory: dict[int, Words] = {}
    items_count = stories_count = 0
    while batch := next_batch():
        plan = plan_batch(batch, memory)
        try:
            stories_count += store(plan, run, now)
        except Superseded:
            break
        items_count += len(batch)
    return Clustered(items_count, stories_count)


def next_batch() -> list[Reading]:
    """The oldest items without a story, as many as one transaction stores, within one story's span."""
    batch = readings(Item.objects.unclustered()[:BATCH])
    return [item for item in batch if item.dated_at <= batch[0].dated_at + SPAN]


def plan_batch(batch: list[Reading], memory: dict[int, Words]) -> Plan:
    """Decide where the items of a batch go. `memory` keeps the words of items from one batch to the next."""
    recent = recent_items(batch)
    remember(memory, [*recent, *batch])
    space = Space(memory, Corpus(memory[item.item_id] for item in [*recent, *batch]))
    for item in recent:
        space.add(item, item.story_id or 0)
    bound, groups = sort_by_address(batch)
    plan = Plan()
    for item, story_id in bound:
        space.add(item, story_id)
        plan.stories[story_id].append(item)
    for items, key in zip(groups, space.place([items[0] for items in groups]), strict=True):
        plan.stories[key].extend(items)
    return plan


@dataclass(slots=True)
class Space:
    """The open stories as vectors, weighed by the corpus of a batch and what is near it in time."""

    memory: dict[int, Words]
    corpus: Corpus
    stories: Stories = field(default_factory=Stories)

    def add(self, item: Reading, story_id: int) -> None:
        """Put an item where it is known to belong."""
        self.stories.add(story_id, self._vector(item), item.time)

    def place(self, items: list[Reading]) -> list[int]:
        """Find each item its story; the key of a new one is negative."""
        placed = []
        for item in items:
            vector = self._vector(item)
            placed.append(Placed(vector, item.time, self.stories.place(vector, item.time)))
        self.stories.settle(placed)
        return [place.key for place in placed]

    def _vector(self, item: Reading) -> Vector:
        return self.corpus.vector(self.memory[item.item_id])


def recent_items(batch: list[Reading]) -> list[Reading]:
    """The items that have a story and may share it with one of the batch."""
    first, last = batch[0].dated_at - SPAN, batch[-1].dated_at + SPAN
    near = Item.objects.filter(story__isnull=False, dated_at__range=(first, last))
    return readings(near.order_by("-dated_at", "-pk")[:RECENT_MOST])


def sort_by_address(batch: list[Reading]) -> tuple[list[tuple[Reading, int]], list[list[Reading]]]:
    """Tell the items whose address has a story already, with that story, from groups of one new address each."""
    known = stories_of_addresses({item.canonical_url for item in batch})
    bound = [(item, known[item.canonical_url]) for item in batch if item.canonical_url in known]
    groups: dict[str, list[Reading]] = defaultdict(list)
    for item in batch:
        if item.canonical_url not in known:
            groups[item.canonical_url or f"item {item.item_id}"].append(item)
    return bound, list(groups.values())


def stories_of_addresses(addresses: Iterable[str]) -> dict[str, int]:
    """Canonical address to the story that an item of it has; where it was merged, to the heir."""
    wanted = [address for address in addresses if address]
    rows = Item.objects.filter(canonical_url__in=wanted, story__isnull=False).order_by("-pk")
    found = dict(rows.values_list("canonical_url", "story_id"))
    merged = Story.objects.filter(pk__in=found.values(), merged_into__isnull=False).in_bulk()
    return {address: merged[key].heir().pk if key in merged else key for address, key in found.items()}


def store(plan: Plan, run: ClusteringRun, now: datetime) -> int:
    """Write a plan in one transaction; give the number of new stories. Raises Superseded, having written nothing."""
    with transaction.atomic():
        count = sum(len(items) for items in plan.stories.values())
        _beat(run, count)
        groups = plan.new()
        made = Story.objects.bulk_create([_new_story(items[0], now) for items in groups])
        _join((story.pk, items) for story, items in zip(made, groups, strict=True))
        _join(plan.known().items())
        _stretch([*(story.pk for story in made), *plan.known()])
        _refresh(plan.known())
    return len(made)


def _beat(run: ClusteringRun, count: int) -> None:
    run.items_count += count
    still = ClusteringRun.objects.filter(pk=run.pk, is_open=True)
    if not still.update(beat_at=timezone.now(), items_count=run.items_count):
        raise Superseded(run.holder)


def _new_story(first: Reading, now: datetime) -> Story:
    """A story is named after its first item."""
    return Story(
        title=first.title,
        slug=story_slug(first.title),
        starts_at=first.dated_at,
        ends_at=first.dated_at,
        created_at=now,
    )


def _join(groups: Iterable[tuple[int, list[Reading]]]) -> None:
    for story_id, items in groups:
        mine = Item.objects.filter(pk__in=[item.item_id for item in items], story__isnull=True)
        mine.update(story_id=story_id)


def _stretch(story_ids: Iterable[int]) -> None:
    """The times of stories follow their items."""
    times = Item.objects.filter(story=OuterRef("pk")).order_by().values("story")
    Story.objects.filter(pk__in=list(story_ids), items__isnull=False).update(
        starts_at=Subquery(times.annotate(first=Min("dated_at")).values("first")),
        ends_at=Subquery(times.annotate(last=Max("dated_at")).values("last")),
    )


def _refresh(story_ids: Iterable[int]) -> None:
    """The pages of stories that readers see are made anew with what was told since."""
    public = Story.objects.filter(pk__in=list(story_ids), digest_links__page__live=True).distinct()
    paths = [path for story in public for path in story.addresses()]
    sites = Site.objects.values_list("pk", flat=True) if paths else ()
    generations.raise_addresses([(site, path) for site in sites for path in paths])


def remember(memory: dict[int, Words], items: list[Reading]) -> None:
    """Read the words of items that are new here and forget those that are out of reach."""
    for stale in memory.keys() - {item.item_id for item in items}:
        del memory[stale]
    for item in items:
        if item.item_id not in memory:
            memory[item.item_id] = words(item.title, item.text, item.source_id)


def readings(items: QuerySet[Item]) -> list[Reading]:
    """Read what clustering needs to know, in one query."""
    rows = items.annotate(lead=Substr("text", 1, READ_CHARACTERS)).values_list(
        "pk", "source_id", "story_id", "title", "lead", "canonical_url", "dated_at"
    )
    return [Reading(*row) for row in rows]
