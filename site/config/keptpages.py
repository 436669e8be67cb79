"""Pages that were made, and under which generations they hold: in the cache `pages`, and the last ones in memory.

Comes in: the key of a page and the generations of now. Goes out: the page, if it holds. One of an older generation
does where its questions are answered as before (`config.questions`); then only the note `Holds`, which is small, is
written anew. Called by `config.pagecache` alone.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from threading import Lock

from django.core.cache import caches

from config.questions import Questions

IN_MEMORY = 128  # pages of a process, about 50 kB each; the texts of questions are shared

Headers = tuple[tuple[str, str], ...]
Stamps = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Made:
    """A page as it was made, and what it asked; no questions where they cannot be asked again."""

    body: bytes
    etag: str
    headers: Headers
    questions: Questions | None


@dataclass(frozen=True, slots=True)
class Holds:
    """Under which generations the page with this ETag holds."""

    stamps: Stamps
    etag: str


_in_memory: dict[str, tuple[Stamps, Made]] = {}
_lock = Lock()


def find(key: str, stamps: Stamps) -> Made | None:
    """The page under `key`, if it holds under `stamps`, which were read before."""
    known_stamps, made = _in_memory.get(key, ((), None))
    if made is not None and known_stamps == stamps:
        return made
    holds: Holds | None = caches["pages"].get(note_of(key))
    if holds is None:
        return None
    if made is None or made.etag != holds.etag:
        made = caches["pages"].get(key)
    if made is None or made.etag != holds.etag:
        return None
    if holds.stamps != stamps:
        if made.questions is None or not made.questions.are_answered_as_before():
            return None
        note(key, made, stamps)
    remember(key, made, stamps)
    return made


def keep(key: str, made: Made, stamps: Stamps) -> None:
    """Keep a page that was made after `stamps` were read; on a full disk it is made again next time."""
    try:
        caches["pages"].set(key, made)
    except OSError:
        return
    note(key, made, stamps)
    remember(key, made, stamps)


def note(key: str, made: Made, stamps: Stamps) -> None:
    """Write that a page holds."""
    try:
        caches["pages"].set(note_of(key), Holds(stamps, made.etag))
    except OSError:
        return


def remember(key: str, made: Made, stamps: Stamps) -> None:
    """Keep a page in memory; who came first goes first."""
    if made.questions:
        asked = tuple((sys.intern(sql), params) for sql, params in made.questions.asked)
        made = replace(made, questions=replace(made.questions, asked=asked))
    with _lock:
        _in_memory.pop(key, None)
        _in_memory[key] = (stamps, made)
        if len(_in_memory) > IN_MEMORY:
            del _in_memory[next(iter(_in_memory))]


def forget() -> None:
    """Empty the cache and the memory of this process."""
    with _lock:
        _in_memory.clear()
    caches["pages"].clear()


def note_of(key: str) -> str:
    """The key of the note about a page."""
    return f"{key}.holds"
