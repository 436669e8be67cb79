"""Writes a feed: Atom (RFC 4287), RSS 2.0 with Atom's link to itself, JSON Feed 1.1.

Comes in: a scope, its entries and the document's own address. Goes out: text and its media type. Pure but for the
generators of Django.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from articles.characters import writable
from articles.feeds.entries import FeedEntry
from articles.feeds.scopes import Scope

JSON_FEED = "https://jsonfeed.org/version/1.1"
NOTHING_YET = datetime(2026, 1, 1, tzinfo=UTC)  # when a feed without entries was changed


class Format(StrEnum):
    """The formats, as they end an address."""

    ATOM = "atom"
    RSS = "rss"
    JSON = "json"


MEDIA_TYPES = {
    Format.ATOM: "application/atom+xml; charset=utf-8",
    Format.RSS: "application/rss+xml; charset=utf-8",
    Format.JSON: "application/feed+json; charset=utf-8",
}


class Dated(SyndicationFeed):
    """A feed that was changed when its newest entry was, and not when it is asked for."""

    def latest_post_date(self) -> datetime:
        return max((item["updateddate"] for item in self.items), default=NOTHING_YET)


class Atom(Dated, Atom1Feed):
    pass


class Rss(Dated, Rss201rev2Feed):
    pass


def write(scope: Scope, entries: Sequence[FeedEntry], form: Format, address: str) -> str:
    """The document of `scope` in a format; `address` is its own."""
    if form == Format.JSON:
        return json.dumps(as_json(scope, entries, address), ensure_ascii=False, indent=1)
    return as_xml(scope, entries, form, address)


def as_xml(scope: Scope, entries: Sequence[FeedEntry], form: Format, address: str) -> str:
    """Atom or RSS."""
    document = (Rss if form == Format.RSS else Atom)(
        title=writable(scope.title),
        link=scope.url,
        description=writable(scope.description),
        language=scope.language,
        feed_url=address,
        feed_guid=f"tag:{scope.site.hostname},2026:{'/'.join(filter(None, _place(scope)))}",
        author_name=writable(scope.title),
    )
    for entry in entries:
        document.add_item(
            title=writable(entry.title),
            link=entry.url,
            description=writable(entry.html),
            unique_id=entry.identifier,
            unique_id_is_permalink=False,
            author_name=writable(", ".join(entry.authors)) or None,
            pubdate=entry.published_at,
            updateddate=entry.updated_at,
            categories=[writable(topic) for topic in entry.topics],
        )
    return document.writeString("utf-8")


def as_json(scope: Scope, entries: Sequence[FeedEntry], address: str) -> dict[str, Any]:
    """JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/)."""
    return {
        "version": JSON_FEED,
        "title": scope.title,
        "home_page_url": scope.url,
        "feed_url": address,
        "description": scope.description,
        "language": scope.language,
        "items": [json_item(entry) for entry in entries],
    }


def json_item(entry: FeedEntry) -> dict[str, Any]:
    """One item; empty lists are left out, as the format asks."""
    item = {
        "id": entry.identifier,
        "url": entry.url,
        "title": entry.title,
        "content_html": entry.html,
        "date_published": entry.published_at.isoformat(),
        "date_modified": entry.updated_at.isoformat(),
        "authors": [{"name": name} for name in entry.authors],
        "tags": list(entry.topics),
    }
    return {name: value for name, value in item.items() if value}


def _place(scope: Scope) -> tuple[str, str, str]:
    return scope.language, scope.kind, scope.key
