"""What a page asked of the database while it was made, so that it can be asked again: are the answers the same?

A change anywhere in a magazine raises its generation, and every page is then of an older one. Most of them would be
made again to the very letter. A page is a function of its address, its day, its frame and the rows it reads, so it
still holds where all its questions are answered as before. Asking again costs a tenth of making a page: no query is
put together, no object is made, no template rendered.

Comes in: the making of a page. Goes out: its questions with a digest of the answers that it was made of, or None for
a page that may not be judged by them: one that wrote, or whose questions hold a moment (the time of its making would
be asked about for ever; who depends on the time asks the database for it, with `Now()`). Decision 0016.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django.db import connection

PLAIN = (str, int, float, bool, Decimal, UUID, date, type(None))
MOMENT = re.compile(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d")  # as SQLite is asked about one

Rows = list[tuple[Any, ...]]
Question = tuple[str, tuple[Any, ...]]  # SQL and its parameters


def digest() -> blake2b:
    """What answers are added to."""
    return blake2b(digest_size=16)


@dataclass(frozen=True, slots=True)
class Questions:
    """What was asked, in this order, and the digest of all answers."""

    asked: tuple[Question, ...]
    answers: bytes

    def are_answered_as_before(self) -> bool:
        """Ask everything again; one query for each question."""
        now = digest()
        with connection.cursor() as cursor:
            for sql, params in self.asked:
                cursor.execute(sql, params)
                now.update(repr(cursor.fetchall()).encode())
        return now.digest() == self.answers


@dataclass(slots=True)
class Notes:
    """What is asked and answered while a page is made."""

    asked: list[Question] = field(default_factory=list)
    answers: blake2b = field(default_factory=digest)
    can_be_repeated: bool = True

    def note(self, execute: Callable[..., Any], sql: str, params: Any, many: bool, context: Any) -> Any:
        """Note one statement on its way to the database, and its answer on the way back."""
        given = tuple(params or ())
        self.can_be_repeated &= not many and sql.lstrip().startswith("SELECT") and all(map(is_plain, given))
        result = execute(sql, params, many, context)
        if self.can_be_repeated:
            answer = context["cursor"].cursor = Answer(context["cursor"].cursor)
            self.asked.append((sql, given))
            self.answers.update(repr(answer.rows).encode())
        return result

    def questions(self) -> Questions | None:
        """The questions and the digest of their answers; None where they cannot be asked again."""
        return Questions(tuple(self.asked), self.answers.digest()) if self.can_be_repeated else None


class Answer:
    """A cursor of the database whose rows were all fetched: they are handed out from here."""

    def __init__(self, cursor: Any) -> None:
        self._cursor: Any = cursor._cursor if isinstance(cursor, Answer) else cursor
        self.rows: Rows = self._cursor.fetchall()
        self._next = 0

    def __getattr__(self, name: str) -> Any:
        return getattr(self._cursor, name)

    def __iter__(self) -> Iterator[tuple[Any, ...]]:
        return iter(self.fetchall())

    def fetchone(self) -> tuple[Any, ...] | None:
        """The next row, or None."""
        return next(iter(self.fetchmany(1)), None)

    def fetchmany(self, size: int = 1) -> Rows:
        """At most `size` rows more."""
        start, self._next = self._next, self._next + size
        return self.rows[start : self._next]

    def fetchall(self) -> Rows:
        """All rows that are left."""
        return self.fetchmany(len(self.rows))


@contextmanager
def noted() -> Iterator[Notes]:
    """Note all that is asked within this block."""
    notes = Notes()
    with connection.execute_wrapper(notes.note):
        yield notes


def is_plain(value: Any) -> bool:
    """Whether a parameter means the same whenever it is asked with."""
    if isinstance(value, list | tuple):
        return all(map(is_plain, value))
    is_moment = isinstance(value, datetime) or (isinstance(value, str) and MOMENT.match(value))
    return isinstance(value, PLAIN) and not is_moment
