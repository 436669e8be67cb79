"""What a client returns: frozen, never stored. `curation.ingestion` makes items of it."""

from __future__ import annotations

from collections.abc import Sized
from dataclasses import dataclass
from datetime import datetime

MAX_ENTRIES = 1000  # of one document: the longest real feed that we know lists 340


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that a source published. `title` and `html` are HTML from outside, not yet cleaned."""

    guid: str = ""
    url: str = ""
    title: str = ""
    html: str = ""
    author: str = ""
    published_at: datetime | None = None
    language: str = ""
    categories: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feed:
    """A document as read. `fault` is a code ("", malformed, charset, too_many) with its detail; `interval_min` is the
    longest pause that the feed asks for (ttl, sy:updatePeriod), 0 where it says nothing."""

    title: str = ""
    homepage: str = ""
    language: str = ""
    interval_min: int = 0
    entries: tuple[Entry, ...] = ()
    fault: str = ""
    fault_detail: str = ""


@dataclass(frozen=True, slots=True)
class Validators:
    """What the host gave to ask again with, kept verbatim (RFC 9110 13.1)."""

    etag: str = ""
    last_modified: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """What came over the line. Status 304 has no body. `reserves_mining` is None where the host does not say."""

    url: str
    status: int
    body: bytes
    content_type: str
    validators: Validators
    max_age_s: int = 0
    reserves_mining: bool | None = None


def too_many(listed: Sized) -> str:
    """The fault of a document that lists more than is read of it; empty for all others."""
    return "too_many" if len(listed) > MAX_ENTRIES else ""
