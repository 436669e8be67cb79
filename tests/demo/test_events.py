"""The planted events as clustering sees them: each one story, look-alikes apart."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta

import pytest

from articles.models import Topic
from curation.clients.feeds import parse
from curation.clustering import cluster
from curation.ingestion import Reading, ingest
from curation.models import Item, Source
from demo import feeds, texts
from demo.rows import make_topic
from tests.factories import site

STARTED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
END = STARTED + timedelta(days=15)


def store_all(at: datetime) -> None:
    """Read every sample source as it stands then, and cluster."""
    readings = []
    for source in texts.sources():
        stands = feeds.standing(source, STARTED, at, f"http://{source.host}")
        row = Source.at(site(), stands.address, title=source.name, language=source.language)
        row.save()
        readings.append(Reading(row, parse(feeds.render(stands), feeds.TYPES[source.format], stands.address)))
    ingest(readings, at)
    cluster(at)


def stories_of_events() -> dict[str, set[int]]:
    found = defaultdict(set)
    by_title = {entry.title: entry.event for source in texts.sources() for entry in source.entries}
    for title, story in Item.objects.values_list("title", "story"):
        if event := by_title[title]:
            found[event].add(story)
    return found


@pytest.mark.django_db
def test_each_planted_event_is_one_story_and_look_alikes_stay_apart():
    store_all(END)
    found = stories_of_events()
    assert {event: len(stories) for event, stories in found.items()} == dict.fromkeys(texts.events(), 1)
    assert len(set.union(*found.values())) == len(texts.events())


@pytest.mark.django_db
def test_nothing_else_of_the_backlog_joins_a_planted_event():
    store_all(STARTED)
    events = set.union(*stories_of_events().values())
    singles = [e.title for s in texts.sources() for e in s.entries if not e.event]
    joined = Item.objects.filter(title__in=singles, story__in=events)
    assert list(joined.values_list("title", flat=True)) == []


@pytest.mark.django_db
def test_most_entries_have_a_topic():
    for topic in texts.read("topics")["topics"]:
        make_topic(topic)
    store_all(END)
    assert Item.objects.filter(topics=None).count() <= Item.objects.count() / 5
    assert all(topic.items.count() >= 5 for topic in Topic.objects.all())
