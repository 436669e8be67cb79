"""An article's blocks as a stream field keeps them.

In: blocks as they were written (`demo.markup`), the figures, pictures and files they name (`demo.texts`), and the
language. Out: JSON, with pictures and documents stored on the way by `demo.rows`. Called by `demo.pages`.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any

from demo import markup, texts, videos
from demo.markup import Block
from demo.rows import magazine, make_document, make_drawing

Value = str | dict[str, Any]


def body(blocks: Iterable[Block], language: str) -> str:
    """The whole stream."""
    return json.dumps([stream_block(block, language) for block in blocks])


def stream_block(block: Block, language: str) -> dict[str, Any]:
    """One block with its type."""
    return {"type": block.kind, "value": MAKERS[block.kind](block, language)}


def said(row: dict[str, Any], name: str, language: str) -> str:
    """What a row says in a language, or in both."""
    return str(row.get(f"{name}_{language}", row.get(name, "")))


def picture(name: str, language: str) -> dict[str, Any]:
    """A drawing with its caption."""
    about = texts.read("pictures")[name]
    return {
        "image": make_drawing(name, language).pk,
        "caption": about[f"caption_{language}"],
        "alt": "",
        "is_decorative": False,
    }


def gallery(block: Block, language: str) -> Value:
    """Several drawings under one title."""
    row = texts.read("figures")[block.text]
    pictures = [picture(name, language) for name in row["pictures"]]
    return {"title": said(row, "title", language), "pictures": pictures}


def code(block: Block, language: str) -> Value:
    """Code with the language that it is written in."""
    row = texts.read("figures")[block.text]
    return {
        "code": row["code"].strip("\n"),
        "language": row["language"],
        "caption": said(row, "caption", language),
    }


def table(block: Block, language: str) -> Value:
    """Rows and columns."""
    return {"cells": cells(texts.read("figures")[block.text], language), "has_row_names": True}


def chart(block: Block, language: str) -> Value:
    """A chart with its numbers."""
    row = texts.read("figures")[block.text]
    words = {name: said(row, name, language) for name in ("title", "unit", "description", "source")}
    return {"kind": row["chart"], "cells": cells(row, language), **words}


def cells(row: dict[str, Any], language: str) -> dict[str, Any]:
    """The cells of a table or chart; a cell written twice gives its text in the language."""
    place = texts.LANGUAGES.index(language)
    headings = row[f"columns_{language}"]
    return {
        "columns": [
            {"type": kind, "heading": heading} for kind, heading in zip(row["types"], headings, strict=True)
        ],
        "rows": [
            {"values": [str(cell[place] if isinstance(cell, list) else cell) for cell in line]}
            for line in row["rows"]
        ],
        "caption": said(row, "caption", language),
    }


def playing(block: Block, language: str) -> Value:
    """Sound or film with its words."""
    row = texts.read("media")[block.text]
    value = {
        "title": said(row, "title", language),
        "transcript": said(row, "transcript", language),
        "file": make_document(block.text, language).pk,
    }
    return {**value, "poster": make_drawing(row["poster"], language).pk} if "poster" in row else value


def download(block: Block, language: str) -> Value:
    """A file to take along."""
    row = texts.read("media")[block.text]
    return {"file": make_document(block.text, language).pk, "title": said(row, "title", language)}


MAKERS: dict[str, Callable[[Block, str], Value]] = {
    "paragraph": lambda block, language: markup.rich(block.text),
    "heading": lambda block, language: block.text,
    "quote": lambda block, language: {"text": block.text, "speaker": block.about},
    "pull_quote": lambda block, language: {"text": block.text},
    "fact_box": lambda block, language: {"title": block.about, "text": markup.rich(block.text)},
    "picture": lambda block, language: picture(block.text, language),
    "gallery": gallery,
    "code": code,
    "table": table,
    "chart": chart,
    "audio": playing,
    "video": playing,
    "download": download,
    "embed": lambda block, language: videos.address(block.text, magazine().port),
}
