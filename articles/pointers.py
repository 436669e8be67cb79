"""Which rows a stored text points at: pictures, documents, pages, embeds. Reads what is stored, asks no database.

Comes in: a stream as it came from the database. Goes out: the keys in it. `articles.gathering` looks them up.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock
from wagtail.rich_text.rewriters import FIND_A_TAG, extract_attrs

from articles.blocks import EmbedBlock

NUMBER = re.compile(r"[0-9]{1,18}")  # what every database takes for a key


@dataclass(slots=True)
class Pointers:
    """Keys of rows; of embeds their addresses."""

    pictures: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    pages: set[int] = field(default_factory=set)
    embeds: set[str] = field(default_factory=set)


def read(stream: StreamValue) -> Pointers:
    """Everything that the blocks of `stream` point at."""
    found, kinds = Pointers(), stream.stream_block.child_blocks
    for raw in stream.raw_data:
        if raw["type"] in kinds:
            follow(kinds[raw["type"]], raw["value"], found)
    return found


def follow(block: blocks.Block, raw: Any, found: Pointers) -> None:
    """Note what one block, and the blocks within it, point at."""
    if not raw:
        return
    if isinstance(block, blocks.StructBlock):
        for name, child in block.child_blocks.items():
            follow(child, raw.get(name), found)
    elif isinstance(block, blocks.ListBlock):
        for item in raw:
            is_wrapped = isinstance(item, dict) and item.get("type") == "item"
            follow(block.child_block, item["value"] if is_wrapped else item, found)
    else:
        note(block, raw, found)


def note(block: blocks.Block, raw: Any, found: Pointers) -> None:
    """Note what a block without blocks in it points at."""
    if isinstance(block, ImageChooserBlock):
        found.pictures.add(raw)
    elif isinstance(block, DocumentChooserBlock):
        found.documents.add(raw)
    elif isinstance(block, EmbedBlock):
        found.embeds.add(raw)
    elif isinstance(block, blocks.RichTextBlock):
        follow_links(raw, found)


def follow_links(markup: str, found: Pointers) -> None:
    """Note the pages and documents that rich text links to."""
    for tag in FIND_A_TAG.finditer(markup):
        attributes = extract_attrs(tag[1])
        kind, key = attributes.get("linktype"), key_in(attributes)
        if kind in ("page", "document") and key is not None:
            (found.pages if kind == "page" else found.documents).add(key)


def key_in(attributes: Mapping[str, str]) -> int | None:
    """The key of the row that a link of rich text names; None where it names none that could be."""
    key = attributes.get("id", "")
    return int(key) if NUMBER.fullmatch(key) else None
