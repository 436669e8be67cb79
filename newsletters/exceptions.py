"""What can go wrong in `newsletters`, each error carrying what it is about."""

from __future__ import annotations


class NewslettersError(Exception):
    """Every error of this room."""


class HeaderRefused(NewslettersError):
    """A value that may not stand in a mail header."""

    def __init__(self, name: str, value: str, reason: str) -> None:
        super().__init__(f"{name}: {value!r} {reason}")
        self.name = name
        self.value = value
