"""Entries become items once, whatever a source does to their ids, dates and addresses."""

from datetime import UTC, datetime, timedelta

import pytest

from curation.clients.entries import Entry, Feed
from curation.ingestion import OLD, Reading, ingest
from curation.models import Item, Source
from tests.factories import NOW, source, topic

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def entry(n, **fields):
    return Entry(**{"guid": f"id-{n}", "url": f"https://bron.nl/{n}", "title": f"Bericht {n}", **fields})


def store(bron, *entries, now=NOW, language=""):
    """Ingest as reading does: a source that was read once is no longer new."""
    new = ingest([Reading(bron, Feed(entries=entries, language=language))], now).total()
    bron.first_read_at = bron.first_read_at or now
    return new


def test_ingest_twice_stores_once():
    bron = source()
    assert store(bron, entry(1), entry(2)) == 2
    assert store(bron, entry(1), entry(2), entry(3)) == 1


def test_ingest_of_repeated_guids_keeps_every_entry_and_raises_the_identity():
    bron = source()
    entries = [entry(n, guid="altijd-dezelfde") for n in range(3)]
    assert store(bron, *entries) == 3
    assert Source.objects.get(pk=bron.pk).identity == Source.Identity.ADDRESS


def test_ingest_of_first_repeat_rewrites_stored_ids_so_nothing_comes_back():
    bron = source()
    store(bron, entry(1, guid="g"))
    store(bron, entry(1, guid="g"), entry(2, guid="g"), now=NOW + DAY)
    assert store(bron, entry(3, guid="g"), entry(1, guid="g"), now=NOW + 2 * DAY) == 1
    assert sorted(Item.objects.values_list("title", flat=True)) == ["Bericht 1", "Bericht 2", "Bericht 3"]


def test_ingest_after_a_repeat_remembers_it_for_ever():
    bron = source()
    store(bron, entry(1, guid="g"), entry(2, guid="g"))
    assert store(bron, entry(3, guid="g"), now=NOW + DAY) == 1
    assert store(bron, entry(1, guid="g"), now=NOW + 2 * DAY) == 0


def test_ingest_of_repeated_guid_and_address_tells_entries_by_their_text():
    bron = source()
    same = {"guid": "g", "url": "https://bron.nl/"}
    assert store(bron, entry(1, **same), entry(2, **same)) == 2
    assert store(bron, entry(3, **same), entry(2, **same), now=NOW + DAY) == 1
    assert Source.objects.get(pk=bron.pk).identity == Source.Identity.CONTENT


def test_ingest_of_entry_listed_twice_stores_it_once_and_keeps_the_identity():
    bron = source()
    assert store(bron, entry(1), entry(1)) == 1
    assert Source.objects.get(pk=bron.pk).identity == Source.Identity.GUID


def test_ingest_without_guid_goes_by_address_and_without_that_by_title_and_date():
    bron = source()
    entries = [entry(1, guid=""), entry(2, guid="", url=""), entry(3, guid="", url="", published_at=NOW)]
    assert store(bron, *entries) == 3
    assert store(bron, *reversed(entries), now=NOW + DAY) == 0


def test_ingest_of_position_change_stores_nothing_new():
    bron = source()
    entries = [entry(n, guid="", url="", title=f"Zonder {n}") for n in range(5)]
    store(bron, *entries)
    assert store(bron, *entries[::-1], now=NOW + DAY) == 0


def test_ingest_after_redesign_with_new_guids_and_https_brings_nothing_back():
    bron = source()
    old = [entry(n, url=f"http://bron.nl/{n}", published_at=NOW - n * DAY) for n in range(5)]
    store(bron, *old)
    new = [entry(n, guid=f"nieuw-{n}", published_at=NOW - n * DAY) for n in range(5)]
    assert store(bron, *new, entry(9), now=NOW + DAY) == 1
    assert store(bron, *new, entry(9), now=NOW + 2 * DAY) == 0


def test_ingest_of_undated_entries_at_one_address_keeps_those_with_another_text():
    bron = source()
    same = {"url": "https://bron.nl/status", "title": "Storing"}
    store(bron, entry(1, html="Maandag", **same))
    assert store(bron, entry(2, html="Dinsdag", **same), now=NOW + DAY) == 1
    assert store(bron, entry(3, html="Dinsdag", **same), now=NOW + 2 * DAY) == 0


