"""Feeds: RSS 0.9x to 2.0, RDF, Atom and JSON Feed.

`fetch` asks a host through `outbound` and gives the document; `parse` makes entries of its bytes. Nothing
outside this package knows which reader took an entry apart. Called by `curation.reading`.
"""

from __future__ import annotations

import re
from datetime import datetime

from curation.clients import jsonfeed, xmlfeed
from curation.clients.entries import Document, Entry, Feed, Validators
from curation.exceptions import RateLimited, SourceGone, SourceUnavailable, UnreadableFeed
from outbound import waiting
from outbound.client import Client, Response
from outbound.exceptions import OutboundError

__all__ = ["Document", "Entry", "Feed", "Validators", "fetch", "looks_like_page", "parse"]

ACCEPT = (
    "application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, "
    "application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, */*;q=0.5"
)
MAX_AGE = re.compile(r"max-age\s*=\s*\"?(\d{1,9})", re.IGNORECASE)
HTML = re.compile(rb"<html[\s>]", re.IGNORECASE)
HTML_DOCTYPE = re.compile(rb"<!doctype\s+html", re.IGNORECASE)
FEED = re.compile(rb"<(\w+:)?(rss|feed|rdf)[\s>]", re.IGNORECASE)
HEAD_BYTES = 2_000
# Opting out of text and data mining: TDM Reservation Protocol (W3C community group, 2024), header tdm-reservation.
RESERVATION = {"1": True, "0": False}


async def fetch(client: Client, address: str, validators: Validators, now: datetime) -> Document:
    """Ask for a document, conditionally. Status is 200 or 304.

    Raises `SourceGone` (410), `RateLimited` (429, 503, 403) or `SourceUnavailable`. `now` reads a
    Retry-After that is a date.
    """
    headers = {"Accept": ACCEPT} | _conditions(validators)
    try:
        response = await client.get(address, headers)
    except OutboundError as error:
        raise SourceUnavailable(address, error.code, error.detail) from error
    _raise_for_status(address, response, now)
    return _document(response, validators)


def parse(body: bytes, content_type: str, address: str) -> Feed:
    """Read a document. Of a broken one come the entries that can be read, and its fault.

    Raises `UnreadableFeed` with code empty, page or not_feed.
    """
    text = body.strip(b"\xef\xbb\xbf \t\r\n\0")
    if not text:
        raise UnreadableFeed(address, "empty")
    if text.startswith((b"{", b"[")) or "json" in content_type.lower():
        return jsonfeed.parse(body, address)
    if looks_like_page(body):
        raise UnreadableFeed(address, "page")
    return xmlfeed.parse(body, content_type, address)


def looks_like_page(body: bytes) -> bool:
    """Whether the document is a web page and not a feed that quotes one, or borrows its doctype."""
    head = body[:HEAD_BYTES]
    page, feed = HTML.search(head), FEED.search(head)
    if page and feed:
        return page.start() < feed.start()
    return page is not None or (feed is None and HTML_DOCTYPE.search(head) is not None)


def _conditions(validators: Validators) -> dict[str, str]:
    headers = {"If-None-Match": validators.etag, "If-Modified-Since": validators.last_modified}
    return {name: value for name, value in headers.items() if value}


def _raise_for_status(address: str, response: Response, now: datetime) -> None:
    status = response.status
    if status in (200, 304):
        return
    if status == 410:
        raise SourceGone(address)
    if status in waiting.WAITING:
        raise RateLimited(address, status, waiting.asked_s(response, now))
    raise SourceUnavailable(address, "status", str(status))


def _document(response: Response, before: Validators) -> Document:
    headers = response.headers
    known = before if response.status == 304 else Validators()
    found = MAX_AGE.search(headers.get("Cache-Control", ""))
    return Document(
        url=response.url,
        status=response.status,
        body=response.body,
        content_type=headers.get("Content-Type", ""),
        validators=Validators(
            headers.get("ETag", known.etag), headers.get("Last-Modified", known.last_modified)
        ),
        max_age_s=int(found[1]) if found else 0,
        reserves_mining=RESERVATION.get(headers.get("tdm-reservation", "").strip()),
    )
