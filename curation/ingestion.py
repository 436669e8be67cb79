"""From entries to items, in batches.

In: sources with the feeds that were read of them. Out: new `Item` rows, one transaction a batch. Safe to repeat:
an item is unique by (source, external id), and what is known already is not touched. Called by
`curation.reading` with about 20 feeds at a time (measured.md, "store").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.db import transaction

from articles.models import Topic
from curation.cleaning import excerpt, plain_text, reading_minutes
from curation.clients.entries import Entry, Feed
from curation.identity import Draft, Parts, draft
from curation.language import detect
from curation.matching import Matcher, rules_of
from curation.models import Item, Source

QUERY_IDS = 500  # ids a query; SQLite counts its parameters
FIRST_FEED = datetime(1995, 1, 1, tzinfo=UTC)  # an earlier date is a broken clock, not a date
# Undated entries in the first document of a new source: older than any window looks back.
OLD = timedelta(days=30)
SAME_DATE = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Reading:
    """A source and what was read of it."""

    source: Source
    feed: Feed


@dataclass(frozen=True, slots=True)
class _Work:
    """A reading with its drafts; `is_first` when nothing of this source was ever stored."""

    source: Source
    feed: Feed
    drafts: list[Draft]
    is_first: bool


def ingest(batch: Sequence[Reading], now: datetime) -> Counter[int]:
    """Store what is new; gives the number of new items per source id.

    Raises what the database raises; then nothing of the batch is stored. Sets `identity` on the sources.
    """
    with transaction.atomic():
        alive = set(
            Source.objects.filter(pk__in=[one.source.pk for one in batch]).values_list("pk", flat=True)
        )
        work = [_prepare(reading) for reading in batch if reading.source.pk in alive]
        known = _known_ids(work)
        fresh = [(one, new) for one in work if (new := _without(one, known))]
        fresh = _without_renewed(fresh)
        return _store(fresh, now)


def topic_matcher() -> Matcher:
    """The rules of all topics, as editors wrote them."""
    topics = Topic.objects.only("phrases_nl", "phrases_en")
    return Matcher(
        rule
        for topic in topics
        for rule in rules_of(topic.pk, {"nl": topic.phrases_nl, "en": topic.phrases_en})
    )


def make_item(
    source: Source, one: Draft, now: datetime, *, declared: str = "", is_first: bool = False
) -> Item:
    """An unsaved item of an entry: cleaned, measured and dated; topics come with `attach_topics`."""
    entry = one.entry
    text, title = plain_text(entry.html), plain_text(entry.title)
    title = title or excerpt(text, 80) or entry.url
    published_at, dated_at = _dates(entry, now, is_first=is_first)
    return Item(
        source=source,
        external_id=one.external_id,
        guid=one.parts.guid,
        content_hash=one.parts.content_hash,
        url=entry.url[:2000],
        canonical_url=one.parts.canonical_url,
        title=title[:500],
        author=plain_text(entry.author)[:200],
        excerpt=excerpt(text),
        text=text,
        language=detect(f"{title}. {text}", (entry.language, declared, source.language)),
        published_at=published_at,
        first_seen_at=now,
        dated_at=dated_at,
        minutes=reading_minutes(text),
    )


def attach_topics(items: Sequence[Item], matcher: Matcher) -> None:
    """Give stored items the topics whose words they hold; safe to repeat."""
    through = Item.topics.through
    rows = [
        through(item_id=item.pk, topic_id=topic)
        for item in items
        for topic in matcher.match(item.language, item.title, item.text)
    ]
    through.objects.bulk_create(rows, ignore_conflicts=True, batch_size=QUERY_IDS)


def _prepare(reading: Reading) -> _Work:
    source = reading.source
    identity, drafts = draft(reading.feed.entries, source.identity)
    is_first = source.first_read_at is None
    if identity != source.identity:
        source.identity = identity
        Source.objects.filter(pk=source.pk).update(identity=identity)
        _rewrite_ids(source)
    return _Work(source, reading.feed, drafts, is_first)


def _rewrite_ids(source: Source) -> None:
    """Stored ids follow the source's new identity, so that nothing comes back as new."""
    seen: set[str] = set()
    changed = []
    for item in source.items.exclude(guid="").only("external_id", "guid", "canonical_url", "content_hash"):
        parts = Parts(item.guid, item.canonical_url, item.content_hash)
        item.external_id = parts.id(source.identity)
        if item.external_id not in seen:
            changed.append(item)
        seen.add(item.external_id)
    Item.objects.bulk_update(changed, ["external_id"], batch_size=100)


