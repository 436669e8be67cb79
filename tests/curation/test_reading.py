"""From an address to items and a state, over a real socket."""

import gzip
import socket
from collections import Counter
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection

from curation import reading
from curation.clients.entries import Entry, Feed
from curation.exceptions import NotStored
from curation.ingestion import Reading, ingest
from curation.models import Item, Source
from curation.reading import door, sources, states
from curation.reading.fetching import AT_A_TIME
from outbound import leases
from outbound.client import Limits
from outbound.models import HostLease
from tests.curation.serving import item, rss
from tests.factories import NOW, site

HOUR = timedelta(hours=1)


@pytest.fixture(autouse=True)
def database(request):
    """Every test here has a database; one brings its own."""
    if "own_database" not in request.fixturenames:
        request.getfixturevalue("db")


def source(address, **fields):
    made = Source.at(site(), address, **{"next_fetch_at": NOW, "last_read_at": NOW - HOUR, **fields})
    made.save()
    return made


def read(now=NOW, **arguments):
    return reading.read_due(reading.Run(now, clock=lambda: now, **arguments))


def test_read_due_of_new_source_stores_its_items(web):
    bron = source(web.put("bron.localhost/feed", rss(item(1), item(2), title="De Bron")))
    summary = read()
    assert (summary.read, summary.items_new, summary.failed) == (1, 2, 0)
    bron.refresh_from_db()
    assert (bron.title, bron.last_success_at, bron.last_error) == ("De Bron", NOW, None)
    assert NOW + HOUR <= bron.next_fetch_at <= NOW + HOUR * 1.25


def test_read_due_before_its_time_asks_nobody(web):
    source(web.put("bron.localhost/feed", rss()), next_fetch_at=NOW + HOUR)
    assert read().read == 0 and web.requests == []


def test_read_due_of_source_that_was_never_asked_reads_it_whatever_the_time(web):
    address = web.put("bron.localhost/feed", rss(item(1)))
    source(address, next_fetch_at=NOW + HOUR, last_read_at=None)
    assert read(NOW - 300 * 24 * HOUR).items_new == 1


def test_read_due_of_fetch_request_reads_before_its_time(web):
    bron = source(web.put("bron.localhost/feed", rss(item(1))), next_fetch_at=NOW + HOUR)
    Source.objects.filter(pk=bron.pk).update(fetch_requested_at=NOW)
    assert read().read == 1
    bron.refresh_from_db()
    assert bron.fetch_requested_at is None


@pytest.mark.parametrize("state", [Source.State.PAUSED, Source.State.GONE])
def test_read_due_of_paused_or_gone_source_asks_nobody(web, state):
    source(web.put("bron.localhost/feed", rss()), state=state)
    assert read().read == 0 and read(everything=True).read == 0


