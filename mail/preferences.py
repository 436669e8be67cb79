"""What stands on the one preference page of an address; this registry lies below all rooms that have a part in it.

A room calls `register` in its `apps.py` with a function that makes its part for one address. `newsletters` owns the
page: it shows the parts in order, and when all of them are valid lets each save itself.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.db import transaction

from mail.models import Address


@dataclass(frozen=True, slots=True)
class Visit:
    """Who looks at the page, when and from where; `data` is what was posted, None on a GET."""

    address: Address
    now: datetime
    language: str
    url: str
    ip: str | None
    data: Mapping[str, str] | None = None


class Part(Protocol):
    """One room's part of the page."""

    template_name: str

    def has_fields(self) -> bool:
        """Whether it holds anything to be saved."""

    def is_valid(self) -> bool:
        """Whether what was posted can be saved."""

    def errors(self) -> list[tuple[str, str]]:
        """Id of a field and what is wrong with it, for the summary above the page."""

    def save(self) -> None:
        """Keep what was posted; called within one transaction with the other parts."""


MakePart = Callable[[Visit], Part]

_registered: dict[str, MakePart] = {}


def register(name: str, make: MakePart) -> None:
    """Sign in a room's part under its own name; a second time replaces the first."""
    _registered[name] = make


def parts(visit: Visit) -> list[Part]:
    """Make the parts of the page for one visit, in the order in which they were signed in."""
    return [make(visit) for make in _registered.values()]


def save(shown: list[Part]) -> bool:
    """Let every part save itself, in one transaction, if all of them are valid; says whether they were."""
    invalid = [part for part in shown if not part.is_valid()]  # each is asked, so that each shows its errors
    if invalid:
        return False
    with transaction.atomic():
        for part in shown:
            part.save()
    return True
