"""Due sources: lease their hosts, read them, store what is new, give the hosts back.

In: `Source.objects.due(now)`. Out: items, and the state of each source. Safe to repeat and to break off: a batch
that was not stored is read again, an item is unique, a lease of a dead process is free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import TypeVar

from django.db import OperationalError, transaction
from django.utils import timezone

from curation.exceptions import NotStored
from curation.ingestion import Reading, ingest
from curation.models import Source
from curation.models.sources import SourceQuerySet
from curation.reading import door, states
from curation.reading.fetching import Result, fetch_all
from outbound import leases

FETCH_BATCH = 100  # sources in one event loop
STORE_BATCH = 20  # feeds in one transaction: measured.md, "store"
STORE_BATCH_UNCHANGED = 100

Progress = Callable[[int], object]
T = TypeVar("T")


@dataclass(slots=True)
class Summary:
    """What a reading did: sources read, of these unchanged and failed, and items that are new."""

    read: int = 0
    unchanged: int = 0
    failed: int = 0
    items_new: int = 0

    def add(self, results: Sequence[Result], new: Counter[int]) -> None:
        """Count one stored batch."""
        self.read += len(results)
        self.unchanged += sum(1 for one in results if one.feed is None and one.error is None)
        self.failed += sum(1 for one in results if one.error is not None)
        self.items_new += new.total()


@dataclass(frozen=True, slots=True)
class Run:
    """One call of `read_due`. With `everything` all readable sources are read, due or not, and whole.

    Dates follow `now`, which may be played; leases are between real processes and follow `clock`.
    """

    now: datetime
    everything: bool = False
    clock: Callable[[], datetime] = timezone.now
    progress: Progress = int

    def wanted(self) -> SourceQuerySet:
        """The sources that are to be read."""
        return Source.objects.readable() if self.everything else Source.objects.due(self.now)


def read_due(run: Run) -> Summary:
    """Read all wanted sources once; those whose host another process reads are left to it.

    Raises `NotStored` when the database refuses (a full disk); what was not stored stays due.
    """
    summary = Summary()
    leases.free_abandoned(run.clock())
    for batch in _batches(run.wanted()):
        _read_batch(batch, run, summary)
    return summary


def _read_batch(batch: Sequence[tuple[int, str]], run: Run, summary: Summary) -> None:
    holder = leases.new_holder()
    spared: dict[str, datetime] = {}
    try:
        hosts = leases.take((host for _, host in batch), holder, run.clock())
        results = _fetch([key for key, host in batch if host in hosts], run)
        spared = states.hosts_to_spare(results, run.clock())
        _store(results, run.now, summary)
    except OperationalError as error:
        raise NotStored(str(error)) from error
    finally:
        with suppress(OperationalError):  # on a full disk the lease runs out by itself
            leases.release(holder, spared)


def _fetch(keys: Sequence[int], run: Run) -> list[Result]:
    """Look again under the lease: another process may have read some of them since."""
    sources = list(run.wanted().filter(pk__in=keys))
    if not sources:
        return []
    make_client = partial(door.client, door.user_agent())

    def done(_result: Result) -> None:
        run.progress(1)

    return fetch_all(sources, make_client, run.now, done, unconditional=run.everything)


def _store(results: Sequence[Result], now: datetime, summary: Summary) -> None:
    """Readings with entries by 20, all others by 100 a transaction."""
    full = [one for one in results if one.feed is not None]
    rest = [one for one in results if one.feed is None]
    for chunk in (*_chunks(full, STORE_BATCH), *_chunks(rest, STORE_BATCH_UNCHANGED)):
        with transaction.atomic():
            new = ingest([Reading(one.source, one.feed) for one in chunk if one.feed], now)
            states.store([states.note(one, now) for one in chunk])
        summary.add(chunk, new)


def _batches(wanted: SourceQuerySet) -> Iterator[list[tuple[int, str]]]:
    """Sources of one host stay together, so that its pause holds; the host that waits longest comes first."""
    by_host: dict[str, list[tuple[int, str]]] = {}
    for key, host in wanted.values_list("pk", "host"):
        by_host.setdefault(host, []).append((key, host))
    pairs = [pair for pairs in by_host.values() for pair in pairs]
    return iter(_chunks(pairs, FETCH_BATCH))


def _chunks(rows: Sequence[T], size: int) -> list[list[T]]:
    return [list(rows[start : start + size]) for start in range(0, len(rows), size)]