def test_read_due_sends_validators_back_and_does_nothing_on_304(web):
    source(web.put("bron.localhost/feed", rss(item(1)), ETag='"a"', Last_Modified="Tue, 24 Nov"))
    read()
    summary = read(NOW + 2 * HOUR)
    sent = web.requests[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == ('"a"', "Tue, 24 Nov")
    assert (summary.read, summary.unchanged) == (1, 1)


def test_read_due_of_equal_body_is_unchanged(web):
    source(web.put("bron.localhost/feed", rss(item(1))))
    read()
    assert read(NOW + 2 * HOUR).unchanged == 1


def test_read_due_of_everything_parses_all_and_stores_nothing_new(web):
    source(web.put("bron.localhost/feed", rss(item(1)), ETag='"a"'))
    read()
    web.put("bron.localhost/feed", rss(item(1)) + "<!-- changed -->", ETag='"a"')
    summary = read(everything=True)
    assert (summary.read, summary.unchanged, summary.items_new) == (1, 0, 0)


@pytest.mark.parametrize(("said", "kept"), [("1", True), ("0", False), ("", None), ("ja", None)])
def test_read_due_records_what_the_host_says_on_mining(web, said, kept):
    bron = source(web.put("bron.localhost/feed", rss(item(1)), tdm_reservation=said, ETag='"a"'))
    read()
    read(NOW + 2 * HOUR)  # a 304, which says nothing of it
    bron.refresh_from_db()
    assert bron.reserves_mining is kept


@pytest.mark.parametrize(
    ("extra", "headers", "hours"),
    [
        ("<ttl>180</ttl>", {}, 3),
        ("<sy:updatePeriod>daily</sy:updatePeriod><sy:updateFrequency>2</sy:updateFrequency>", {}, 12),
        ("", {"Cache_Control": "public, max-age=14400"}, 4),
        ("<ttl>5</ttl>", {"Cache_Control": "max-age=60"}, 1),
    ],
)
def test_read_due_waits_as_long_as_host_and_feed_ask(web, extra, headers, hours):
    bron = source(web.put("bron.localhost/feed", rss(item(1), extra=extra), **headers))
    read()
    bron.refresh_from_db()
    assert hours * HOUR <= bron.next_fetch_at - NOW <= hours * HOUR * 1.25


@pytest.mark.parametrize(
    ("status", "headers", "least_hours"),
    [
        (429, {"Retry_After": "10800"}, 3),
        (503, {"Retry_After": "Tue, 24 Nov 2026 14:00:00 GMT"}, 5),
        (403, {}, 4),
        (429, {"Retry_After": "99999999"}, 168),
        (500, {}, 1),
        (404, {}, 1),
    ],
)
def test_read_due_of_refusal_waits_and_says_why(web, status, headers, least_hours):
    bron = source(web.put("bron.localhost/feed", b"", status, **headers))
    assert read().failed == 1
    bron.refresh_from_db()
    wait = (bron.next_fetch_at - NOW) / HOUR
    assert least_hours <= wait <= least_hours + 0.3
    assert str(status) in bron.error_in_words


def test_read_due_of_failing_source_backs_off_to_a_day_and_never_stops(web):
    bron = source(web.put("bron.localhost/feed", b"", 500), failures_count=40)
    read()
    bron.refresh_from_db()
    assert bron.state == Source.State.ACTIVE
    assert 24 * HOUR <= bron.next_fetch_at - NOW <= 30 * HOUR


def test_read_due_of_410_stops_the_source(web):
    bron = source(web.put("bron.localhost/feed", b"", 410))
    read()
    bron.refresh_from_db()
    assert bron.state == Source.State.GONE and bron.error_in_words


def test_read_due_of_host_that_asks_to_wait_spares_its_other_sources(web):
    source(web.put("bron.localhost/a", b"", 429, Retry_After="7200"))
    read()
    source(web.put("bron.localhost/b", rss(item(1))))
    assert read().read == 0 and read(NOW + 3 * HOUR).items_new == 1


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"<!doctype html><html><body>Hallo</body></html>", "page"),
        (b"Dit is geen feed.", "not_feed"),
        (b'{"a": 1}', "not_feed"),
        (b"x" * 20_000_000, "too_large"),
    ],
)
def test_read_due_of_what_is_no_feed_says_so(web, body, code):
    bron = source(web.put("bron.localhost/feed", body))
    assert read().failed == 1
    bron.refresh_from_db()
    assert bron.last_error["code"] == code and bron.error_in_words


def test_read_due_of_gzip_bomb_ends_and_says_so(web):
    bomb = gzip.compress(b" " * 20_000_000)
    bron = source(web.put("bron.localhost/feed", bomb, Content_Encoding="gzip"))
    read()
    bron.refresh_from_db()
    assert bron.last_error["code"] == "too_large"


def test_read_due_of_truncated_feed_keeps_what_can_be_read_and_shows_the_fault(web):
    whole = rss(item(1), item(2), item(3))
    bron = source(web.put("bron.localhost/feed", whole[: whole.index("Bericht 3")]))
    read()
    bron.refresh_from_db()
    assert Item.objects.filter(title__in=["Bericht 1", "Bericht 2"]).count() == 2
    assert bron.last_error is None and bron.fault["code"] == "malformed" and bron.fault_in_words


def test_read_due_of_one_bad_source_does_not_stop_the_others(web):
    source(web.put("stuk.localhost/feed", b"\xff\xfe\x00"))
    source(web.put("weg.localhost/feed", b"", 500))
    source("http://127.0.0.1/feed")
    source(web.put("bron.localhost/feed", rss(item(1))))
    summary = read()
    assert (summary.read, summary.failed, summary.items_new) == (4, 3, 1)


def broken_at(host):
    """A client that fails at one host in a way that it never should."""

    class BrokenClient(door.Client):
        async def get(self, url, headers=None):
            if host in url:
                raise ZeroDivisionError(host)
            return await super().get(url, headers)

    def make(name):
        return BrokenClient(user_agent=name, hosts=settings.OUTBOUND_HOSTS)

    return make


