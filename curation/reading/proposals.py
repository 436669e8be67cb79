"""Addresses that an editor typed: which feeds are there.

In: `SourceProposal` rows that wait. Out: their feeds, or why there are none. The address is fetched once, at that
person's request. `find` does the same for one address without a row, for the command `add_source`.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import datetime
from functools import partial

from django.db import OperationalError
from django.utils import timezone

from curation.canonical import host_of
from curation.cleaning import plain_text
from curation.clients import feeds
from curation.clients.entries import Validators
from curation.discovery import FoundFeed, find_feeds
from curation.exceptions import CurationError, HostSpared, SourceUnavailable, Unforeseen, UnreadableFeed
from curation.models import SourceProposal
from curation.reading import apart, door
from outbound import leases
from outbound.client import Client

BATCH = 20
SCHEMES = ("http://", "https://")


def discover(now: datetime, clock: Callable[[], datetime] = timezone.now) -> int:
    """Look at all waiting proposals whose host is free; gives how many were looked at."""
    waiting = SourceProposal.objects.filter(state=SourceProposal.State.WAITING).order_by("pk")[:BATCH]
    return sum(apart.each(partial(_discover_one, now=now, clock=clock), list(waiting)))


def find(address: str, now: datetime, clock: Callable[[], datetime] = timezone.now) -> list[FoundFeed]:
    """The feeds at an address: itself if it is one, else those that the page names.

    Raises `SourceUnavailable` or another `CurationError` when there is none, or the host is busy or asks us to
    wait.
    """
    full = with_scheme(address)
    host, holder = host_of(full), leases.new_holder()
    leases.free_abandoned(clock())
    try:
        if host not in leases.take([host], holder, clock()):
            if until := leases.spared([host], clock()).get(host):
                raise HostSpared(full, until)
            raise SourceUnavailable(full, "busy")
        return asyncio.run(_find(full, partial(door.client, door.user_agent()), now))
    finally:
        leases.release(holder)


def with_scheme(address: str) -> str:
    """People type nos.nl; they mean https://nos.nl."""
    text = address.strip()
    return text if text.lower().startswith(SCHEMES) or "://" in text else f"https://{text}"


def _discover_one(proposal: SourceProposal, now: datetime, clock: Callable[[], datetime]) -> bool:
    try:
        found = find(proposal.address, now, clock)
    except CurationError as error:
        if error.code == "busy":
            return False
        _fail(proposal, error)
    except OperationalError:
        raise  # the database's trouble, not the address's
    except Exception as error:
        _fail(proposal, Unforeseen(proposal.address, error))
        raise
    else:
        proposal.state = SourceProposal.State.FOUND
        proposal.feeds = [{"address": one.address, "title": one.title} for one in found]
        proposal.save(update_fields=["state", "feeds"])
    return True


def _fail(proposal: SourceProposal, error: CurationError) -> None:
    proposal.state = SourceProposal.State.FAILED
    proposal.error = {"code": error.code, "detail": error.detail}
    proposal.save(update_fields=["state", "error"])


async def _find(address: str, make_client: Callable[[], Client], now: datetime) -> list[FoundFeed]:
    async with make_client() as client:
        document = await feeds.fetch(client, address, Validators(), now)
    try:
        feed = feeds.parse(document.body, document.content_type, document.url)
    except UnreadableFeed as error:
        if error.code != "page" or not (found := find_feeds(document.body, document.url)):
            code = "no_feeds" if error.code == "page" else error.code
            raise UnreadableFeed(address, code, error.detail) from error
        return found
    return [FoundFeed(document.url, plain_text(feed.title)[:200])]
