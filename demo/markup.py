"""Reading an article's text: a little Markdown of our own, from which blocks are made.

Pure. In: the text of one language. Out: blocks in their order. A blank line ends a block, but for a fact box, which
ends at its own line of three colons. What a figure, picture or film holds is kept elsewhere and named here.

    ## heading        > quote          >> pull quote        [picture name], [table name], [video name] ...
    paragraph         > -- speaker     :::fact title ... :::
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape

BOX = re.compile(r"^(:::fact .*?^:::)$", re.MULTILINE | re.DOTALL)
BLANK = re.compile(r"\n\s*\n")
NAMED = re.compile(r"\[(?P<kind>[a-z]+) (?P<name>[a-z0-9-]+)\]")
LIST_ITEM = re.compile(r"(?:-|\d+\.) ")
# Bold, italic and links, read after the text has been escaped.
INLINE = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"\*(.+?)\*"), r"<i>\1</i>"),
    (re.compile(r"\[([^\]]+)\]\(((?:https?|mailto):[^)\s]+)\)"), r'<a href="\2">\1</a>'),
)


@dataclass(frozen=True, slots=True)
class Block:
    """One block of an article: its kind, its text (or the name of what it shows), and who said it or its title."""

    kind: str
    text: str
    about: str = ""


def blocks(text: str) -> tuple[Block, ...]:
    """All blocks of a text."""
    parts = [part for box in BOX.split(text) for part in ([box] if BOX.match(box) else BLANK.split(box))]
    return tuple(block(part.strip()) for part in parts if part.strip())


def block(part: str) -> Block:
    """One part as a block."""
    if part.startswith("## "):
        return Block("heading", part[3:])
    if part.startswith(":::fact "):
        title, _line, box = part.removeprefix(":::fact ").removesuffix(":::").partition("\n")
        return Block("fact_box", box.strip(), title)
    if part.startswith(">> "):
        return Block("pull_quote", part[3:])
    if part.startswith("> "):
        quote, _dash, speaker = part.replace("\n> ", " ")[2:].partition(" -- ")
        return Block("quote", quote, speaker)
    if named := NAMED.fullmatch(part):
        return Block(named["kind"], named["name"])
    return Block("paragraph", part)


def rich(text: str) -> str:
    """A paragraph or a list as rich text keeps it."""
    lines = text.split("\n")
    if not all(LIST_ITEM.match(line) for line in lines):
        return f"<p>{inline(text)}</p>"
    name = "ul" if text.startswith("- ") else "ol"
    items = "".join(f"<li>{inline(LIST_ITEM.sub('', line, count=1))}</li>" for line in lines)
    return f"<{name}>{items}</{name}>"


def inline(text: str) -> str:
    """Escaped text with its bold, italic and links."""
    made = escape(text, quote=False)
    for sign, markup in INLINE:
        made = sign.sub(markup, made)
    return made