def test_read_due_of_what_nobody_foresaw_stores_the_others_and_waits_with_that_one(web):
    stuk = source(web.put("stuk.localhost/feed", rss(item(1))))
    source(web.put("bron.localhost/feed", rss(item(2))))
    with pytest.raises(ZeroDivisionError):
        read(make_client=broken_at("stuk"))
    stuk.refresh_from_db()
    assert (stuk.last_error["code"], stuk.failures_count) == ("unforeseen", 1)
    assert Item.objects.get().title == "Bericht 2" and not Source.objects.due(NOW).exists()
    assert not HostLease.objects.exclude(holder="").exists()


def test_read_due_of_what_cannot_be_stored_stores_the_others_and_waits_with_that_one(web):
    with connection.cursor() as cursor:
        cursor.execute(
            "CREATE TRIGGER refuse BEFORE INSERT ON curation_item WHEN NEW.title = 'Stuk' "
            "BEGIN SELECT RAISE(ABORT, 'refused'); END"
        )
    stuk = source(web.put("stuk.localhost/feed", rss(item(1, guid="g"), item(2, guid="g", title="Stuk"))))
    for n in range(3):
        source(web.put(f"bron{n}.localhost/feed", rss(item(n, guid="g"), item(f"b{n}", guid="g"))))
    with pytest.raises(IntegrityError):
        read()
    stuk.refresh_from_db()
    assert (stuk.last_error["code"], stuk.identity) == ("unforeseen", Source.Identity.GUID)
    assert Item.objects.count() == 6 and not Source.objects.due(NOW).exists()
    assert Source.objects.filter(identity=Source.Identity.ADDRESS).count() == 3


def test_batches_hold_few_sources_of_one_host_and_end_before_their_leases():
    for n in range(20):
        source(f"http://druk.localhost/{n}")
        source(f"http://bron{n}.localhost/")
    made = list(sources.batches(Source.objects.due(NOW)))
    hosts = [Counter(host for _, host in batch) for batch in made]
    assert [counts["druk.localhost"] for counts in hosts] == [8, 8, 4] and sum(map(len, made)) == 40
    at_once = Limits().at_a_time * AT_A_TIME / sources.HOST_BATCH
    assert sources.FETCH_BATCH / at_once * Limits().total_s < leases.LEASE.total_seconds()


def test_read_due_leaves_hosts_to_the_process_that_leased_them(web):
    source(web.put("bron.localhost/feed", rss(item(1))))
    leases.take(["bron.localhost"], "elsewhere/1/other", NOW)
    assert read().read == 0
    assert read(NOW + HOUR).items_new == 1


def test_read_due_frees_leases_of_dead_processes_and_gives_its_own_back(web):
    source(web.put("bron.localhost/feed", rss(item(1))))
    leases.take(["bron.localhost"], f"{socket.gethostname()[:60]}/4194303/x", NOW)
    assert read().items_new == 1
    assert not HostLease.objects.exclude(holder="").exists()


def test_store_of_source_deleted_meanwhile_stores_nothing():
    bron = source("http://bron.localhost/feed")
    Source.objects.all().delete()
    feed = Feed(entries=(Entry(guid="1", url="http://bron.localhost/1", title="Een"),))
    assert ingest([Reading(bron, feed)], NOW).total() == 0
    states.store([bron])
    assert Source.objects.count() == 0 and Item.objects.count() == 0


def test_read_due_on_a_full_disk_says_so_and_loses_nothing(web, own_database):
    bron = source(web.put("bron.localhost/feed", rss(*(item(n, text="x" * 5000) for n in range(200)))))
    with connection.cursor() as cursor:
        pages = cursor.execute("PRAGMA page_count").fetchone()[0]
        cursor.execute(f"PRAGMA max_page_count = {pages + 5}")
    try:
        with pytest.raises(NotStored):
            read()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA max_page_count = 1073741823")
    assert Item.objects.count() == 0
    assert read().items_new == 200
    bron.refresh_from_db()
    assert bron.last_success_at == NOW


def test_read_due_counts_its_queries(web, django_assert_max_num_queries):
    for n in range(30):
        source(web.put(f"bron{n}.localhost/feed", rss(*(item(f"{n}-{m}") for m in range(5)))))
    with django_assert_max_num_queries(60):
        assert read().items_new == 150
