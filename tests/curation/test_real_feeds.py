"""Captured feeds of the measuring sets: as many items as feedparser finds distinct entries. Skipped without them."""

import io
import tarfile

import feedparser
import pytest
from django.conf import settings

from curation.clients import feeds
from curation.exceptions import UnreadableFeed
from curation.identity import draft

DATA = settings.BASE_DIR.parent / "shared" / "data"
FEEDS = DATA / "real-feeds-kagi-a.tar.xz"
CASES = DATA / "feedparser-cases.tar.xz"
EVERY = 5  # of the cases one in so many is read: parsing all takes seconds


def members(path):
    if not path.exists():
        pytest.skip(f"{path.name} is not here")
    with tarfile.open(path) as archive:
        for member in archive:
            if member.isfile():
                yield member.name, archive.extractfile(member).read()


def distinct(body):
    """Entries as feedparser tells them apart: by id, else link, else title and date."""
    parsed = feedparser.parse(io.BytesIO(body), sanitize_html=False, resolve_relative_uris=False)
    return {e.get("id") or e.get("link") or (e.get("title"), e.get("published")) for e in parsed.entries}


def test_draft_of_each_real_feed_finds_at_least_the_distinct_entries():
    for name, body in members(FEEDS):
        try:
            found = draft(feeds.parse(body, "", "https://bron.nl/feed").entries, 0)[1]
        except UnreadableFeed:
            found = []
        assert len(found) >= len(distinct(body)), name


def test_parse_of_each_case_of_feedparser_reads_or_refuses():
    read = 0
    for n, (name, body) in enumerate(members(CASES)):
        if name.endswith(".xml") and n % EVERY == 0:
            try:
                feeds.parse(body, "", "https://bron.nl/feed")
                read += 1
            except UnreadableFeed as error:
                assert error.code in ("empty", "page", "not_feed"), name
    assert read > 2000 / EVERY