def test_ingest_of_new_entry_at_the_same_address_is_new():
    bron = source()
    store(bron, entry(1, url="https://bron.nl/status", title="Storing", published_at=NOW - 9 * DAY))
    assert store(
        bron, entry(2, url="https://bron.nl/status", title="Storing", published_at=NOW), now=NOW + DAY
    )


def test_ingest_of_same_guid_in_two_sources_stores_both():
    assert store(source(), entry(1)) + store(source(), entry(1)) == 2


@pytest.mark.parametrize(
    ("published_at", "dated_at"),
    [
        (NOW - DAY, NOW - DAY),
        (datetime(2099, 1, 1, tzinfo=UTC), NOW),
        (datetime(1970, 1, 1, tzinfo=UTC), NOW),
        (None, NOW),
    ],
)
def test_ingest_dates_an_entry_by_the_earlier_of_published_and_seen(published_at, dated_at):
    bron = source(first_read_at=NOW - DAY)
    store(bron, entry(1, published_at=published_at))
    assert Item.objects.get().dated_at == dated_at


def test_ingest_of_date_ahead_keeps_it_as_the_source_said_it():
    ahead = NOW + 40 * DAY
    store(source(), entry(1, published_at=ahead))
    item = Item.objects.get()
    assert (item.published_at, item.dated_at) == (ahead, NOW)


def test_ingest_of_entry_without_address_leads_to_the_home_page_as_far_as_known():
    feed = Feed(homepage="https://bron.nl/", entries=(entry(1, url=""),))
    ingest([Reading(source(), feed)], NOW)
    store(source(homepage="https://elders.nl/"), entry(2, url=""))
    store(source(title="Nergens"), entry(3, url="", title=""))
    assert dict(Item.objects.values_list("title", "url")) == {
        "Bericht 1": "https://bron.nl/",
        "Bericht 2": "https://elders.nl/",
        "Nergens": "",
    }
    assert set(Item.objects.values_list("canonical_url", flat=True)) == {""}


def test_ingest_of_undated_entries_counts_those_of_the_first_document_as_old():
    bron = source()
    store(bron, entry(1))
    store(bron, entry(1), entry(2), now=NOW + DAY)
    dates = dict(Item.objects.values_list("title", "dated_at"))
    assert dates == {"Bericht 1": NOW - OLD, "Bericht 2": NOW + DAY}


def test_ingest_keeps_no_markup_and_cuts_the_excerpt_at_a_word():
    text = "<p>Een <script>alert(1)</script><b>sterk</b> &amp; lang verhaal</p>" + "<p>woorden </p>" * 60
    store(source(), entry(1, title="A &amp; B <img src=x onerror=alert(1)>", html=text))
    item = Item.objects.get()
    assert item.title == "A & B" and item.text.startswith("Een sterk & lang verhaal woorden")
    assert len(item.excerpt) <= 150 and item.excerpt.endswith("woorden…")


@pytest.mark.parametrize(("words", "minutes"), [(149, None), (150, 1), (230, 1), (231, 2), (2300, 10)])
def test_ingest_counts_minutes_where_enough_text_is_at_hand(words, minutes):
    store(source(), entry(1, html="woord " * words))
    assert Item.objects.get().minutes == minutes


def test_ingest_gives_topics_by_words_of_the_language():
    cloud = topic(phrases_nl="cloud*\nsoevereine wolk", phrases_en="cloud")
    topic("data", phrases_nl="data", phrases_en="data")
    store(source(), entry(1, title="Gemeenten vrezen hogere cloudkosten door nieuwe regels van het Rijk"))
    assert list(Item.objects.get().topics.all()) == [cloud]


def test_ingest_of_batch_counts_its_queries(django_assert_max_num_queries):
    topic(phrases_nl="bericht")
    batch = [Reading(source(), Feed(entries=tuple(entry(f"{n}-{m}") for m in range(20)))) for n in range(20)]
    with django_assert_max_num_queries(15):
        assert ingest(batch, NOW).total() == 400
