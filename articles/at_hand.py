"""What a text points at, looked up together and laid out while the text is opened or rendered.

Comes in: `Pointed`, the rows that `articles.gathering` found. Goes out: the same, to the choosers and embeds of
`articles.blocks` and to the links of rich text, which otherwise ask the database each for itself. Nothing is laid out
outside an article's page; then they ask.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Pointed:
    """Rows by their keys; of pages the address, of embeds the row by its address."""

    pictures: dict[int, Any] = field(default_factory=dict)
    documents: dict[int, Any] = field(default_factory=dict)
    pages: dict[int, str] = field(default_factory=dict)
    embeds: dict[str, Any] = field(default_factory=dict)


_laid_out: ContextVar[Pointed | None] = ContextVar("pointed", default=None)


@contextmanager
def laid_out(pointed: Pointed | None) -> Iterator[None]:
    """Let whoever opens or renders a text within this block find what it points at."""
    token = _laid_out.set(pointed)
    try:
        yield
    finally:
        _laid_out.reset(token)


def found() -> Pointed | None:
    """What is laid out; None where nothing was looked up."""
    return _laid_out.get()
