"""What one entry may not do: act as a link, a slot or a control, or take the machine's time."""

import json
import time

import pytest

from curation import acts, discovery
from curation.cleaning import LONGEST_MARKUP, plain_text
from curation.clients import feeds
from curation.clients.entries import MAX_ENTRIES
from curation.clients.links import web_address
from newsletters import slots

ADDRESS = "https://bron.example/feed"


@pytest.mark.parametrize("hidden", ["\ue000", "\ufffe", "\x01", "\x85", "\u202e", "\ufdd0", "\u200b"])
def test_plain_text_and_the_desk_leave_out_what_nobody_can_read(hidden):
    assert plain_text(f"Een{hidden} kop") == "Een kop"
    assert acts.one_line(f"Een{hidden}  kop") == "Een kop"


def test_plain_text_of_deeply_nested_markup_reads_its_beginning_only():
    started = time.process_time()
    text = plain_text("<p>Begin</p>" + "<div>" * 200_000 + "einde")
    assert text == "Begin"
    assert time.process_time() - started < 5  # without the cut: minutes
    assert len(plain_text("woord " * LONGEST_MARKUP)) <= LONGEST_MARKUP


@pytest.mark.parametrize(
    "link", ["http://a.example/\x01x", "http://a.example/\ue000", "http://a.example/\x7f"]
)
def test_web_address_with_what_cannot_be_printed_is_none(link):
    assert web_address(link) == ""


def test_web_address_keeps_no_prose_behind_a_link():
    assert " " not in web_address("http://a.example/x Opzeggen: http://evil.example/")


@pytest.mark.parametrize("repeated", [b"<a ", b"<a b='", b"<!--", b"<![foo["])
def test_discovery_in_markup_that_never_closes_ends(repeated):
    page = b"<html><title>Titel</title>" + repeated * 200_000
    started = time.process_time()
    assert discovery.find_feeds(page, ADDRESS) == []
    assert discovery.summarise(page).title == "Titel"
    assert time.process_time() - started < 5  # Python's own parser takes an hour


def test_headline_that_looks_like_a_slot_stays_words():
    form = slots.form(f"\ue000x\ue000 {slots.mark('name')}", "")
    assert b"Anna" in form.fill(name=slots.pair("Anna")).text


def test_parse_of_endless_list_reads_the_first_thousand_and_says_so():
    items = [{"id": str(n), "title": "x"} for n in range(MAX_ENTRIES + 1)]
    json_feed = json.dumps(
        {"version": "https://jsonfeed.org/version/1.1", "title": "t", "items": items}
    ).encode()
    rss_items = b"".join(b"<item><guid>%d</guid></item>" % n for n in range(MAX_ENTRIES + 1))
    rss = b"<rss version='2.0'><channel><title>t</title>%s</channel></rss>" % rss_items
    for body, kind in ((json_feed, "application/feed+json"), (rss, "application/rss+xml")):
        feed = feeds.parse(body, kind, ADDRESS)
        assert (len(feed.entries), feed.fault) == (MAX_ENTRIES, "too_many")
