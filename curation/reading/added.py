"""Links that an editor added by hand at a draft.

In: `AddedLink` rows that wait. Out: an `Item` of each, in the source of its host's pages, with the title that the
page gives itself; an unreadable page is kept under its address. The page is fetched once, at that person's
request. Clustering then finds the item a story like any other.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.db import OperationalError, transaction
from django.utils import timezone
from wagtail.models import Site

from curation.canonical import host_of, registrable_host
from curation.clients import feeds
from curation.clients.entries import Entry, Validators
from curation.discovery import PageSummary, summarise
from curation.exceptions import CurationError, HostSpared, Unforeseen
from curation.identity import draft
from curation.ingestion import attach_topics, make_item, topic_matcher
from curation.models import AddedLink, Item, Source
from curation.reading import apart, door
from outbound import leases
from outbound.client import Client

BATCH = 20


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says of itself, or why it could not be read."""

    summary: PageSummary
    error: CurationError | None = None


def read_added_links(now: datetime, clock: Callable[[], datetime] = timezone.now) -> int:
    """Read waiting links whose host is free; gives how many were read. Those that must wait say until when."""
    rows = AddedLink.objects.filter(state=AddedLink.State.WAITING).select_related("window__site")
    waiting = list(rows.order_by("pk"))
    if not waiting:
        return 0
    leases.free_abandoned(clock())
    spared = leases.spared((host_of(link.address) for link in waiting), clock())
    for link in waiting:
        if until := spared.get(host_of(link.address)):
            _note(link, HostSpared(link.address, until))
    ready = [link for link in waiting if host_of(link.address) not in spared]
    return sum(apart.each(partial(_read, now=now, clock=clock), ready[:BATCH]))


def _read(link: AddedLink, now: datetime, clock: Callable[[], datetime]) -> bool:
    host, holder = host_of(link.address), leases.new_holder()
    try:
        if host not in leases.take([host], holder, clock()):
            return False
        page = asyncio.run(_fetch(link.address, partial(door.client, door.user_agent()), now))
        _store(link, page, now)
    except OperationalError:
        raise  # the database's trouble, not the link's
    except Exception as error:
        link.state = AddedLink.State.UNREADABLE
        _note(link, Unforeseen(link.address, error))
        raise
    finally:
        leases.release(holder)
    return True


def _note(link: AddedLink, error: CurationError) -> None:
    """Keep why a link waits or could not be read; one that was withdrawn meanwhile stays away."""
    link.error = {"code": error.code, "detail": error.detail}
    AddedLink.objects.filter(pk=link.pk).update(state=link.state, error=link.error)


async def _fetch(address: str, make_client: Callable[[], Client], now: datetime) -> Page:
    try:
        async with make_client() as client:
            document = await feeds.fetch(client, address, Validators(), now)
    except CurationError as error:
        return Page(PageSummary(), error)
    return Page(summarise(document.body) if feeds.looks_like_page(document.body) else PageSummary())


@transaction.atomic
def _store(link: AddedLink, page: Page, now: datetime) -> None:
    """The item and the link's state. An address that was added before keeps its item."""
    source = _page_source(link.window.site, link.address, page.summary.site_name)
    link.item = _item(source, link.address, page.summary, now)
    link.state = AddedLink.State.READ if page.summary.title else AddedLink.State.UNREADABLE
    link.error = {"code": page.error.code, "detail": page.error.detail} if page.error else None
    link.save(update_fields=["item", "state", "error"])


def _page_source(site: Site, address: str, name: str) -> Source:
    """One source of kind page for each registrable host and magazine; never due."""
    host = registrable_host(host_of(address))
    known = Source.objects.filter(site=site, kind=Source.Kind.PAGE, registrable_host=host).first()
    if known:
        return known
    source = Source.at(site, f"https://{host}/", title=name[:200], kind=Source.Kind.PAGE)
    source.save()
    return source


def _item(source: Source, address: str, summary: PageSummary, now: datetime) -> Item:
    entry = Entry(url=address, title=summary.title, html=summary.description, language=summary.language)
    _, drafts = draft([entry], source.identity)
    known = source.items.filter(external_id=drafts[0].external_id).first()
    if known:
        return known
    item = make_item(source, drafts[0], now)
    item.save()
    attach_topics([item], topic_matcher())
    return item
