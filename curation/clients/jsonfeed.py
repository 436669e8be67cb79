"""JSON Feed 1.0 and 1.1 (jsonfeed.org), by our own reader.

Called by `curation.clients.feeds.parse` alone. A wrong type in one field costs that field, a wrong item that
item; only a document that is no JSON Feed raises.
"""

from __future__ import annotations

import html
import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from curation.clients.entries import MAX_ENTRIES, Entry, Feed, too_many
from curation.clients.links import web_address
from curation.exceptions import UnreadableFeed

VERSIONS = ("https://jsonfeed.org/version/", "http://jsonfeed.org/version/")


def parse(body: bytes, address: str) -> Feed:
    """Read a JSON Feed. Raises `UnreadableFeed`."""
    document = _load(body, address)
    items = document.get("items")
    known = _text(document.get("version")).startswith(VERSIONS)
    if not known and not (isinstance(items, list) and "title" in document):
        raise UnreadableFeed(address, "not_feed", "JSON")
    listed = items if isinstance(items, list) else []
    readable = [item for item in listed if isinstance(item, dict)]
    return Feed(
        title=html.escape(_text(document.get("title")), quote=False),
        homepage=_text(document.get("home_page_url")),
        language=_text(document.get("language")),
        entries=tuple(_entry(item, address) for item in readable[:MAX_ENTRIES]),
        fault=too_many(listed) if known and len(readable) == len(listed) else "malformed",
    )


def _load(body: bytes, address: str) -> Mapping[str, Any]:
    try:
        document = json.loads(body.decode("utf-8-sig", "replace"))
    except (ValueError, RecursionError) as error:
        raise UnreadableFeed(address, "not_feed", f"JSON: {error}"[:200]) from error
    if not isinstance(document, dict):
        raise UnreadableFeed(address, "not_feed", "JSON")
    return document


def _entry(item: Mapping[str, Any], address: str) -> Entry:
    link = _text(item.get("url")) or _text(item.get("external_url"))
    return Entry(
        guid=_text(item.get("id")),
        url=web_address(link, address),
        title=html.escape(_text(item.get("title")), quote=False),
        html=_html(item),
        author=_author(item),
        published_at=_moment(item.get("date_published")) or _moment(item.get("date_modified")),
        language=_text(item.get("language")),
        categories=tuple(filter(None, map(_text, _list(item.get("tags"))))),
    )


def _html(item: Mapping[str, Any]) -> str:
    plain = _text(item.get("content_text")) or _text(item.get("summary"))
    return _text(item.get("content_html")) or html.escape(plain, quote=False)


def _author(item: Mapping[str, Any]) -> str:
    authors = [*_list(item.get("authors")), item.get("author")]
    names = [_text(author.get("name")) for author in authors if isinstance(author, dict)]
    return next(filter(None, names), "")


def _moment(value: object) -> datetime | None:
    """RFC 3339; without an offset it is taken as UTC."""
    try:
        moment = datetime.fromisoformat(_text(value))
        aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
        return aware.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    """Texts, and numbers as their text (ids are often numbers); anything else is empty."""
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return ""
    return str(value).encode("utf-8", "replace").decode().replace("\0", "").strip()
