"""RSS, RDF and Atom by feedparser, which is given bytes and never an address.

Called by `curation.clients.feeds.parse` alone. The document's DOCTYPE is taken out before, so that no entity
of its own is ever expanded. feedparser's cleaning of texts is off, and so are links within them: of a text only
words are kept, by `curation.cleaning` and for new entries alone.
"""

from __future__ import annotations

import calendar
import html
import io
import re
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import feedparser

from curation.clients.entries import Entry, Feed
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
WIDE = {b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
XML_DECLARATION = re.compile(r"<\?xml[^>]*\?>")
# A declaration in single bytes that names a wide encoding cannot be right; taken at its word it makes rubbish.
IMPOSSIBLE = re.compile(
    rb"^\s*<\?xml[^>]*encoding\s*=\s*[\"'](?:utf-?16|utf-?32|ucs-?[24])[^>]*\?>", re.IGNORECASE
)
PERIOD_MIN = {"hourly": 60, "daily": 1440, "weekly": 10080, "monthly": 43200, "yearly": 525600}
MAX_INTERVAL_MIN = 10080  # a feed that asks for a longer pause is asked once a week all the same


def parse(body: bytes, content_type: str, address: str) -> Feed:
    """Read RSS, RDF or Atom. Raises `UnreadableFeed` when nothing in it is a feed."""
    headers = {"content-type": content_type or "application/xml", "content-location": address}
    plain, is_misdeclared = IMPOSSIBLE.subn(b"", body, count=1)
    try:
        parsed = feedparser.parse(io.BytesIO(_without_doctype(plain)), response_headers=headers, **WORDS_ONLY)
    except PARSER_ERRORS as error:
        raise UnreadableFeed(address, "not_feed", f"{type(error).__name__}: {error}"[:200]) from error
    if not parsed.get("version") and not parsed.entries:
        raise UnreadableFeed(address, "not_feed", _detail(parsed))
    return Feed(
        title=_text(parsed.feed.get("title")),
        homepage=_text(parsed.feed.get("link")),
        language=_text(parsed.feed.get("language")),
        interval_min=_interval_min(parsed.feed),
        entries=tuple(_entry(raw) for raw in parsed.entries),
        fault=_fault(parsed) or ("charset" if is_misdeclared else ""),
        fault_detail=_detail(parsed),
    )


def _without_doctype(body: bytes) -> bytes:
    encoding = WIDE.get(body[:2])
    if encoding:
        text = body.decode(encoding, "replace")
        body = XML_DECLARATION.sub("", text, count=1).encode()
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
    if link := _text(raw.get("link")):
        return link
    enclosures: Iterable[Any] = raw.get("enclosures", ())
    return next((_text(enclosure.get("href")) for enclosure in enclosures), "")


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
