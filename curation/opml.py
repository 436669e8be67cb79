"""Lists of feeds as other readers export them (OPML 1.0 and 2.0).

In: a file's bytes. Out: the feeds it names, each once; and the other way, the text of such a file. Pure; called by
the import of the CMS, by the command `import_opml` and by the public list of sources. defusedxml refuses DTDs,
entities and anything outside the file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Protocol
from xml.etree.ElementTree import Element, ParseError, SubElement, indent, tostring

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import fromstring

from articles.characters import writable
from curation.canonical import canonical_url
from curation.exceptions import UnreadableOpml

MAX_BYTES = 10_000_000
NAME = "OPML"


@dataclass(frozen=True, slots=True)
class Outline:
    """One feed of the list."""

    address: str
    title: str = ""
    homepage: str = ""
    folder: str = ""


class Feed(Protocol):
    """What a line of the list says of a feed."""

    title: str
    address: str
    homepage: str


def read(body: bytes) -> list[Outline]:
    """The feeds of an OPML file in its order, each canonical address once.

    Raises `UnreadableOpml` with code too_large_file, not_xml, unsafe_xml or not_opml.
    """
    if len(body) > MAX_BYTES:
        raise UnreadableOpml(NAME, "too_large_file")
    try:
        root = fromstring(body.strip(), forbid_dtd=True)
    except DefusedXmlException as error:
        raise UnreadableOpml(NAME, "unsafe_xml") from error
    except (ParseError, ValueError, LookupError) as error:
        raise UnreadableOpml(NAME, "not_xml", str(error)[:200]) from error
    if root.tag.lower() != "opml":
        raise UnreadableOpml(NAME, "not_opml", root.tag[:80])
    return list(unique(_outlines(root)))


def write(title: str, feeds: Iterable[Feed]) -> str:
    """OPML 2.0 (https://opml.org/spec2.opml) of feeds that have a title, an address and perhaps a home page."""
    root = Element("opml", version="2.0")
    SubElement(SubElement(root, "head"), "title").text = title
    body = SubElement(root, "body")
    for feed in feeds:
        named = {"text": feed.title, "title": feed.title, "type": "rss", "xmlUrl": feed.address}
        SubElement(body, "outline", named | ({"htmlUrl": feed.homepage} if feed.homepage else {}))
    indent(root)
    return writable(tostring(root, encoding="unicode", xml_declaration=True))


def unique(outlines: Iterable[Outline]) -> Iterator[Outline]:
    """Each canonical address once, the first one stays."""
    seen: set[str] = set()
    for outline in outlines:
        key = canonical_url(outline.address)
        if key not in seen:
            seen.add(key)
            yield outline


def _outlines(root: Element) -> Iterator[Outline]:
    """Walk without recursion: files may be nested deeper than Python's stack."""
    pending: list[tuple[Element, str]] = [(root, "")]
    while pending:
        element, folder = pending.pop()
        address = _attribute(element, "xmlUrl")
        if address.startswith(("http://", "https://")):
            yield Outline(address, _title(element), _attribute(element, "htmlUrl"), folder)
        inner = folder if address else (_title(element) or folder)
        pending.extend((child, inner) for child in reversed(element))


def _title(element: Element) -> str:
    return (_attribute(element, "title") or _attribute(element, "text"))[:200]


def _attribute(element: Element, name: str) -> str:
    """Exporters differ in the case of attribute names."""
    wanted = name.lower()
    return next((value.strip() for key, value in element.attrib.items() if key.lower() == wanted), "")
