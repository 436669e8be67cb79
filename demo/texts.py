"""The written sample content, read from the files in `demo/content`.

In: TOML and Markdown files, written by hand. Out: frozen descriptions, each file read once. No Django and no clock in
here: an entry's time is an offset from the first start. `demo.feeds` serves the sources, `demo.pages` makes pages
of the rest, `demo.editor` takes the editor's words.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import Any

from demo import markup

FOLDER = Path(__file__).parent / "content"
LANGUAGES = ("nl", "en")
FRONT = "+++\n"
LANGUAGE_HEAD = re.compile(r"^# (nl|en)\n", re.MULTILINE)
NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True, slots=True)
class Words:
    """What an editor writes above a link in one language."""

    headline: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class SampleEntry:
    """One entry of a sample source; `offset` is its time from the first start, negative for the backlog."""

    slug: str
    title: str
    text: str
    author: str
    offset: timedelta
    event: str
    words: dict[str, Words]

    @property
    def is_backlog(self) -> bool:
        """Whether it was published before the first start."""
        return self.offset < timedelta()

    def published_at(self, started_at: datetime) -> datetime:
        """When it appears, given the first start; to the second."""
        return (started_at + self.offset).replace(microsecond=0)


@dataclass(frozen=True, slots=True)
class SampleSource:
    """One sample source with all its entries, newest first; `format` is rss, atom, rdf or json."""

    name: str
    host: str
    format: str
    language: str
    owner: str
    weight: float
    sections: tuple[str, ...]
    ttl_min: int
    description: str
    entries: tuple[SampleEntry, ...]


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """An article or advertorial with its blocks in each language that it was written in."""

    key: str
    about: dict[str, Any]
    blocks: dict[str, tuple[markup.Block, ...]]

    def said(self, name: str, language: str) -> str:
        """The front matter's `name` in a language."""
        return str(self.about[f"{name}_{language}"])

    @property
    def before(self) -> timedelta:
        """How long before the newsletter's night it was published; negative for later."""
        return timedelta(hours=float(self.about["before_h"]))


@cache
def sources() -> tuple[SampleSource, ...]:
    """All sample sources, by host."""
    return tuple(_source(path) for path in sorted(FOLDER.glob("feeds/*.toml")))


@cache
def source_at(host: str) -> SampleSource | None:
    """The source that stands under a host, without port."""
    return next((source for source in sources() if source.host == host), None)


@cache
def events() -> dict[str, dict[str, str]]:
    """The planted events: the editor's words for each, and the look-alike that it must not join."""
    return read("events")


@cache
def articles() -> tuple[SampleArticle, ...]:
    """All articles, the newest first."""
    found = [_article(path) for path in sorted(FOLDER.glob("articles/*.md"))]
    return tuple(sorted(found, key=lambda article: article.before))


@cache
def standard_pages() -> tuple[SampleArticle, ...]:
    """The pages about the magazine itself, in the order of the footer."""
    return tuple(_article(path) for path in sorted(FOLDER.glob("standard/*.md")))


def read(name: str) -> dict[str, Any]:
    """One of the smaller files: topics, experts, pictures, figures, magazine and the like."""
    return tomllib.loads((FOLDER / f"{name}.toml").read_text(encoding="utf-8"))


def editor_words(entry: SampleEntry, language: str) -> Words:
    """What the editor wrote for the entry's event, or for the entry itself; empty where nothing was written."""
    if not entry.event:
        return entry.words[language]
    return _words(events()[entry.event], language)


def slug(title: str) -> str:
    """A title as the last part of an address: ASCII, at most 60 characters."""
    plain = unicodedata.normalize("NFKD", title.lower()).encode("ascii", "ignore").decode()
    return NOT_IN_SLUG.sub("-", plain.replace("'", "")).strip("-")[:60].strip("-")


def _source(path: Path) -> SampleSource:
    row = tomllib.loads(path.read_text(encoding="utf-8"))
    entries = sorted(map(_entry, row.pop("entries")), key=lambda entry: entry.offset, reverse=True)
    return SampleSource(**{**row, "sections": tuple(row["sections"])}, entries=tuple(entries))


def _entry(row: dict[str, Any]) -> SampleEntry:
    hours = -row["age_h"] if "age_h" in row else row["after_h"]
    return SampleEntry(
        slug=slug(row["title"]),
        title=row["title"],
        text=row["text"].strip(),
        author=row["author"],
        offset=timedelta(hours=hours),
        event=row.get("event", ""),
        words={language: _words(row, language) for language in LANGUAGES},
    )


def _words(row: dict[str, Any], language: str) -> Words:
    return Words(row.get(f"headline_{language}", ""), row.get(f"why_{language}", ""))


def _article(path: Path) -> SampleArticle:
    _before, front, text = path.read_text(encoding="utf-8").split(FRONT, 2)
    parts = LANGUAGE_HEAD.split(text)
    blocks = {language: markup.blocks(body) for language, body in zip(parts[1::2], parts[2::2], strict=True)}
    return SampleArticle(path.stem, tomllib.loads(front), blocks)
