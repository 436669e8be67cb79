"""What we keep about people, and why: a registry that the privacy page is drawn from.

Each room above signs in at `register`, in its `apps.py`, an Entry for every kind of thing that it keeps about people,
with the time that it is kept as the very constant that its purge uses, so that text and code cannot differ. In:
entries. Out: entries in the order of signing in, and their cookies. A test finds a model that points at a user or an
address and stands in no entry, and a cookie that nobody named.

An Entry is frozen and takes keywords alone: what export and erasure need becomes further fields with a default.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Words = str | Promise

DAYS_IN_MONTH = 30.5
MONTHS_FROM = timedelta(days=90)


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """How long one part is kept: for a time, or until something happens, in words."""

    what: Words
    lasts: timedelta | None = None
    until: Words = ""

    @property
    def in_words(self) -> str:
        """The time, or what ends it, in the active language."""
        return str(self.until) if self.lasts is None else time_in_words(self.lasts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cookie:
    """Something that a browser keeps for us; `name` is what the browser shows, no `lasts` is until it is closed."""

    name: str
    purpose: Words
    lasts: timedelta | None = None
    until: Words = ""
    is_storage: bool = False  # in localStorage, so it is never sent to us

    @property
    def in_words(self) -> str:
        """How long it stays in the browser, in the active language."""
        if self.lasts is not None:
            return time_in_words(self.lasts)
        return str(self.until) or _("until you close the browser")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One kind of thing that we keep about people; `models` are the tables, as "app.Model"."""

    key: str
    title: Words
    purpose: Words
    what: Words
    kept: tuple[Kept, ...] = ()
    recipients: Words = ""
    models: tuple[str, ...] = ()
    cookies: tuple[Cookie, ...] = ()


_entries: dict[str, Entry] = {}


def register(entry: Entry) -> None:
    """Sign an entry in; again under the same key takes its place."""
    _entries[entry.key] = entry


def entries() -> list[Entry]:
    """Every entry, the lowest room's first."""
    return list(_entries.values())


def cookies() -> Iterator[Cookie]:
    """All that browsers keep for us."""
    return (cookie for entry in entries() for cookie in entry.cookies)


def models() -> frozenset[str]:
    """The tables that stand in an entry, as "app.Model"."""
    return frozenset(name for entry in entries() for name in entry.models)


def time_in_words(time: timedelta) -> str:
    """A time in its largest whole unit: "14 days", "6 months", "1 hour"."""
    hours = round(time.total_seconds() / 3600)
    if time >= MONTHS_FROM:
        months = round(time / timedelta(days=DAYS_IN_MONTH))
        return ngettext("%(count)s month", "%(count)s months", months) % {"count": months}
    if hours % 24 == 0:
        return ngettext("%(count)s day", "%(count)s days", time.days) % {"count": time.days}
    return ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
