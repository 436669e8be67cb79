"""What a sample source serves at a moment, read back by the reader of this house."""

from datetime import UTC, datetime, timedelta

import pytest

from curation.clients.feeds import parse
from demo import feeds, texts

STARTED = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SOURCES = pytest.mark.parametrize("source", texts.sources(), ids=lambda source: source.host)


def standing(source: texts.SampleSource, at: datetime, port: int = 8140) -> feeds.Standing:
    return feeds.standing(source, STARTED, at, f"http://{source.host}:{port}")


def read(stands: feeds.Standing):
    return parse(feeds.render(stands), feeds.TYPES[stands.source.format], stands.address)


@SOURCES
def test_feed_at_the_first_start_holds_the_backlog(source):
    feed = read(standing(source, STARTED))
    backlog = [entry for entry in source.entries if entry.is_backlog]
    assert feed.fault == ""
    assert [entry.url.split("/")[-2] for entry in feed.entries] == [entry.slug for entry in backlog]
    assert [entry.published_at for entry in feed.entries] == [e.published_at(STARTED) for e in backlog]


@SOURCES
def test_feed_says_what_it_is(source):
    feed = read(standing(source, STARTED))
    assert (feed.title, feed.language) == (source.name, source.language)
    assert all(entry.author and entry.html.startswith("<p>") for entry in feed.entries)


@SOURCES
def test_feed_three_days_earlier_holds_nothing_newer(source):
    then = STARTED - timedelta(days=3)
    feed = read(standing(source, then))
    assert 0 < len(feed.entries) < 12
    assert max(entry.published_at for entry in feed.entries) <= then


@SOURCES
def test_feed_at_another_port_keeps_its_ids(source):
    here, there = read(standing(source, STARTED)), read(standing(source, STARTED, 8141))
    assert [entry.guid for entry in here.entries] == [entry.guid for entry in there.entries]
    assert here.entries[0].url != there.entries[0].url


@SOURCES
def test_feed_after_all_releases_stands_still(source):
    end = feeds.last_release(texts.sources(), STARTED)
    later = standing(source, end + timedelta(days=1))
    assert feeds.render(later) == feeds.render(standing(source, end + timedelta(days=90)))
    assert len(later.entries) == len(source.entries)


def test_hourly_source_asks_for_its_pause():
    slow = next(source for source in texts.sources() if source.host == "stroomkring.localhost")
    assert read(standing(slow, STARTED)).interval_min == slow.ttl_min
