"""What a sample source holds at a moment, written as RSS 2.0, Atom, RDF (RSS 1.0) or JSON Feed.

In: a source, the first start, the moment, and the origin under which the source stands. Out: bytes with their
content type. Pure: the same arguments give the same bytes, so that the views can answer conditional requests. Called
by `demo.views`. Ids are tag URIs (RFC 4151): a source that moves to another port keeps them.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from demo.texts import SampleEntry, SampleSource

ATOM = "http://www.w3.org/2005/Atom"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RSS1 = "http://purl.org/rss/1.0/"
DC = "http://purl.org/dc/elements/1.1/"
SY = "http://purl.org/rss/1.0/modules/syndication/"
CONTENT = "http://purl.org/rss/1.0/modules/content/"
for prefix, namespace in {"atom": ATOM, "rdf": RDF, "dc": DC, "sy": SY, "content": CONTENT}.items():
    ET.register_namespace(prefix, namespace)

TYPES = {
    "rss": "application/rss+xml; charset=utf-8",
    "atom": "application/atom+xml; charset=utf-8",
    "rdf": "application/rdf+xml; charset=utf-8",
    "json": "application/feed+json; charset=utf-8",
}
LISTED = 40  # entries in one document; what is older has been read long ago


@dataclass(frozen=True, slots=True)
class Standing:
    """A source as it stands at a moment, under its origin ("http://host:port"); `entries` are newest first."""

    source: SampleSource
    started_at: datetime
    entries: tuple[SampleEntry, ...]
    origin: str

    @property
    def address(self) -> str:
        """Where the feed is."""
        return f"{self.origin}/feed"

    @property
    def changed_at(self) -> datetime:
        """When the newest entry came; the first start for a source that holds none."""
        return self.moment(self.entries[0]) if self.entries else self.started_at.replace(microsecond=0)

    def moment(self, entry: SampleEntry) -> datetime:
        """When an entry was published."""
        return entry.published_at(self.started_at)

    def link(self, entry: SampleEntry) -> str:
        """Where an entry's page is."""
        return f"{self.origin}/{entry.slug}/"

    def id(self, entry: SampleEntry) -> str:
        """What an entry is known by, whatever the port."""
        return f"tag:{self.source.host},2026:{entry.slug}"


def standing(source: SampleSource, started_at: datetime, at: datetime, origin: str) -> Standing:
    """The source as it stands at a moment."""
    return Standing(source, started_at, held(source, started_at, at), origin)


def held(source: SampleSource, started_at: datetime, at: datetime) -> tuple[SampleEntry, ...]:
    """Entries published by then, newest first, at most LISTED."""
    published = [entry for entry in source.entries if entry.published_at(started_at) <= at]
    return tuple(published[:LISTED])


def last_release(sources: Sequence[SampleSource], started_at: datetime) -> datetime:
    """When the last entry of all comes; afterwards the feeds stand still."""
    newest = max((source.entries[0].offset for source in sources), default=timedelta())
    return started_at + newest


def render(stands: Standing) -> bytes:
    """The document in the source's own format."""
    writers = {"rss": _rss, "atom": _atom, "rdf": _rdf, "json": _json}
    return writers[stands.source.format](stands)


def html(entry: SampleEntry) -> str:
    """The text as one paragraph of HTML."""
    paragraph = ET.Element("p")
    paragraph.text = " ".join(entry.text.split())
    return ET.tostring(paragraph, encoding="unicode")


def _xml(root: ET.Element) -> bytes:
    ET.indent(root)
    return ET.tostring(root, encoding="utf-8", xml_declaration=True)


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _rss(stands: Standing) -> bytes:
    source = stands.source
    root = ET.Element("rss", version="2.0")
    channel = _add(root, "channel")
    _add(channel, "title", source.name)
    _add(channel, "link", f"{stands.origin}/")
    _add(channel, "description", source.description)
    _add(channel, "language", source.language)
    _add(channel, "ttl", str(source.ttl_min))
    _add(channel, "lastBuildDate", format_datetime(stands.changed_at))
    _add(channel, f"{{{ATOM}}}link", rel="self", href=stands.address, type="application/rss+xml")
    for entry in stands.entries:
        item = _add(channel, "item")
        _add(item, "title", entry.title)
        _add(item, "link", stands.link(entry))
        _add(item, "guid", stands.id(entry), isPermaLink="false")
        _add(item, "pubDate", format_datetime(stands.moment(entry)))
        _add(item, f"{{{DC}}}creator", entry.author)
        _add(item, "description", html(entry))
    return _xml(root)


