"""The sample sources on the web: each under its own host, as it stands at a moment."""

from datetime import UTC, datetime, timedelta

import pytest

from curation.clients.feeds import parse
from curation.discovery import find_feeds
from demo import texts
from demo.models import Play

STARTED = datetime.now(UTC) - timedelta(hours=1)
SOURCE = texts.source_at("rekenruimte.localhost")

pytestmark = pytest.mark.django_db


@pytest.fixture
def play() -> Play:
    return Play.objects.create(pk=1, started_at=STARTED, played_at=STARTED)


def get(client, path: str, host: str = SOURCE.host, **headers: str):
    return client.get(path, headers={"host": f"{host}:8140", **headers})


@pytest.mark.parametrize("source", texts.sources(), ids=lambda source: source.host)
def test_home_page_names_the_feed(client, play, source):
    page = get(client, "/", source.host)
    found = find_feeds(page.content, f"http://{source.host}:8140/")
    assert [feed.address for feed in found] == [f"http://{source.host}:8140/feed"]


def test_feed_links_to_readable_pages(client, play):
    answer = get(client, "/feed")
    entry = parse(answer.content, answer["Content-Type"], "").entries[0]
    page = get(client, entry.url.removeprefix(f"http://{SOURCE.host}:8140"))
    assert page.status_code == 200
    assert SOURCE.entries[0].text[:60] not in page.content.decode()  # that one is not released yet
    assert entry.title in page.content.decode()


def test_unchanged_feed_answers_304(client, play):
    first = get(client, "/feed")
    by_etag = get(client, "/feed", **{"if-none-match": first["ETag"]})
    by_date = get(client, "/feed", **{"if-modified-since": first["Last-Modified"]})
    assert (by_etag.status_code, by_date.status_code) == (304, 304)


def test_feed_while_played_stands_at_that_moment(client, play):
    play.stand_at(STARTED - timedelta(days=5))
    answer = get(client, "/feed")
    newest = parse(answer.content, answer["Content-Type"], "").entries[0]
    assert newest.published_at <= STARTED - timedelta(days=5)


def test_entry_before_its_release_is_not_found(client, play):
    coming = SOURCE.entries[0]
    assert not coming.is_backlog
    assert get(client, f"/{coming.slug}/").status_code == 404


def test_magazine_keeps_its_own_host(client, play):
    assert get(client, "/health", "localhost").json() == {"status": "ok"}


def test_source_before_the_first_start_is_not_found(client):
    assert get(client, "/feed").status_code == 404
