"""Addresses that editors typed: feeds found there, and links added by hand at a draft."""

from datetime import timedelta

import pytest
from django.utils import translation

from curation import reading
from curation.exceptions import CurationError
from curation.models import AddedLink, DigestWindow, Item, Source, SourceProposal
from outbound import leases
from outbound.models import HostLease
from tests.curation.serving import item, rss
from tests.factories import NOW, site, window

pytestmark = pytest.mark.django_db
PAGE = """<!doctype html><html lang="nl"><head><title>{title}</title>{head}</head><body>Hallo</body></html>"""
FEEDS = """<link rel="alternate" type="application/rss+xml" title="Alles" href="/alles.xml">
<link rel="alternate" type="application/atom+xml" href="https://elders.nl/atom">
<link rel="stylesheet" type="text/css" href="/x.css"><a href="/feed/">Feed</a>"""


def clock():
    return NOW


def propose(address):
    proposal = SourceProposal.objects.create(site=site(), address=address)
    reading.discover(NOW, clock)
    proposal.refresh_from_db()
    return proposal


def add(address):
    draft = DigestWindow.objects.first() or window()
    link = AddedLink.objects.create(window=draft, address=address)
    reading.read_added_links(NOW, clock)
    link.refresh_from_db()
    return link


def test_discover_of_page_offers_its_feeds_in_order(web):
    proposal = propose(web.put("bron.localhost/", PAGE.format(title="Bron", head=FEEDS)))
    assert proposal.state == SourceProposal.State.FOUND
    assert proposal.feeds == [
        {"address": "http://bron.localhost/alles.xml", "title": "Alles"},
        {"address": "https://elders.nl/atom", "title": ""},
    ]


def test_discover_of_feed_offers_itself(web):
    proposal = propose(web.put("bron.localhost/feed", rss(item(1), title="A &amp; B")))
    assert proposal.feeds == [{"address": "http://bron.localhost/feed", "title": "A & B"}]


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [(PAGE.format(title="Zonder", head=""), 200, "no_feeds"), ("", 200, "empty"), ("", 500, "status")],
)
def test_discover_of_nothing_says_why(web, body, status, code):
    proposal = propose(web.put("bron.localhost/", body, status))
    assert proposal.state == SourceProposal.State.FAILED
    assert proposal.error["code"] == code and proposal.error_in_words


def test_discover_of_private_address_is_refused():
    proposal = propose("http://192.168.1.1/feed")
    assert proposal.error["code"] == "address_refused"


def test_discover_of_host_that_is_being_read_waits(web):
    leases.take(["bron.localhost"], "elsewhere/1/other", NOW)
    assert propose("http://bron.localhost/").state == SourceProposal.State.WAITING


def test_find_without_scheme_means_https():
    with pytest.raises(CurationError) as caught:
        reading.find("192.168.1.1", NOW, clock)
    assert caught.value.url == "https://192.168.1.1"


def test_read_added_link_takes_the_title_and_makes_one_source_a_host(web):
    head = '<meta property="og:site_name" content="De Krant"><meta name="description" content="Waarover">'
    first = add(web.put("www.krant.localhost/a", PAGE.format(title="Een  titel", head=head)))
    second = add(web.put("www.krant.localhost/b", PAGE.format(title="Nog een", head=head)))
    assert (first.state, first.item.title, first.item.excerpt) == ("read", "Een titel", "Waarover")
    source = Source.objects.get(kind=Source.Kind.PAGE)
    assert second.item.source == source and source.title == "De Krant"
    assert not Source.objects.due(NOW).exists()


def test_read_added_link_of_unreadable_page_is_kept_under_its_address(web):
    link = add(web.put("krant.localhost/weg", "", 500))
    assert (link.state, link.item.title) == ("unreadable", "http://krant.localhost/weg")
    assert link.error == {"code": "status", "detail": "500"}


def test_read_added_link_twice_makes_one_item(web):
    address = web.put("krant.localhost/a", PAGE.format(title="Titel", head=""))
    add(address), AddedLink.objects.all().delete(), add(address)
    assert Item.objects.count() == 1


class BreakingClock:
    """A clock that fails at its nth reading: an error that nobody foresees."""

    def __init__(self, nth):
        self.left = nth

    def __call__(self):
        self.left -= 1
        if self.left == 0:
            raise ZeroDivisionError("clock")
        return NOW


def test_discover_of_page_with_broken_markup_says_why_and_lets_the_next_have_its_turn(web):
    proposal = propose(web.put("bron.localhost/", PAGE.format(title="Bron", head="<![foo[ x]]>")))
    assert proposal.error["code"] == "no_feeds"
    assert propose(web.put("b.localhost/", PAGE.format(title="B", head=FEEDS))).state == "found"


def test_discover_of_what_nobody_foresaw_says_so_and_lets_the_next_have_its_turn(web):
    address = web.put("bron.localhost/feed", rss(item(1)))
    rows = [SourceProposal.objects.create(site=site(), address=address) for _ in range(2)]
    with pytest.raises(ZeroDivisionError):
        reading.discover(NOW, BreakingClock(1))
    states = [SourceProposal.objects.get(pk=row.pk) for row in rows]
    assert [row.state for row in states] == ["failed", "found"] and "clock" in states[0].error_in_words


def test_discover_of_host_that_asks_to_wait_says_until_when():
    HostLease.objects.create(host="bron.localhost", not_before=NOW + timedelta(days=7))
    proposal = propose("http://bron.localhost/")
    with translation.override("en"):
        assert proposal.state == "failed" and "1 December" in proposal.error_in_words


def test_read_added_link_of_page_with_broken_markup_reads_what_it_can(web):
    link = add(web.put("krant.localhost/a", PAGE.format(title="Titel", head="<![foo[ x]]>")))
    assert (link.state, link.item.title) == ("read", "Titel")


def test_read_added_link_of_what_nobody_foresaw_says_so_and_lets_the_next_have_its_turn(web):
    of, page = window(), PAGE.format(title="Titel", head="")
    rows = [
        AddedLink.objects.create(window=of, address=web.put(f"krant{n}.localhost/a", page)) for n in (1, 2)
    ]
    with pytest.raises(ZeroDivisionError):
        reading.read_added_links(NOW, BreakingClock(3))
    states = [AddedLink.objects.get(pk=row.pk) for row in rows]
    assert [row.state for row in states] == ["unreadable", "read"] and "clock" in states[0].error_in_words
    assert not HostLease.objects.exclude(holder="").exists()


def test_read_added_link_of_host_that_asks_to_wait_says_until_when_and_lets_others_pass(web):
    until = NOW + timedelta(days=7)
    HostLease.objects.create(host="druk.localhost", not_before=until)
    waiting = [add(f"http://druk.localhost/{n}") for n in range(21)]
    assert add(web.put("krant.localhost/a", PAGE.format(title="Titel", head=""))).state == "read"
    row = AddedLink.objects.get(pk=waiting[0].pk)
    assert (row.state, row.error) == ("waiting", {"code": "spared", "detail": until.isoformat()})
    assert not row.is_moving and AddedLink(state="waiting").is_moving
    web.put("druk.localhost/0", PAGE.format(title="Druk", head=""))
    reading.read_added_links(until, lambda: until)
    row.refresh_from_db()
    assert (row.state, row.error) == ("read", None)
