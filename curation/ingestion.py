"""From entries to items, in batches.

In: sources with the feeds that were read of them. Out: new `Item` rows, one transaction a batch. Safe to repeat:
an item is unique by (source, external id), and what is known already is not touched. Called by
`curation.reading` with about 20 feeds at a time (measured.md, "store").
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from django.db import transaction

from articles.models import Topic
from curation.cleaning import excerpt, plain_text, reading_minutes
from curation.clients.entries import Entry, Feed
from curation.clients.links import web_address
from curation.identity import Draft, draft
from curation.language import detect
from curation.matching import Matcher, rules_of
from curation.models import Item, Source
from curation.renewal import rewrite_ids, take_over

QUERY_IDS = 500  # ids a query; SQLite counts its parameters
FIRST_FEED = datetime(1995, 1, 1, tzinfo=UTC)  # an earlier date is a broken clock, not a date
# Undated entries in the first document of a new source: older than any window looks back.
OLD = timedelta(days=30)


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
        fresh = [(one, _without_renewed(one, new)) for one in work if (new := _without(one, known))]
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
    title = title or excerpt(text, 80) or entry.url or source.title
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


def attach_topics(items: Iterable[Item], matcher: Matcher) -> None:
    """Give stored items the topics whose words they hold; safe to repeat."""
    matched = [(item, matcher.match(item.language, item.title, item.text)) for item in items]
    topics = {(item.source_id, item.external_id): found for item, found in matched if found}
    through = Item.topics.through
    rows = [
        through(item_id=key, topic_id=topic)
        for key, identity in _keys([item for item, found in matched if found])
        for topic in topics[identity]
    ]
    through.objects.bulk_create(rows, ignore_conflicts=True, batch_size=QUERY_IDS)


def _prepare(reading: Reading) -> _Work:
    source = reading.source
    identity, drafts = draft(reading.feed.entries, source.identity)
    is_first = source.first_read_at is None
    if identity != source.identity:
        source.identity = identity
        Source.objects.filter(pk=source.pk).update(identity=identity)
        rewrite_ids(source)
    return _Work(source, reading.feed, drafts, is_first)


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


def _without_renewed(work: _Work, drafts: list[Draft]) -> list[Draft]:
    """What is left when entries that came back under new ids have their items again."""
    return drafts if work.is_first else take_over(work.source, work.drafts, drafts)


def _store(fresh: Sequence[tuple[_Work, list[Draft]]], now: datetime) -> Counter[int]:
    items = [
        make_item(work.source, _linked(each, work), now, declared=work.feed.language, is_first=work.is_first)
        for work, drafts in fresh
        for each in drafts
    ]
    if not items:
        return Counter()
    Item.objects.bulk_create(items, ignore_conflicts=True, batch_size=QUERY_IDS)
    attach_topics(items, topic_matcher())
    return Counter(item.source_id for item in items)


def _keys(items: Sequence[Item]) -> Iterator[tuple[int, tuple[int, str]]]:
    """Keys of stored items with (source, external id): rows written with `ignore_conflicts` bring none."""
    wanted = {(item.source_id, item.external_id) for item in items}
    sources = {source for source, _ in wanted}
    for chunk in _chunks([external_id for _, external_id in wanted]):
        stored = Item.objects.filter(external_id__in=chunk, source__in=sources)
        for key, source, external_id in stored.values_list("pk", "source_id", "external_id"):
            if (source, external_id) in wanted:
                yield key, (source, external_id)


def _linked(one: Draft, work: _Work) -> Draft:
    """An entry without an address of its own leads to the home page, as far as that is known."""
    if one.entry.url:
        return one
    homepage = work.source.homepage or web_address(work.feed.homepage)
    return replace(one, entry=replace(one.entry, url=homepage))


def _dates(entry: Entry, now: datetime, *, is_first: bool) -> tuple[datetime | None, datetime]:
    """When it was published, as its source says (an event may lie ahead), and the time it counts under."""
    published = entry.published_at
    if published is None or published < FIRST_FEED:
        return None, now - OLD if is_first else now
    return published, min(published, now)


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + QUERY_IDS] for start in range(0, len(ids), QUERY_IDS))