def _atom(stands: Standing) -> bytes:
    source = stands.source
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": source.language})
    _add(root, f"{{{ATOM}}}title", source.name)
    _add(root, f"{{{ATOM}}}subtitle", source.description)
    _add(root, f"{{{ATOM}}}id", f"tag:{source.host},2026:feed")
    _add(root, f"{{{ATOM}}}updated", stands.changed_at.isoformat())
    _add(root, f"{{{ATOM}}}link", rel="self", href=stands.address)
    _add(root, f"{{{ATOM}}}link", rel="alternate", href=f"{stands.origin}/")
    _schedule(root, source)
    for entry in stands.entries:
        moment = stands.moment(entry).isoformat()
        item = _add(root, f"{{{ATOM}}}entry")
        _add(item, f"{{{ATOM}}}title", entry.title)
        _add(item, f"{{{ATOM}}}id", stands.id(entry))
        _add(item, f"{{{ATOM}}}link", rel="alternate", href=stands.link(entry))
        _add(item, f"{{{ATOM}}}published", moment)
        _add(item, f"{{{ATOM}}}updated", moment)
        _add(_add(item, f"{{{ATOM}}}author"), f"{{{ATOM}}}name", entry.author)
        _add(item, f"{{{ATOM}}}content", html(entry), type="html")
    return _xml(root)


def _rdf(stands: Standing) -> bytes:
    source, about = stands.source, f"{{{RDF}}}about"
    root = ET.Element(f"{{{RDF}}}RDF")
    channel = _add(root, f"{{{RSS1}}}channel", **{about: stands.address})
    _add(channel, f"{{{RSS1}}}title", source.name)
    _add(channel, f"{{{RSS1}}}link", f"{stands.origin}/")
    _add(channel, f"{{{RSS1}}}description", source.description)
    _add(channel, f"{{{DC}}}language", source.language)
    _add(channel, f"{{{DC}}}date", stands.changed_at.isoformat())
    _schedule(channel, source)
    listed = _add(_add(channel, f"{{{RSS1}}}items"), f"{{{RDF}}}Seq")
    for entry in stands.entries:
        _add(listed, f"{{{RDF}}}li", **{f"{{{RDF}}}resource": stands.id(entry)})
        item = _add(root, f"{{{RSS1}}}item", **{about: stands.id(entry)})
        _add(item, f"{{{RSS1}}}title", entry.title)
        _add(item, f"{{{RSS1}}}link", stands.link(entry))
        _add(item, f"{{{DC}}}date", stands.moment(entry).isoformat())
        _add(item, f"{{{DC}}}creator", entry.author)
        _add(item, f"{{{RSS1}}}description", " ".join(entry.text.split())[:200])
        _add(item, f"{{{CONTENT}}}encoded", html(entry))
    return _xml(root)


def _schedule(parent: ET.Element, source: SampleSource) -> None:
    """How often to read, in the words of the syndication module (times an hour at most once)."""
    hours = max(1, source.ttl_min // 60)
    _add(parent, f"{{{SY}}}updatePeriod", "daily")
    _add(parent, f"{{{SY}}}updateFrequency", str(24 // hours))


def _json(stands: Standing) -> bytes:
    source = stands.source
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": source.name,
        "description": source.description,
        "language": source.language,
        "home_page_url": f"{stands.origin}/",
        "feed_url": stands.address,
        "items": [_json_item(stands, entry) for entry in stands.entries],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode()


def _json_item(stands: Standing, entry: SampleEntry) -> dict[str, object]:
    return {
        "id": stands.id(entry),
        "url": stands.link(entry),
        "title": entry.title,
        "content_html": html(entry),
        "date_published": stands.moment(entry).isoformat(),
        "authors": [{"name": entry.author}],
    }
