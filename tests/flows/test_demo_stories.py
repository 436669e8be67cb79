"""The sample sources as they are read over their days: each event becomes one story, at any pace of reading."""

from collections import defaultdict
from datetime import UTC, datetime, timedelta
from itertools import combinations

import pytest

from curation.clustering import cluster
from curation.models import Item
from demo import texts
from tests import factories

pytestmark = pytest.mark.django_db

STARTED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAYS = timedelta(days=15)
LEAST_EVENTS, LEAST_FEEDS = 8, 3


def read_in_steps(step, length=None):
    """Store what each step brings, oldest first, and cluster after each; give the stories of each event."""
    told = sorted(
        (
            (entry.published_at(STARTED), row, entry)
            for row, source in [(factories.source(title=source.name), source) for source in texts.sources()]
            for entry in source.entries
        ),
        key=lambda one: one[0],
    )
    ends_at = told[0][0] + step
    for at, row, entry in told:
        while at >= ends_at:
            cluster(ends_at)
            ends_at += step
        text = entry.text[:length]
        factories.item(source=row, title=entry.title, text=text, dated_at=at, first_seen_at=at)
    cluster(ends_at)
    return stories_of_events()


def stories_of_events():
    events = {entry.title: entry.event for source in texts.sources() for entry in source.entries}
    found = defaultdict(set)
    for title, story in Item.objects.values_list("title", "story"):
        found[events[title]].add(story)
    found.pop("", None)
    return found


def assert_one_story_each(found):
    assert {event: len(stories) for event, stories in found.items()} == dict.fromkeys(texts.events(), 1)
    assert not any(found[one] & found[other] for one, other in combinations(found, 2))


def test_sample_has_events_enough_that_several_feeds_tell():
    tellers = defaultdict(set)
    for source in texts.sources():
        for entry in source.entries:
            tellers[entry.event].add(source.host)
    several = [event for event, hosts in tellers.items() if event and len(hosts) >= LEAST_FEEDS]
    assert len(several) >= LEAST_EVENTS
    assert {event for event, about in texts.events().items() if "unlike" in about} <= set(several)


@pytest.mark.parametrize("step", [DAYS * 2, timedelta(hours=6), timedelta(hours=2)])
def test_each_event_is_one_story_however_often_the_feeds_are_read(step):
    assert_one_story_each(read_in_steps(step))


def test_each_event_is_one_story_where_feeds_give_only_an_excerpt():
    assert_one_story_each(read_in_steps(timedelta(hours=6), length=200))
