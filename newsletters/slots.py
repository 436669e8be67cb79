"""A rendered text cut at its slots, so that only what fills them is encoded for each mail.

Pure. In comes a text part and an HTML part, rendered once with marks where readers differ; out go encoded pieces
with the reader's own between them. Called by `newsletters.rendering`.
"""

from __future__ import annotations

import html
import re
import secrets
from dataclasses import dataclass

from newsletters.encoding import piece

# Of the private use area, and unguessable: a headline from outside cannot look like a slot.
_MARK = f"\ue000{secrets.token_hex(8)}"
_SPLIT = re.compile(f"{_MARK}([a-z]+){_MARK}")


@dataclass(frozen=True, slots=True)
class Pair:
    """One thing, encoded, as it stands in the text part and in the HTML part."""

    text: bytes
    html: bytes

    def __add__(self, other: Pair) -> Pair:
        return Pair(self.text + other.text, self.html + other.html)


NOTHING = Pair(b"", b"")


def pair(words: str) -> Pair:
    """Encode plain words for both parts."""
    return Pair(piece(words), piece(html.escape(words)))


def mark(name: str) -> str:
    """What a template prints where the slot `name` (small letters) is."""
    return f"{_MARK}{name}{_MARK}"


@dataclass(frozen=True, slots=True)
class Form:
    """Both parts with their slots; in each tuple every second part is a slot's name."""

    text: tuple[bytes | str, ...]
    html: tuple[bytes | str, ...]

    @property
    def html_bytes(self) -> int:
        """Size of the HTML part without what fills its slots."""
        return sum(len(part) for part in self.html if isinstance(part, bytes))

    def fill(self, **values: Pair) -> Pair:
        """Put the values into the slots. Raises KeyError for a slot without a value."""
        return Pair(
            b"".join(part if isinstance(part, bytes) else values[part].text for part in self.text),
            b"".join(part if isinstance(part, bytes) else values[part].html for part in self.html),
        )


def form(text: str, html: str) -> Form:
    """Cut two rendered parts at their marks and encode what is between."""
    return Form(_cut(text), _cut(html))


def _cut(rendered: str) -> tuple[bytes | str, ...]:
    parts = _SPLIT.split(rendered)
    return tuple(part if place % 2 else piece(part) for place, part in enumerate(parts))
