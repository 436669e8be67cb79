"""Texts for tests: one with a block of every kind, and the rows that it points at."""

import uuid
from typing import Any

from articles.blocks import TextBlocks
from articles.models import ArticlePage, Embed
from tests import factories
from tests.articles import files

WATCHED = "https://www.youtube.com/watch?v=dQw4w9WgXcQ"


def cells(*rows: list[str | None], caption: str = "", columns: str = "tn") -> dict[str, Any]:
    """A table as it is stored: the first row names the columns, "t" is a column of text and "n" of numbers."""
    kinds = {"t": "text", "n": "number"}
    head, *others = rows
    named = [{"type": kinds[kind], "heading": heading} for kind, heading in zip(columns, head, strict=True)]
    return {"columns": named, "rows": [{"values": list(row)} for row in others], "caption": caption}


def value_of_cells(*rows: list[Any], columns: str = "tn") -> Any:
    """The same table as a form hands it over, whatever was typed into it."""
    block = TextBlocks().child_blocks["chart"].child_blocks["cells"]
    table = block.to_python(cells(rows[0], columns=columns))
    table.row_data = [{"values": list(row)} for row in rows[1:]]
    return table


def posted(stored: dict[str, Any]) -> dict[str, str]:
    """The fields by which the CMS's form sends a table named `cells`."""
    columns, rows = stored["columns"], stored["rows"]
    fields = {"caption": stored["caption"], "column-count": str(len(columns)), "row-count": str(len(rows))}
    for number, column in enumerate(columns):
        named = {"type": column["type"], "order": str(number), "deleted": "", "heading": column["heading"]}
        fields |= {f"column-{number}-{name}": text for name, text in named.items()}
    for number, row in enumerate(rows):
        fields |= {f"row-{number}-order": str(number), f"row-{number}-deleted": ""}
        fields |= {f"cell-{number}-{place}": str(cell) for place, cell in enumerate(row["values"])}
    return {f"cells-{name}": text for name, text in fields.items()}


def chart(**fields: Any) -> dict[str, Any]:
    """A chart of two bars."""
    rows = cells(["Jaar", "Kosten"], ["2025", "84"], ["2026", "31.5"])
    texts = {"title": "Kosten per jaar", "unit": "euro", "description": "Van 84 naar 31,5.", "source": "boek"}
    return {"kind": "bar", "cells": rows, **texts, **fields}


def item(value: Any) -> dict[str, Any]:
    """A value in a list block, as it is stored."""
    return {"type": "item", "id": str(uuid.uuid4()), "value": value}


def picture(**fields: Any) -> dict[str, Any]:
    return {
        "image": factories.picture().pk,
        "caption": "Een kast",
        "alt": "",
        "is_decorative": False,
        **fields,
    }


def stream(*blocks: tuple[str, Any]) -> Any:
    """A text as the database gives it."""
    stored = [{"type": kind, "value": value, "id": str(uuid.uuid4())} for kind, value in blocks]
    return TextBlocks().to_python(stored)


def everything(linked: ArticlePage) -> list[tuple[str, Any]]:
    """One block of every kind, and links to an article and to a document."""
    Embed.objects.get_or_create(address=WATCHED, defaults={"provider": "YouTube", "title": "Een film"})
    document = {name: files.document(name, files.GOOD[name[2:]]).pk for name in ("a.mp4", "b.mp3", "c.pdf")}
    links = f'<a linktype="page" id="{linked.pk}">deel een</a> <a linktype="document" id="{document["c.pdf"]}">c</a>'
    return [
        ("paragraph", f"<h2>Begin</h2><p>Woorden met {links}.</p>"),
        ("heading", "Kop"),
        ("picture", picture()),
        ("quote", {"text": "Gezegd", "speaker": "Iemand"}),
        ("pull_quote", {"text": "Groot"}),
        ("fact_box", {"title": "Feiten", "text": "<p>Een feit.</p>"}),
        ("code", {"code": "print(1)", "language": "python", "caption": "een.py"}),
        ("table", {"cells": cells(["Naam", "Aantal"], ["a", "1"], caption="Tabel"), "has_row_names": True}),
        ("chart", chart()),
        ("gallery", {"title": "Reeks", "pictures": [item(picture()), item(picture())]}),
        ("video", {"file": document["a.mp4"], "title": "Film", "transcript": "Woorden", "poster": None}),
        ("audio", {"file": document["b.mp3"], "title": "Geluid", "transcript": "Woorden"}),
        ("embed", WATCHED),
        ("download", {"file": document["c.pdf"], "title": ""}),
    ]
