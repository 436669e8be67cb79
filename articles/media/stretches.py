"""Which stretch of a file a player asks for.

Pure. In: a Range header and the file's length. Out: the first byte and how many, or that there is no such stretch.
RFC 9110, 14: what cannot be understood, and several stretches at a time, are answered with the whole file.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

ONE_RANGE = re.compile(
    r"\s*bytes\s*=\s*(?:([0-9]{1,18})-([0-9]{0,18})|-([0-9]{1,18}))\s*", re.ASCII | re.IGNORECASE
)


class NoSuchStretch(Exception):
    """The file ends before the stretch begins (416)."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """`length` bytes from the byte `start` of a file of `size` bytes."""

    start: int
    length: int
    size: int

    @property
    def content_range(self) -> str:
        """The header Content-Range of a 206."""
        return f"bytes {self.start}-{self.start + self.length - 1}/{self.size}"


def find(header: str, size: int) -> Stretch | None:
    """The stretch that a header asks for; None for the whole file. Raises NoSuchStretch."""
    asked = ONE_RANGE.fullmatch(header)
    if asked is None:
        return None
    first, last, suffix = asked.groups()
    if suffix is not None:
        return _last(int(suffix), size)
    start, end = int(first), int(last) if last else size - 1
    if last and end < start:
        return None
    if start >= size:
        raise NoSuchStretch(header)
    return Stretch(start, min(end, size - 1) - start + 1, size)


def _last(count: int, size: int) -> Stretch:
    """The last bytes of a file, or all of a shorter one."""
    if not count or not size:
        raise NoSuchStretch(f"-{count}")
    length = min(count, size)
    return Stretch(size - length, length, size)
