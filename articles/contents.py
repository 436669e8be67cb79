"""What a text of blocks consists of: its headings with their addresses, and the words that a reader reads.

Comes in: the stream of an article or a standard page. Goes out: its parts in order, each with the headings in it, for
the table of contents and for rendering; or bare words, which are counted into minutes. Reads, never writes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.contrib.typed_table_block.blocks import TypedTable
from wagtail.rich_text import RichText

LISTED_FROM = 4  # headings; a shorter text is seen at a glance
PREFIX = "s-"  # no other id of a page begins so, whatever words a heading has
LENGTH = 60  # signs of an address
WRITTEN = re.compile(r"<h([2-6])\b[^>]*>(.*?)</h\1>", re.DOTALL)  # a heading as the editor stores it


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of the text; `level` is 2 or 3, never deeper by more than one than the heading before it."""

    words: str
    level: int
    anchor: str


@dataclass(frozen=True, slots=True)
class Part:
    """One block and the headings in it."""

    block: StreamValue.StreamChild
    headings: tuple[Heading, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    parts: tuple[Part, ...]

    @property
    def headings(self) -> list[Heading]:
        """All headings in the order of reading."""
        return [heading for part in self.parts for heading in part.headings]

    @property
    def listed(self) -> list[Heading]:
        """The headings that a table of contents shows; none in a short text."""
        return self.headings if len(self.headings) >= LISTED_FROM else []


def read(stream: Sequence[StreamValue.StreamChild]) -> Contents:
    """The parts of `stream`; equal headings get different addresses, the first one the plain one."""
    anchors = Anchors()
    return Contents(tuple(Part(child, tuple(anchors.name(written(child)))) for child in stream))


def written(child: StreamValue.StreamChild) -> list[tuple[int, str]]:
    """Level and words of each heading in one block."""
    if child.block_type == "heading":
        return [(2, str(child.value))]
    if not isinstance(child.value, RichText):
        return []
    found = WRITTEN.findall(child.value.source)
    return [(int(level), unescape(strip_tags(inner))) for level, inner in found if strip_tags(inner).strip()]


class Anchors:
    """Gives out the addresses of one page."""

    def __init__(self) -> None:
        self.given: set[str] = set()
        self.level = 1

    def name(self, found: list[tuple[int, str]]) -> Iterator[Heading]:
        """A heading for each (level, words), with an address that this page does not have yet."""
        for level, words in found:
            self.level = min(level, self.level + 1, 3)
            yield Heading(words, self.level, self.unused(slugify(words)[:LENGTH].strip("-")))

    def unused(self, slug: str) -> str:
        """`slug` with the prefix, numbered from the second of the same words on."""
        plain = anchor = PREFIX + (slug or "deel")
        number = 1
        while anchor in self.given:
            number += 1
            anchor = f"{plain}-{number}"
        self.given.add(anchor)
        return anchor


def readable(stream: StreamValue) -> str:
    """The words of `stream` that take time to read: not what is said instead of a picture or a sound."""
    return " ".join(words for child in stream for words in read_words(child.block, child.value))


def read_words(block: blocks.Block, value: Any) -> Iterator[str]:
    """The texts in one block; fields that its Meta names in `not_read` are skipped."""
    if isinstance(block, blocks.ListBlock):
        for one in value:
            yield from read_words(block.child_block, one)
    elif isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            if name not in getattr(block.meta, "not_read", ()) and value.get(name) is not None:
                yield from read_words(child, value[name])
    elif isinstance(value, TypedTable):
        yield from [value.caption, *(str(column["heading"]) for column in value.columns)]
        yield from (str(cell) for row in value.row_data for cell in row["values"] if cell is not None)
    else:
        yield from map(str, block.get_searchable_content(value))
