"""A walk through all that anybody can fetch of a magazine, and where on it some words stand.

Comes in: a test client and addresses to begin at. Goes out: documents, by following every address that a page, feed,
sitemap or data block names on this host; and occurrences of words, each with its item: the smallest part of the
document that is shown or read as one thing.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urldefrag, urlsplit

from django.test import Client
from lxml import etree, html

HOST = "http://localhost"
LEFT_OUT = re.compile(r"^/(static|media|cms|accounts|documents|_)")
ITEMS = ("article", "li", "aside", "tr", "option", "figure")
ALONE = ("title", "meta", "link", "option")  # an element that must say it all by itself
PATH = re.compile(rf"^({HOST})?(/[^/\s][^\s]*|/)$")


@dataclass(frozen=True, slots=True)
class Document:
    """What an address, or a mail, says."""

    source: str
    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The words at one place: where, as what (an element, an attribute, a data block), in which item."""

    source: str
    kind: str
    item: str


def crawl(browser: Client, starts: Iterable[str]) -> Iterator[Document]:
    """Every document that is reached from `starts`; an address that answers with an error fails.

    Each is asked for in the other language too, where a page may say that it is not there.
    """
    waiting, seen = list(starts), set(starts)
    elsewhere: set[str] = set()
    while waiting:
        path = waiting.pop()
        response = browser.get(path, follow=True)
        is_right = response.status_code in (200, 204) or (path in elsewhere and response.status_code == 404)
        assert is_right, f"{path} answers {response.status_code}"
        if response.status_code == 204:  # nothing to say to this person
            continue
        document = Document(path, response.get("Content-Type", "").split(";")[0], body(response))
        yield document
        found = {path for address in addresses(document) if (path := on_this_host(address))} - seen
        other = {in_other_language(path) for path in found} - seen - found - {""}
        elsewhere |= other
        waiting += sorted(found | other)
        seen |= found | other


def in_other_language(path: str) -> str:
    """The same path below the other language; empty for one without a language."""
    other = {"/nl/": "/en/", "/en/": "/nl/"}.get(path[:4])
    return f"{other}{path[4:]}" if other else ""


def body(response: Any) -> str:
    content = b"".join(response.streaming_content) if response.streaming else response.content
    return content.decode(errors="replace")


def on_this_host(address: str) -> str:
    """The path and query of an address of this magazine; empty for any other, and for files."""
    found = PATH.match(urldefrag(address)[0])
    if not found or LEFT_OUT.match(found[2]):
        return ""
    parts = urlsplit(found[2])
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def addresses(document: Document) -> Iterator[str]:
    """All that a document names: attributes of HTML and XML, the text of elements, strings of JSON."""
    if document.kind.endswith("json"):
        yield from strings(json.loads(document.text))
    elif document.kind == "text/html":
        for element in html.fromstring(document.text).iter(etree.Element):
            yield from element.attrib.values()
            if element.get("type") == "application/ld+json":
                yield from strings(json.loads(element.text))
    elif "xml" in document.kind:
        for element in etree.fromstring(document.text.encode()).iter(etree.Element):
            yield from (*element.attrib.values(), element.text or "")
    else:
        yield from re.findall(rf"{HOST}\S+", document.text)


def strings(data: Any) -> Iterator[str]:
    """Every string within JSON."""
    if isinstance(data, str):
        yield data
    elif isinstance(data, dict | list):
        for part in data.values() if isinstance(data, dict) else data:
            yield from strings(part)


def occurrences(document: Document, words: str) -> Iterator[Occurrence]:
    """Where the words stand in a document of any kind."""
    if document.kind.endswith("json"):
        yield from in_json(document.source, json.loads(document.text), words, "json")
    elif document.kind == "text/html":
        yield from in_html(document, words)
    elif "xml" in document.kind:
        yield from in_xml(document, words)
    else:
        for block in document.text.split("\n\n"):
            if words in flat(block):
                yield Occurrence(document.source, "text", flat(block))


def in_json(source: str, data: Any, words: str, kind: str) -> Iterator[Occurrence]:
    """The item is the object whose own string holds the words."""
    for part in data.values() if isinstance(data, dict) else data if isinstance(data, list) else ():
        if isinstance(part, str) and words in part:
            own = [one for one in data.values() if isinstance(one, str)] if isinstance(data, dict) else [part]
            yield Occurrence(source, kind, " | ".join(own))
        yield from in_json(source, part, words, kind)


def in_xml(document: Document, words: str) -> Iterator[Occurrence]:
    """The item is the entry of a feed, else the element itself."""
    for element in etree.fromstring(document.text.encode()).iter(etree.Element):
        if words in flat(element.text or ""):
            item = next(
                (one for one in (element, *element.iterancestors()) if name_of(one) in ENTRIES), element
            )
            yield Occurrence(document.source, name_of(item), flat(" ".join(item.itertext())))


ENTRIES = ("entry", "item", "url", "outline")


def name_of(element: Any) -> str:
    return etree.QName(element).localname


def in_html(document: Document, words: str) -> Iterator[Occurrence]:
    """The item is the element that a reader takes for one thing; what stands in the head stands alone."""
    tree = html.fromstring(document.text)
    for element in tree.iter(etree.Element):
        if element.tag == "script":
            if element.get("type") == "application/ld+json":
                yield from in_json(document.source, json.loads(element.text), words, "data block")
            continue
        own = " ".join([element.text or "", *(child.tail or "" for child in element)])
        for kind, text in ((element.tag, own), *((f"@{name}", value) for name, value in element.items())):
            if words in flat(text):
                yield Occurrence(document.source, named(element, kind), item_of(element, text))


def named(element: Any, kind: str) -> str:
    return element.get("property") or element.get("name") or kind if element.tag == "meta" else kind


def item_of(element: Any, text: str) -> str:
    """The text of the item around an element; a title, a meta element and a link are their own."""
    if element.tag in ALONE:
        return flat(text)
    around = next((one for one in (element, *element.iterancestors()) if is_item(one)), element)
    return flat(around.text_content())


def is_item(element: Any) -> bool:
    return element.tag in ITEMS or "item" in (element.get("class") or "").split()


def flat(text: str) -> str:
    return " ".join(text.split())
