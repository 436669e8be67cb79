"""Documents as bytes to entries: every format, and the broken ones."""

import json
from datetime import UTC, datetime

import pytest

from curation.clients import feeds
from curation.exceptions import UnreadableFeed
from tests.curation.serving import item, rss

ADDRESS = "https://bron.nl/feed"
MOMENT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="nl"><title>Bron</title>
<link href="https://bron.nl/"/><entry><id>tag:1</id><title type="html">Een &amp;amp; twee</title>
<link href="/een"/><author><name>Jan</name></author><published>2026-11-24T09:30:00+01:00</published>
<category term="cloud"/><summary>Kort</summary><content type="html">&lt;p&gt;Lang verhaal&lt;/p&gt;</content>
</entry></feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://bron.nl/"><title>Bron</title></channel><item rdf:about="https://bron.nl/een">
<title>Een</title><link>https://bron.nl/een</link><dc:date>2026-11-24T08:30:00Z</dc:date></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "Bron",
    "home_page_url": "https://bron.nl/",
    "language": "nl",
    "items": [
        {
            "id": 7,
            "url": "/een",
            "title": "A < B",
            "content_html": "<p>Tekst</p>",
            "date_published": "2026-11-24T09:30:00+01:00",
            "authors": [{"name": "Jan"}],
            "tags": ["cloud", None],
        }
    ],
}


def parse(text, kind=""):
    return feeds.parse(text.encode() if isinstance(text, str) else text, kind, ADDRESS)


def test_parse_of_atom_reads_all_fields():
    feed = parse(ATOM)
    entry = feed.entries[0]
    assert (feed.title, feed.homepage, feed.fault) == ("Bron", "https://bron.nl/", "")
    assert (entry.guid, entry.url, entry.author) == ("tag:1", "https://bron.nl/een", "Jan")
    assert (entry.html, entry.language, entry.categories) == ("<p>Lang verhaal</p>", "nl", ("cloud",))
    assert entry.published_at == MOMENT


def test_parse_of_rdf_reads_its_entries():
    entry = parse(RDF).entries[0]
    assert (entry.title, entry.url, entry.published_at) == ("Een", "https://bron.nl/een", MOMENT)


def test_parse_of_json_feed_reads_all_fields():
    feed = parse(json.dumps(JSON), "application/feed+json")
    entry = feed.entries[0]
    assert (feed.title, feed.language, feed.homepage) == ("Bron", "nl", "https://bron.nl/")
    assert (entry.guid, entry.url, entry.title) == ("7", "https://bron.nl/een", "A &lt; B")
    assert (entry.html, entry.author, entry.categories) == ("<p>Tekst</p>", "Jan", ("cloud",))
    assert entry.published_at == MOMENT


@pytest.mark.parametrize("broken", [None, 3, "x", [1], {"items": 1}])
def test_parse_of_json_with_a_broken_item_keeps_the_others(broken):
    feed = parse(json.dumps({**JSON, "items": [broken, *JSON["items"]]}))
    assert [entry.guid for entry in feed.entries if entry.guid] == ["7"]


@pytest.mark.parametrize("link", ["http://[x", "javascript:alert(1)", "data:text/html,x", "mailto:a@b.nl"])
def test_parse_of_entry_whose_link_is_no_web_address_has_none(link):
    item = {"id": "7", "url": link}
    assert [entry.url for entry in parse(json.dumps({**JSON, "items": [item]})).entries] == [""]
    text = f"<item><title>Een</title><link>{link}</link></item>"
    assert [entry.url for entry in parse(rss(text)).entries] == [""]


@pytest.mark.parametrize("text", ['{"a": 1}', "[]", "{", '{"items": [}' + "[" * 100_000])
def test_parse_of_other_json_is_unreadable(text):
    with pytest.raises(UnreadableFeed):
        parse(text, "application/json")


def test_parse_of_doctype_and_entities_expands_none():
    bomb = '<!DOCTYPE rss [<!ENTITY a "AAAA"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    feed = parse(rss(item(1, title="x &b; &f; y")).replace("<rss", bomb + "<rss", 1))
    assert len(feed.entries) == 1
    assert "AAAA" not in feed.entries[0].title and "root:" not in feed.entries[0].title


