"""Due sources: lease their hosts, read them, store what is new, give the hosts back.

In: `Source.objects.due(now)`. Out: items, and the state of each source. Safe to repeat and to break off: a batch
that was not stored is read again, an item is unique, a lease of a dead process is free.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from itertools import zip_longest
from typing import TypeVar

from django.db import OperationalError, transaction
from django.utils import timezone

from curation.exceptions import NotStored, Unforeseen
from curation.ingestion import Reading, ingest
from curation.models import Source
from curation.models.sources import SourceQuerySet
from curation.reading import apart, door, states
from curation.reading.fetching import Result, fetch_all
from outbound import leases
from outbound.client import Client

FETCH_BATCH = 100  # sources in one event loop
# Sources of one host in one batch, so that the slowest batch ends before its leases do: 2 requests at a time to
# a host, 20 in all, 20 seconds each, make 400 seconds. Many hosts that redirect to one may take longer; a lease
# that ran out lets two processes read one host, which costs that host a request and stores nothing twice.
HOST_BATCH = 8
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
    make_client: Callable[[str], Client] = door.client

    def wanted(self) -> SourceQuerySet:
        """The sources that are to be read."""
        return Source.objects.readable() if self.everything else Source.objects.due(self.now)


def read_due(run: Run) -> Summary:
    """Read all wanted sources once; those whose host another process reads are left to it.

    Raises `NotStored` when the database refuses (a full disk); what was not stored stays due. What nobody
    foresaw of one source is recorded there, so that it waits as after a failure, and rises after its batch.
    """
    summary = Summary()
    leases.free_abandoned(run.clock())
    for batch in batches(run.wanted()):
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
    for one in results:
        if isinstance(one.error, Unforeseen):
            raise one.error.cause


def _fetch(keys: Sequence[int], run: Run) -> list[Result]:
    """Look again under the lease: another process may have read some of them since."""
    sources = list(run.wanted().filter(pk__in=keys))
    if not sources:
        return []
    make_client = partial(run.make_client, door.user_agent())

    def done(_result: Result) -> None:
        run.progress(1)

    return fetch_all(sources, make_client, run.now, done, unconditional=run.everything)


def _store(results: Sequence[Result], now: datetime, summary: Summary) -> None:
    """Readings with entries by 20, all others by 100 a transaction."""
    full = [one for one in results if one.feed is not None]
    rest = [one for one in results if one.feed is None]
    chunks = (*_chunks(full, STORE_BATCH), *_chunks(rest, STORE_BATCH_UNCHANGED))
    apart.each(partial(_store_chunk, now=now, summary=summary), chunks)


def _store_chunk(chunk: Sequence[Result], now: datetime, summary: Summary) -> None:
    """One transaction. What cannot be stored together is stored apart, and what cannot even so has failed."""
    try:
        with transaction.atomic():
            new = ingest([Reading(one.source, one.feed) for one in chunk if one.feed], now)
            states.store([states.note(one, now) for one in chunk])
    except OperationalError:
        raise
    except Exception as error:
        anew = [_anew(one) for one in chunk]
        if len(chunk) == 1:
            failed = replace(anew[0], feed=None, error=Unforeseen(chunk[0].source.address, error))
            states.store([states.note(failed, now)])
            raise
        apart.each(partial(_store_chunk, now=now, summary=summary), [[one] for one in anew])
    else:
        summary.add(chunk, new)


def _anew(result: Result) -> Result:
    """The result with its source as it is stored: what was noted on it and rolled back is forgotten."""
    stored = Source.objects.filter(pk=result.source.pk).first()
    return replace(result, source=stored or result.source)


def batches(wanted: SourceQuerySet) -> Iterator[list[tuple[int, str]]]:
    """Keys and hosts: few of one host in a batch, side by side; the host that waits longest comes first."""
    by_host: dict[str, list[tuple[int, str]]] = {}
    for key, host in wanted.values_list("pk", "host"):
        by_host.setdefault(host, []).append((key, host))
    shares = [_chunks(pairs, HOST_BATCH) for pairs in by_host.values()]
    for turn in zip_longest(*shares, fillvalue=[]):
        yield from _chunks([pair for share in turn for pair in share], FETCH_BATCH)


def _chunks(rows: Sequence[T], size: int) -> list[list[T]]:
    return [list(rows[start : start + size]) for start in range(0, len(rows), size)]
