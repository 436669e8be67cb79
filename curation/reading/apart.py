"""Rows that must not wait for one another: what one of them raises rises when all have had their turn.

Used for what nobody foresaw; what is expected of one source is recorded on it and raises nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import ExitStack
from typing import TypeVar

T = TypeVar("T")
R = TypeVar("R")


def each(work: Callable[[T], R], rows: Sequence[T]) -> list[R]:
    """Do this for every row, in order; gives what came of them.

    Raises the last error that a row raised, the others as its context.
    """
    done: list[R] = []
    with ExitStack() as turns:
        for row in reversed(rows):
            turns.callback(lambda row: done.append(work(row)), row)
    return done
