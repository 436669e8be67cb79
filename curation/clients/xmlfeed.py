"""RSS, RDF and Atom by feedparser, which is given bytes and never an address.

Called by `curation.clients.feeds.parse` alone. The document's DOCTYPE is taken out before, so that no entity
of its own is ever expanded. feedparser's cleaning of texts is off, and so are links within them: of a text only
words are kept, by `curation.cleaning` and for new entries alone.
"""

from __future__ import annotations

import calendar
import codecs
import html
import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import feedparser

from curation.clients.entries import MAX_ENTRIES, Entry, Feed, too_many
from curation.clients.links import web_address
from curation.exceptions import UnreadableFeed

DOCTYPE = re.compile(rb"<!DOCTYPE", re.IGNORECASE)
SUBSET_END = re.compile(rb"\]\s{0,100}>")
ROOT = re.compile(rb"<\w")
# What feedparser has been seen to raise over odd bytes; one such document must not stop the others of a batch.
PARSER_ERRORS = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    RecursionError,
    TypeError,
    ValueError,
)
WORDS_ONLY = {"sanitize_html": False, "resolve_relative_uris": False}
# How a document begins that is not in single bytes (XML 1.0, appendix F).
WIDE = {
    b"\xff\xfe\0\0": "utf-32",
    b"\0\0\xfe\xff": "utf-32",
    b"\xff\xfe": "utf-16",
    b"\xfe\xff": "utf-16",
    b"<\0?\0": "utf-16-le",
    b"\0<\0?": "utf-16-be",
    b"<\0\0\0": "utf-32-le",
    b"\0\0\0<": "utf-32-be",
    b"\x4c\x6f\xa7\x94": "cp037",
}
# Declarations are looked for at the very beginning and are short: what is longer is none, and costs no time.
XML_DECLARATION = re.compile(rb"\A\s{0,100}<\?xml[^>]{0,200}\?>")
INSTRUCTION = re.compile(rb"\A\s{0,100}<\?")
# A declaration in single bytes that names a wide encoding cannot be right; taken at its word it makes rubbish.
IMPOSSIBLE = re.compile(
    rb"\A\s{0,100}<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}[\"'](?:utf-?16|utf-?32|ucs-?[24])[^>]{0,200}\?>",
    re.IGNORECASE,
)
PERIOD_MIN = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
MAX_INTERVAL_MIN = 10080  # a feed that asks for a longer pause is asked once a week all the same


def parse(body: bytes, content_type: str, address: str) -> Feed:
    """Read RSS, RDF or Atom. Raises `UnreadableFeed` when nothing in it is a feed."""
    headers = {"content-type": content_type or "application/xml", "content-location": address}
    plain, is_misdeclared = IMPOSSIBLE.subn(b"", body.removeprefix(codecs.BOM_UTF8), count=1)
    try:
        parsed = feedparser.parse(io.BytesIO(_prepared(plain)), response_headers=headers, **WORDS_ONLY)
    except PARSER_ERRORS as error:
        raise UnreadableFeed(address, "not_feed", f"{type(error).__name__}: {error}"[:200]) from error
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableFeed(address, "not_feed", _detail(parsed))
    return Feed(
        title=_text(parsed.feed.get("title")),
        homepage=_text(parsed.feed.get("link")),
        language=_text(parsed.feed.get("language")),
        interval_min=_interval_min(parsed.feed),
        entries=tuple(_entry(raw) for raw in parsed.entries[:MAX_ENTRIES]),
        fault=_fault(parsed) or ("charset" if is_misdeclared else too_many(parsed.entries)),
        fault_detail=_detail(parsed),
    )


def _prepared(body: bytes) -> bytes:
    """In single bytes, without a DOCTYPE, and with the declaration on a line of its own.

    feedparser looks for an encoding in the whole first line, in time with the square of its length.
    """
    encoding = next((name for start, name in WIDE.items() if body.startswith(start)), "")
    if encoding:
        plain = body.decode(encoding, "replace").removeprefix("\ufeff").encode("utf-8", "replace")
        body = XML_DECLARATION.sub(b"", plain)
    body = _without_doctype(body)
    if declaration := XML_DECLARATION.match(body):
        return declaration[0].strip() + b"\n" + body[declaration.end() :]
    return b"\n" + body if INSTRUCTION.match(body) else body


