"""Whatever bytes come from outside: an answer, or an error of ours."""

import contextlib
import json

from hypothesis import example, given, settings
from hypothesis import strategies as st

from curation import cleaning, discovery, opml
from curation.canonical import canonical_url, host_of
from curation.clients import feeds
from curation.exceptions import UnreadableFeed, UnreadableOpml
from curation.identity import draft
from outbound.addresses import parse
from outbound.exceptions import AddressRefused
from tests.curation.serving import item, rss

WHOLE = rss(item(1, date="Tue, 24 Nov 2026 08:00:00 GMT", text="&lt;b&gt;x&lt;/b&gt;"), item(2)).encode()
PARTS = st.sampled_from(
    [b"<", b">", b"&", b"]]>", b"<!--", b"<!DOCTYPE ", b"\x00", b"\xff", b"<![CDATA[", b"&#x1F;"]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "url", "title", "items", "version", "authors", "name"]), inner
        )
    ),
    max_leaves=12,
)
MANY = settings(max_examples=100, deadline=None)


@MANY
@given(st.integers(0, len(WHOLE)), st.integers(0, 40), st.binary(max_size=9) | PARTS)
def test_parse_of_damaged_feed_reads_or_refuses(place, cut, put):
    body = WHOLE[:place] + put + WHOLE[place + cut :]
    with contextlib.suppress(UnreadableFeed):
        identity, drafts = draft(feeds.parse(body, "", "https://bron.nl/feed").entries, 0)
        assert len({one.external_id for one in drafts}) == len(drafts) and identity in (0, 1, 2)


@MANY
@given(JSON)
@example({"url": "http://[x"})
@example({"external_url": "//[x"})
def test_parse_of_any_json_reads_or_refuses(value):
    body = json.dumps({"version": "https://jsonfeed.org/version/1", "items": [value]}).encode()
    draft(feeds.parse(body, "", "https://bron.nl/feed").entries, 0)


@MANY
@given(st.binary(max_size=200))
@example(b"<html><![foo[ x]]></html>")
@example(b'<html><a href="http://[x/feed">x</a></html>')
def test_parse_of_any_bytes_reads_or_refuses(body):
    with contextlib.suppress(UnreadableFeed):
        feeds.parse(body, "", "https://bron.nl/feed")
    with contextlib.suppress(UnreadableOpml):
        opml.read(body)
    discovery.find_feeds(body, "https://bron.nl/")
    discovery.summarise(body)


@MANY
@given(st.text(max_size=60) | st.builds("http://{}/{}".format, st.text(max_size=30), st.text(max_size=30)))
def test_address_of_any_text_is_read_or_refused(text):
    assert canonical_url(canonical_url(text)) == canonical_url(text)
    host_of(text)
    with contextlib.suppress(AddressRefused):
        parse(text, {})


@MANY
@given(st.text(max_size=200))
def test_text_of_any_markup_holds_no_tag_that_a_browser_would_read(text):
    plain = cleaning.plain_text(text)
    assert len(cleaning.excerpt(plain)) <= 150 and "\x00" not in plain
