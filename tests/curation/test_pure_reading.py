"""The pure modules of reading: addresses, pages, lists, pace, language, topics, text."""

import pytest

from curation import cleaning, discovery, opml, pace
from curation.canonical import canonical_url, registrable_host
from curation.exceptions import UnreadableOpml
from curation.language import detect
from curation.matching import Matcher, rules_of


@pytest.mark.parametrize(
    ("url", "canonical"),
    [
        ("http://Bron.NL:80/a/?utm_source=x&b=1#deel", "https://bron.nl/a?b=1"),
        ("https://bron.nl", "https://bron.nl/"),
        ("https://bron.nl:8443/a", "https://bron.nl:8443/a"),
        ("https://bron.nl/%7Ejan/caf%C3%A9", "https://bron.nl/~jan/caf%C3%A9"),
        ("https://bron.nl/~jan/café", "https://bron.nl/~jan/caf%C3%A9"),
        ("https://bron.nl/a?fbclid=1&GCLID=2&mc_cid=3", "https://bron.nl/a"),
        ("https://bron.nl/?b=2&a=1", "https://bron.nl/?b=2&a=1"),
        ("https://bron.nl/#!/artikel/3", "https://bron.nl/#!/artikel/3"),
        ("https://münchen.de./x", "https://xn--mnchen-3ya.de/x"),
        ("  geen adres ", "geen adres"),
        ("http://[::1", "http://[::1"),
        ("mailto:a@b.nl", "mailto:a@b.nl"),
    ],
)
def test_canonical_url_gives_one_form(url, canonical):
    assert canonical_url(url) == canonical == canonical_url(canonical)


@pytest.mark.parametrize(
    ("host", "registrable"),
    [
        ("feeds.nos.nl", "nos.nl"),
        ("www.bbc.co.uk", "bbc.co.uk"),
        ("jan.github.io", "jan.github.io"),
        ("a.bron.localhost", "bron.localhost"),
        ("192.0.2.1", "192.0.2.1"),
    ],
)
def test_registrable_host_is_what_somebody_registered(host, registrable):
    assert registrable_host(host) == registrable


def test_find_feeds_prefers_declared_ones_and_resolves_them():
    page = b"""<base href="https://cdn.nl/x/"><link rel="ALTERNATE" type="application/rss+xml; charset=utf-8"
    href="feed.xml" title=" Nieuws "><link rel="alternate" type="application/rss+xml" href="feed.xml">
    <link rel="alternate" hreflang="en" href="/en"><a href="/rss">RSS</a>"""
    assert discovery.find_feeds(page, "https://bron.nl/") == [
        discovery.FoundFeed("https://cdn.nl/x/feed.xml", " Nieuws ".strip())
    ]


def test_find_feeds_without_declared_ones_takes_links_that_look_like_feeds():
    page = b'<a href="/over">Over</a><a href="/blog/rss.xml">Blog</a><a href="javascript:/feed">x</a>'
    found = discovery.find_feeds(page, "https://bron.nl/")
    assert [feed.address for feed in found] == ["https://bron.nl/blog/rss.xml"]


def test_summarise_of_page_prefers_open_graph():
    page = b'<html lang="nl-NL"><title>Kop | Krant</title><meta property="og:title" content="Kop">'
    summary = discovery.summarise(page)
    assert (summary.title, summary.language, summary.site_name) == ("Kop", "nl-NL", "")


def test_opml_of_deeply_nested_file_is_read():
    deep = "<outline text='m'>" * 5000 + "<outline xmlUrl='http://a.nl/f'/>" + "</outline>" * 5000
    assert len(opml.read(f"<opml><body>{deep}</body></opml>".encode())) == 1


def test_opml_keeps_the_folder_and_only_web_addresses():
    text = b"""<opml><body><outline text="Cloud"><outline title="A" xmlUrl="https://a.nl/f"/>
    <outline xmlUrl="file:///etc/passwd"/><outline xmlUrl="javascript:x"/></outline></body></opml>"""
    assert opml.read(text) == [opml.Outline("https://a.nl/f", "A", "", "Cloud")]


@pytest.mark.parametrize("body", [b"", b"x" * 10_000_001, b"<opml", b"<opml>\xff</opml>"])
def test_opml_of_bad_bytes_is_unreadable(body):
    with pytest.raises(UnreadableOpml):
        opml.read(body)


@pytest.mark.parametrize(("chance", "seconds"), [(0, 3600), (1, 4500)])
def test_pace_after_success_is_an_hour_and_up_to_a_quarter(chance, seconds):
    assert pace.after_success(60, 5, chance) == seconds


@pytest.mark.parametrize(("failures", "hours"), [(1, 1), (2, 2), (3, 4), (5, 16), (6, 24), (500, 24)])
def test_pace_after_failure_doubles_to_a_day(failures, hours):
    assert pace.after_failure(failures, 0) == hours * 3600


@pytest.mark.parametrize(("asked_s", "seconds"), [(7200, 7200), (1, 3600), (10**9, 604800), (None, 3600)])
def test_pace_after_limit_obeys_within_bounds(asked_s, seconds):
    assert pace.after_limit(asked_s, 1, 0) == seconds


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("De gemeente kiest voor een nieuwe cloudleverancier en stapt over", ["en-us"], "nl"),
        ("The council chooses a new cloud provider for its data", ["nl"], "en"),
        ("Der Rat wählt einen neuen Anbieter für seine Daten aus", [], "other"),
        ("Cloud data", ["", "nl_NL"], "nl"),
        ("Cloud data", ["x-default", "en"], "en"),
        ("Cloud data", ["fr"], "other"),
        ("", [], "other"),
    ],
)
def test_detect_language_of_text_then_of_declaration(text, declared, language):
    assert detect(text, declared) == language


@pytest.mark.parametrize(
    ("phrase", "text", "is_found"),
    [
        ("cloud", "De Cloud-strategie", True),
        ("cloud", "cloudkosten", False),
        ("cloud*", "cloudkosten", True),
        ("data center", "het datacenter", False),
        ("data center", "een data-\ncenter", True),
        ("coördinatie", "COORDINATIE", True),
        ("c++", "in C++ geschreven", True),
        ("AI", "zei hij", False),
    ],
)
def test_match_finds_whole_words_and_phrases(phrase, text, is_found):
    matcher = Matcher(rules_of(1, {"nl": phrase}))
    assert matcher.match("nl", text) == ({1} if is_found else set())


def test_match_uses_rules_of_the_language_and_all_for_another():
    matcher = Matcher([*rules_of(1, {"nl": "brand"}), *rules_of(2, {"en": "brand, fire\n"})])
    assert matcher.match("nl", "brand") == {1} and matcher.match("other", "brand") == {1, 2}


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Een</p><p>twee</p>", "Een twee"),
        ("a<br/>b", "a b"),
        ("<script>x</script><style>y</style>z", "z"),
        ("&lt;b&gt; &amp;amp;", "<b> &amp;"),
        ("nul\x00 en\u200b niets\ud800", "nul en niets"),
        ("1 < 2", "1 < 2"),
    ],
)
def test_plain_text_keeps_words_alone(markup, text):
    assert cleaning.plain_text(markup) == text


@pytest.mark.parametrize("text", ["kort", "woord " * 60, "x" * 400, "a, b; " * 60])
def test_excerpt_is_at_most_150_characters(text):
    assert len(cleaning.excerpt(text)) <= 150