def _without_doctype(body: bytes) -> bytes:
    found = DOCTYPE.search(body)
    root = ROOT.search(body)
    if found is None or (root is not None and root.start() < found.start()):
        return body
    rest = body[_doctype_end(body, found.end()) :]
    root = ROOT.search(rest)
    start = root.start() if root else len(rest)
    return body[: found.start()] + DOCTYPE.sub(b"", rest[:start]) + rest[start:]


def _doctype_end(body: bytes, start: int) -> int:
    """Where the declaration ends, its internal subset included; scans once, whatever the bytes are."""
    close, subset = body.find(b">", start), body.find(b"[", start)
    if close == -1 or subset == -1 or close < subset:
        return close + 1 if close != -1 else start
    end = SUBSET_END.search(body, subset)
    return end.end() if end else close + 1


def _entry(raw: Any) -> Entry:
    return Entry(
        guid=_text(raw.get("id")),
        url=_url(raw),
        title=_title(raw),
        html=_html(raw),
        author=_text(raw.get("author")),
        published_at=_published_at(raw),
        language=_language(raw),
        categories=tuple(_text(tag.get("term")) for tag in raw.get("tags", ()) if tag.get("term")),
    )


def _url(raw: Any) -> str:
    """The entry's own link, else the first of what it encloses."""
    enclosures: Iterable[Any] = raw.get("enclosures", ())
    links = [raw.get("link"), *(enclosure.get("href") for enclosure in enclosures)]
    return next(filter(None, (web_address(_text(link)) for link in links)), "")


def _title(raw: Any) -> str:
    detail = raw.get("title_detail") or {}
    title = _text(raw.get("title"))
    return html.escape(title, quote=False) if detail.get("type") == "text/plain" else title


def _html(raw: Any) -> str:
    """The longest of content and summary; of plain text, its HTML."""
    parts = [*raw.get("content", ()), raw.get("summary_detail") or {}]
    longest = max(parts, key=lambda part: len(part.get("value") or ""))
    value = _text(longest.get("value"))
    return html.escape(value, quote=False) if longest.get("type") == "text/plain" else value


def _published_at(raw: Any) -> datetime | None:
    """Published, else updated. A date beyond what can be counted is no date."""
    for name in ("published_parsed", "updated_parsed", "created_parsed"):
        if moment := raw.get(name):
            try:
                return datetime.fromtimestamp(calendar.timegm(moment), UTC)
            except (ValueError, OverflowError, OSError):
                continue
    return None


def _language(raw: Any) -> str:
    for part in (*raw.get("content", ()), raw.get("title_detail") or {}):
        if part.get("language"):
            return _text(part["language"])
    return ""


def _interval_min(feed: Any) -> int:
    """The longer of <ttl> and sy:updatePeriod / sy:updateFrequency, at most a week."""
    period = PERIOD_MIN.get(_text(feed.get("sy_updateperiod")).lower(), 0)
    frequency = max(1, _number(feed.get("sy_updatefrequency")))
    return min(MAX_INTERVAL_MIN, max(_number(feed.get("ttl")), period // frequency))


def _fault(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    if error is None or isinstance(error, feedparser.NonXMLContentType):
        return ""
    return "charset" if isinstance(error, feedparser.CharacterEncodingOverride) else "malformed"


def _detail(parsed: Any) -> str:
    error = parsed.get("bozo_exception")
    return str(error)[:200] if error is not None and _fault(parsed) else ""


def _number(value: object) -> int:
    text = str(value or "").strip()
    return int(text[:6]) if text.isdecimal() else 0


def _text(value: object) -> str:
    return str(value).replace("\0", "").strip() if value else ""
