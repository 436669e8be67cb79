"""Which feeds a web page names.

In: a page's bytes and address. Out: the feeds it links to, in the order of the page, and what it says of
itself. Pure; called by `curation.reading` for addresses that editors typed.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit

from bs4 import BeautifulSoup, Tag
from bs4.exceptions import ParserRejectedMarkup

FEED_TYPES = frozenset(
    {
        "application/rss+xml",
        "application/atom+xml",
        "application/rdf+xml",
        "application/feed+json",
        "application/json",
        "application/xml",
        "text/xml",
    }
)
# Paths that hold a feed on most systems; looked at among the page's own links, never guessed.
FEED_ENDINGS = (
    "/feed",
    "/feed/",
    "/rss",
    "/rss/",
    "/rss.xml",
    "/atom.xml",
    "/feed.xml",
    "/index.xml",
    ".rss",
)
LONGEST_PAGE = 1_000_000  # bytes that are looked at: titles and feeds stand at the beginning
MAX_FEEDS = 20


@dataclass(frozen=True, slots=True)
class FoundFeed:
    """A feed that a page names; the title is the page's word for it, perhaps empty."""

    address: str
    title: str


@dataclass(frozen=True, slots=True)
class PageSummary:
    """What a page says of itself."""

    title: str = ""
    site_name: str = ""
    language: str = ""
    description: str = ""


def find_feeds(body: bytes, address: str) -> list[FoundFeed]:
    """Feeds of <link rel=alternate>, else of links that look like feeds; each once, at most 20."""
    soup = _soup(body)
    base = _base(soup, address)
    declared = [_found(tag, base, "title") for tag in soup.find_all("link") if _is_alternate(tag)]
    linked = [_found(tag, base, "") for tag in soup.find_all("a") if _looks_like_feed(tag)]
    feeds = [feed for feed in declared or linked if urlsplit(feed.address).scheme in ("http", "https")]
    return list({feed.address: feed for feed in reversed(feeds)}.values())[::-1][:MAX_FEEDS]


def summarise(body: bytes) -> PageSummary:
    """Title, site, language and description of a page, from Open Graph first; plain texts."""
    soup = _soup(body)
    title = soup.title.get_text(" ", strip=True) if soup.title else ""
    root = soup.find("html")
    language = str(root.get("lang") or "") if isinstance(root, Tag) else ""
    return PageSummary(
        title=_meta(soup, "og:title") or title,
        site_name=_meta(soup, "og:site_name"),
        language=language,
        description=_meta(soup, "og:description") or _meta(soup, "description"),
    )


def _soup(body: bytes) -> BeautifulSoup:
    """What can be read of a page; nothing, where the parser gives up."""
    try:
        return BeautifulSoup(body[:LONGEST_PAGE], "lxml")
    except ParserRejectedMarkup:
        return BeautifulSoup("", "lxml")


def _base(soup: BeautifulSoup, address: str) -> str:
    tag = soup.find("base", href=True)
    return _join(address, str(tag["href"])) if isinstance(tag, Tag) else address


def _join(base: str, href: str) -> str:
    try:
        return urljoin(base, href.strip())
    except ValueError:
        return ""


def _is_alternate(tag: Tag) -> bool:
    relations = tag.get_attribute_list("rel")
    kind = str(tag.get("type") or "").split(";")[0].strip().lower()
    is_alternate = any(str(relation).lower() in ("alternate", "feed") for relation in relations)
    return is_alternate and kind in FEED_TYPES and bool(tag.get("href"))


def _looks_like_feed(tag: Tag) -> bool:
    path = str(tag.get("href") or "").split("?")[0].split("#")[0].lower()
    return path.endswith(FEED_ENDINGS)


def _found(tag: Tag, base: str, title_from: str) -> FoundFeed:
    title = str(tag.get(title_from) or "") if title_from else tag.get_text(" ", strip=True)
    return FoundFeed(_join(base, str(tag.get("href") or "")).split("#")[0], title.strip()[:200])


def _meta(soup: BeautifulSoup, name: str) -> str:
    for attribute in ("property", "name"):
        tag = soup.find("meta", attrs={attribute: name})
        if isinstance(tag, Tag) and tag.get("content"):
            return " ".join(str(tag["content"]).split())
    return ""
