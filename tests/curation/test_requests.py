"""Addresses that editors typed: feeds found there, and links added by hand at a draft."""

import pytest

from curation import reading
from curation.exceptions import CurationError
from curation.models import AddedLink, DigestWindow, Item, Source, SourceProposal
from outbound import leases
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
