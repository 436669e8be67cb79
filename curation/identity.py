"""What tells one entry of a source from another.

In: the entries of one document. Out: a `Draft` of each with the id that it is stored under. Pure; called by
`curation.ingestion`. The rules are data-model.md, "Item": the guid; where guids of a document repeat, guid and
canonical URL; where those repeat too, guid and a hash of title and text; without a guid the canonical URL, else
a hash of title and date. Never a position.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from curation.canonical import canonical_url
from curation.clients.entries import Entry

GUID, ADDRESS, CONTENT = 0, 1, 2
MAX_GUID = 200  # characters; a longer guid is kept as its hash


@dataclass(frozen=True, slots=True)
class Parts:
    """What an id is made of, as an item keeps it."""

    guid: str
    canonical_url: str
    content_hash: str

    def id(self, identity: int) -> str:
        """The external id under one identity. Only for entries with a guid."""
        if identity == GUID:
            return self.guid
        return digest(self.guid, self.canonical_url if identity == ADDRESS else self.content_hash)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry with its parts and the id under which it is stored."""

    entry: Entry
    parts: Parts
    external_id: str


def draft(entries: Iterable[Entry], identity: int) -> tuple[int, list[Draft]]:
    """The drafts of a document, each id once, and the identity that they have: `identity` or a higher one."""
    pairs = list({parts: (entry, parts) for entry, parts in _with_parts(entries)}.values())
    with_guid = [parts for _, parts in pairs if parts.guid]
    while identity < CONTENT and _repeats(with_guid, identity):
        identity += 1
    drafts = [Draft(entry, parts, _id(entry, parts, identity)) for entry, parts in pairs]
    return identity, list({one.external_id: one for one in reversed(drafts)}.values())[::-1]


def digest(*parts: str) -> str:
    """A hash of texts, told from a guid by its prefix."""
    return "sha256:" + hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _with_parts(entries: Iterable[Entry]) -> Iterable[tuple[Entry, Parts]]:
    for entry in entries:
        guid = entry.guid if len(entry.guid) <= MAX_GUID else digest(entry.guid)
        content_hash = digest(entry.title, entry.html).removeprefix("sha256:")
        yield entry, Parts(guid, canonical_url(entry.url), content_hash)


def _repeats(parts: Sequence[Parts], identity: int) -> bool:
    counts = Counter(one.id(identity) for one in parts)
    return any(count > 1 for count in counts.values())


def _id(entry: Entry, parts: Parts, identity: int) -> str:
    if parts.guid:
        return parts.id(identity)
    if parts.canonical_url:
        url = parts.canonical_url
        return url if len(url) <= MAX_GUID else digest(url)
    date = entry.published_at.isoformat() if entry.published_at else ""
    return digest(entry.title, date)