def _known_ids(work: Iterable[_Work]) -> set[tuple[int, str]]:
    ids = [(one.source.pk, each.external_id) for one in work for each in one.drafts]
    sources = {source for source, _ in ids}
    wanted = list({external_id for _, external_id in ids})
    return {
        pair
        for chunk in _chunks(wanted)
        for pair in Item.objects.filter(source__in=sources, external_id__in=chunk).values_list(
            "source_id", "external_id"
        )
    }


def _without(work: _Work, known: set[tuple[int, str]]) -> list[Draft]:
    return [each for each in work.drafts if (work.source.pk, each.external_id) not in known]


def _without_renewed(fresh: list[tuple[_Work, list[Draft]]]) -> list[tuple[_Work, list[Draft]]]:
    """A redesign that renews guids or moves to https brings old entries under new ids: they keep their items."""
    return [(work, drafts if work.is_first else _take_over(work, drafts)) for work, drafts in fresh]


def _take_over(work: _Work, drafts: list[Draft]) -> list[Draft]:
    """Give stored items the new id of the draft that is the same page, title and day; the rest is new."""
    listed = {each.external_id for each in work.drafts}
    urls = Counter(each.parts.canonical_url for each in work.drafts)
    stored = _stored_by_url(work.source, [each.parts.canonical_url for each in drafts], listed)
    left, renewed = [], []
    for each in drafts:
        items = stored.get(each.parts.canonical_url, [])
        if urls[each.parts.canonical_url] == 1 and len(items) == 1 and _is_same(items[0], each):
            renewed.append(_renew(items[0], each))
        else:
            left.append(each)
    Item.objects.bulk_update(renewed, ["external_id", "guid", "content_hash"], batch_size=100)
    return left


def _stored_by_url(source: Source, urls: Sequence[str], listed: set[str]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = defaultdict(list)
    for chunk in _chunks([url for url in urls if url]):
        for item in source.items.filter(canonical_url__in=chunk).defer("text"):
            if item.external_id not in listed:
                found[item.canonical_url].append(item)
    return found


def _is_same(item: Item, one: Draft) -> bool:
    if plain_text(one.entry.title)[:500] != item.title:
        return False
    dates = item.published_at, one.entry.published_at
    return dates[0] is None or dates[1] is None or abs(dates[0] - dates[1]) <= SAME_DATE


def _renew(item: Item, one: Draft) -> Item:
    item.external_id, item.guid = one.external_id, one.parts.guid
    item.content_hash = one.parts.content_hash
    return item


def _store(fresh: Sequence[tuple[_Work, list[Draft]]], now: datetime) -> Counter[int]:
    items = [
        make_item(work.source, each, now, declared=work.feed.language, is_first=work.is_first)
        for work, drafts in fresh
        for each in drafts
    ]
    if not items:
        return Counter()
    Item.objects.bulk_create(items, ignore_conflicts=True, batch_size=QUERY_IDS)
    matcher = topic_matcher()
    topical = [item for item in items if matcher.match(item.language, item.title, item.text)]
    attach_topics(list(_with_keys(topical)), matcher)
    return Counter(item.source_id for item in items)


def _with_keys(items: Sequence[Item]) -> Iterator[Item]:
    """Rows that were written with `ignore_conflicts` come back without a key: look it up."""
    wanted = {(item.source_id, item.external_id): item for item in items}
    sources = {item.source_id for item in items}
    for chunk in _chunks([item.external_id for item in items]):
        stored = Item.objects.filter(external_id__in=chunk, source__in=sources)
        for key, source, external_id in stored.values_list("pk", "source_id", "external_id"):
            if item := wanted.get((source, external_id)):
                item.pk = key
                yield item


def _dates(entry: Entry, now: datetime, *, is_first: bool) -> tuple[datetime | None, datetime]:
    """When it was published, as far as it can be believed, and the time it counts under."""
    published = entry.published_at
    if published is None or published < FIRST_FEED:
        return None, now - OLD if is_first else now
    return min(published, now), min(published, now)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + QUERY_IDS] for start in range(0, len(ids), QUERY_IDS))