def test_parse_of_doctype_in_utf_16_expands_none():
    text = rss(item(1, title="x &b; y")).replace("<rss", '<!DOCTYPE rss [<!ENTITY b "BOEM">]><rss', 1)
    feed = parse(text.replace("utf-8", "utf-16").encode("utf-16"))
    assert len(feed.entries) == 1 and "BOEM" not in feed.entries[0].title


@pytest.mark.parametrize("part", ["<!DOCTYPE ", "<!DOCTYPE x [", "]<", "<!ENTITY a 'b'>", "<?xml "])
def test_parse_of_endless_prolog_ends(part):
    """Each of these once took time with the square of its length."""
    try:
        assert parse(f"<!DOCTYPE rss [{part * 20_000}]>{rss(item(1))}") is not None
    except UnreadableFeed as error:
        assert error.code in ("not_feed", "page")


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "utf-16-le", "utf-32-be"])
@pytest.mark.parametrize(
    "body",
    [
        "<?xml" * 200_000,
        "<?xml " + "encoding='utf-16' " * 60_000,
        "<?xml version='1.0'?>" + "encoding='utf-16' " * 60_000,
        "<?x " + "encoding='x' " * 80_000,
    ],
)
def test_parse_of_endless_declaration_ends(body, charset):
    """A megabyte of each once took hours: time with the square of its length."""
    with pytest.raises(UnreadableFeed):
        parse(body.encode(charset))


@pytest.mark.parametrize("start", ["\ufeff", "\n", "<?xml version='1.0'\nencoding='utf-16-le'?>", ""])
def test_parse_of_wide_document_reads_it_whatever_its_start(start):
    text = rss(item(1, title="Coördinatie"))
    text = start + (text.split("?>", 1)[1] if "<?xml" in start else text)
    assert (
        parse(text.encode("utf-16-le" if start[:1] in ("\ufeff", "<") else "utf-8")).entries[0].title
        == "Coördinatie"
    )


def test_parse_of_html_doctype_over_a_feed_is_a_feed():
    assert len(parse(rss(item(1)).replace("<rss", "<!DOCTYPE html><rss", 1)).entries) == 1


@pytest.mark.parametrize("charset", ["iso-8859-1", "windows-1252"])
def test_parse_of_declared_charset_reads_it(charset):
    text = rss(item(1, title="Coördinatie")).replace("utf-8", charset)
    assert parse(text.encode(charset)).entries[0].title == "Coördinatie"


def test_parse_of_wrong_charset_reads_what_it_can_and_says_so():
    text = rss(item(1, title="Coördinatie"), item(2)).replace("utf-8", "utf-16")
    feed = parse(text.encode())
    assert [entry.title for entry in feed.entries] == ["Coördinatie", "Bericht 2"]
    assert feed.fault == "charset"


def test_parse_of_truncated_feed_keeps_whole_entries_and_says_so():
    text = rss(item(1), item(2))
    feed = parse(text[: text.index("</channel>") - 10])
    assert feed.entries[0].title == "Bericht 1" and feed.fault == "malformed"


@pytest.mark.parametrize(
    ("body", "code"),
    [
        ("", "empty"),
        (" \n\ufeff", "empty"),
        ("<!DOCTYPE html><p>Hallo", "page"),
        ("<html><body><rss></rss>", "page"),
        ("Hallo", "not_feed"),
        ("<svg xmlns='http://www.w3.org/2000/svg'/>", "not_feed"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "not_feed"),
    ],
)
def test_parse_of_what_is_no_feed_says_what_it_is(body, code):
    with pytest.raises(UnreadableFeed) as caught:
        parse(body)
    assert (caught.value.code, caught.value.url) == (code, ADDRESS)


@pytest.mark.parametrize("date", ["gisteren", "Thu, 01 Jan 0000 00:00:00 GMT", "Sat, 99 Foo 99999"])
def test_parse_of_impossible_date_has_none(date):
    assert parse(rss(item(1, date=date))).entries[0].published_at is None


@pytest.mark.parametrize(
    ("extra", "minutes"),
    [
        ("<ttl>90</ttl>", 90),
        ("<ttl>veel</ttl>", 0),
        ("<ttl>999999</ttl>", 10080),
        ("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>", 60),
        ("<ttl>60</ttl><sy:updatePeriod>weekly</sy:updatePeriod>", 10080),
    ],
)
def test_parse_of_feed_that_asks_for_a_pause_gives_minutes(extra, minutes):
    assert parse(rss(extra=extra)).interval_min == minutes
