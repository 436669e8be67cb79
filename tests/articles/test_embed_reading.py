"""Titles of embeds: asked for when a page is saved, fetched by the worker, kept without a provider's HTML."""

import json
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import translation
from yarl import URL

from articles.embeds import oembed, reading, wanting
from articles.embeds.providers import find, peertube
from articles.models import Embed
from articles.models.generations import Generation
from outbound import leases
from outbound.models import HostLease
from tests.curation import serving
from tests.factories import NOW, article, section_page

pytestmark = pytest.mark.django_db
VIDEO = "http://video.localhost/w/abcdefghij12345"
WORDS = {"type": "video", "title": "Een  film", "author_name": "Maker", "html": "<iframe src=x></iframe>"}


def clock():
    return NOW


@pytest.fixture
def web(settings):
    """A provider at video.localhost, known to the table."""
    with serving.serve() as web:
        settings.OUTBOUND_HOSTS = {"*.localhost": f"127.0.0.1:{web.port}"}
        settings.EMBED_PROVIDERS = (peertube("Proef", "video.localhost", scheme="http"),)
        yield web


def answer(web, body, status=200, address=VIDEO, **headers):
    text = body if isinstance(body, str) else json.dumps(body)
    asked = URL(find(address, settings.EMBED_PROVIDERS).question(address)).raw_path_qs
    web.put(f"video.localhost{asked}", text, status, **headers)


def embed(address=VIDEO, **fields):
    return Embed.objects.create(**{"address": address, "provider": "Proef", "next_try_at": NOW, **fields})


def stamps():
    return set(Generation.objects.of_magazines().values_list("stamp", flat=True))


def read(row=None, now=NOW):
    row = row or embed()
    asked = reading.read_due(now, clock)
    row.refresh_from_db()
    return row, asked


def test_read_stores_title_author_and_no_html(web):
    answer(web, WORDS)
    row, asked = read()
    assert (row.state, row.title, row.author, asked) == ("read", "Een film", "Maker", 1)
    assert row.fault is None and not any("iframe" in str(value) for value in vars(row).values())


def test_new_words_raise_the_generation_of_pages_and_failures_do_not(web):
    row = embed()
    before = stamps()
    answer(web, "", 503)
    read(row)
    assert stamps() == before
    answer(web, WORDS)
    read(row, NOW + timedelta(minutes=1))
    assert stamps() != before


def test_read_names_us_and_gives_the_lease_back(web):
    answer(web, WORDS)
    read()
    assert web.requests[0][1]["User-Agent"].startswith("Vakblad/")
    assert HostLease.objects.get(host="video.localhost").holder == ""


def test_read_again_asks_nothing(web):
    answer(web, WORDS)
    read()
    assert reading.read_due(NOW + timedelta(days=9), clock) == 0 and len(web.requests) == 1


@pytest.mark.parametrize(("status", "code"), [(404, "not_found"), (401, "not_allowed")])
def test_thing_that_may_not_be_shown_is_given_up_with_a_sentence(web, status, code):
    answer(web, "", status)
    row, _ = read()
    assert (row.state, row.fault["code"], row.tries_count) == ("failed", code, 1)
    with translation.override("en"):
        assert row.fault_in_words.startswith("Proef ")


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ("", 500, "status"),
        ("<html>", 200, "unreadable"),
        ("[1]", 200, "unreadable"),
        ("[" * 100_000, 200, "unreadable"),
        ({"type": "video"}, 200, "nameless"),
        ({"title": 3}, 200, "nameless"),
        ("x" * 300_000, 200, "too_large"),
    ],
)
def test_answer_that_brings_nothing_is_asked_again_later(web, body, status, code):
    answer(web, body, status)
    row, _ = read()
    assert (row.state, row.fault["code"]) == ("waiting", code)
    assert row.next_try_at == NOW + timedelta(minutes=1) and row.fault_in_words


def test_host_that_fails_on_is_asked_ever_later_and_then_no_more(web):
    answer(web, "", 503)
    row, now = embed(), NOW
    for wait in reading.WAITS:
        read(row, now)
        assert row.next_try_at == now + wait
        now = row.next_try_at
    read(row, now)
    assert (row.state, row.tries_count) == ("failed", len(reading.WAITS) + 1)


@pytest.mark.parametrize("status", [403, 429, 503])
@pytest.mark.parametrize("told", ["7200", "Tue, 24 Nov 2026 11:00:00 GMT"])
def test_host_that_asks_us_to_wait_is_left_alone_so_long(web, status, told):
    answer(web, "", status, Retry_After=told)
    row, _ = read()
    assert row.next_try_at == NOW + timedelta(hours=2)
    assert HostLease.objects.get(host="video.localhost").not_before == NOW + timedelta(hours=2)


def test_refusal_of_one_thing_is_asked_again_after_four_hours_and_spares_no_other(web):
    answer(web, "", 403)
    row, _ = read()
    assert (row.state, row.next_try_at) == ("waiting", NOW + timedelta(hours=4))
    answer(web, WORDS, address=VIDEO[:-1] + "6")
    assert read(embed(VIDEO[:-1] + "6"))[0].state == "read"


def test_host_that_another_process_reads_is_not_asked(web):
    leases.take(["video.localhost"], leases.new_holder(), NOW)
    row, asked = read()
    assert (asked, row.state, row.tries_count, web.requests) == (0, "waiting", 0, [])


def test_address_of_a_private_machine_is_refused_before_a_dial(web, settings):
    settings.OUTBOUND_HOSTS = {}
    row, _ = read()
    assert row.fault["code"] == "address_refused" and web.requests == []


def test_provider_that_left_the_table_is_not_asked(web, settings):
    settings.EMBED_PROVIDERS = ()
    row, asked = read()
    assert (asked, row.state, row.fault["code"]) == (0, "failed", "unlisted")


def test_one_bad_embed_does_not_stop_the_others(web):
    answer(web, "<html>")
    good = embed("http://video.localhost/w/zzzzzzzzzz12345")
    answer(web, WORDS, address=good.address)
    read()
    good.refresh_from_db()
    assert good.state == "read"


def test_plain_drops_what_steers_a_display():
    assert oembed.plain("  a\u202e\u200b\x00 b\n\tc ", 4) == "a b"
    assert oembed.plain(None, 9) == "" and oembed.plain("x" * 400, 300) == "x" * 300


def page(*addresses):
    return article(section_page(), body=[("embed", address) for address in addresses])


def test_want_asks_once_for_each_known_address(web):
    shown = page(VIDEO, VIDEO, "https://elders.example/", "http://video.localhost/w/zzzzzzzzzz12345")
    assert wanting.want(shown, NOW) == 2 and wanting.want(shown, NOW) == 2
    assert Embed.objects.count() == 2


def test_want_anew_takes_up_what_was_given_up(web):
    row = embed(state="failed", tries_count=3)
    shown = page(VIDEO)
    assert wanting.want(shown, NOW) == 0
    assert wanting.want(shown, NOW, anew=True) == 1
    row.refresh_from_db()
    assert (row.state, row.tries_count) == ("waiting", 0)


def test_published_page_wants_its_embeds_and_nudges_the_worker(
    web, monkeypatch, django_capture_on_commit_callbacks
):
    nudged = []
    monkeypatch.setattr("articles.tasks.embeds.read_embeds.delay", lambda: nudged.append(1))
    shown = page(VIDEO)
    with django_capture_on_commit_callbacks(execute=True):
        shown.save_revision().publish()
    assert Embed.objects.get().address == VIDEO and nudged == [1]
