"""HTML from outside made into plain text, and an excerpt of it.

In: titles and texts as a source wrote them. Out: text without any markup, so that nothing of theirs can act
on our pages. Pure; called by `curation.ingestion` for new entries only. One nh3 cleaner is kept: making one
costs as much as cleaning a feed (measured.md).
"""

from __future__ import annotations

import html
import re

import nh3

EXCERPT_CHARACTERS = 150  # requirements.md, "Excerpts of others"
WORDS_A_MINUTE = 230  # data-model.md, "Minutes"
LEAST_WORDS = 150  # with less text at hand the reading time is unknown

BLOCK = re.compile(r"<\s*(/?(?:p|div|li|h[1-6]|tr|td|th|blockquote|figure|figcaption|section)|br)\b", re.I)
SPACE = re.compile(r"\s+")
# Controls, zero width, direction marks, surrogates, private use and what is no character: nothing that one reads.
CONTROL = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069"
    "\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]"
)
LONGEST_MARKUP = (
    20_000  # characters of one entry that are read: nested markup takes time with the square of it
)
CLEANER = nh3.Cleaner(tags=set(), attributes={})


def plain_text(markup: str) -> str:
    """The text of some HTML, in one line; scripts and styles leave nothing behind.

    What is longer than LONGEST_MARKUP is cut there: enough to compare, to count its minutes and to quote from.
    """
    text = markup = markup[:LONGEST_MARKUP]
    if "<" in markup or "&" in markup:
        text = html.unescape(CLEANER.clean(BLOCK.sub(r" <\1", markup)))
    return one_line(text)


def one_line(text: str) -> str:
    """Without what nobody can read, and with single spaces."""
    return SPACE.sub(" ", CONTROL.sub("", text)).strip()


def excerpt(text: str, limit: int = EXCERPT_CHARACTERS) -> str:
    """At most `limit` characters, cut at a word, the ellipsis counted."""
    if len(text) <= limit:
        return text
    cut = text[: limit - 1]
    at_word = cut.rsplit(" ", 1)[0] if " " in cut else cut
    return at_word.rstrip(" ,;:.-") + "…"


def reading_minutes(text: str) -> int | None:
    """Minutes to read it, rounded up; None where too little of the text is at hand to say."""
    words = len(text.split())
    return -(-words // WORDS_A_MINUTE) if words >= LEAST_WORDS else None
