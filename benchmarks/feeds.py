"""How fast feeds are read, the first time and unchanged, beside lemon24's `reader` in the same run.

1,000 generated feeds of 20 entries, about 16 kB each: fetched over HTTP from a local server, each under a host name
of its own, with every check on (guard, lease, limits, pause per host), taken apart and stored, without clustering.
`reader` gets the same bodies at plain local paths, so it does no HTTP at all; it is measured with 1 and 4 workers.
Memory is the peak of the sum of PSS of the reading processes. A run of one process reads in it; a run of more starts
them together on one database.

    python benchmarks/feeds.py [--count 1000]
"""

from __future__ import annotations

import argparse
import os
import resource
import shutil
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from multiprocessing import get_context
from multiprocessing.synchronize import Barrier
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from benchmarks.kit.generated import ENTRIES, feed, serve  # noqa: E402
from benchmarks.kit.measure import machine, pss_mb  # noqa: E402

SAMPLE_S = 0.1
FORK = get_context("fork")


@dataclass(slots=True)
class Figure:
    """Seconds of one reading, processor time of its processes, and the most memory that they held."""

    seconds: float = 0.0
    cpu_s: float = 0.0
    peak_mb: float = 0.0

    def per_feed(self, count: int) -> str:
        """Feeds a second, and milliseconds of processor time a feed."""
        return f"{count / self.seconds:>7.0f} /s {1000 * self.cpu_s / count:>7.2f} ms"


@contextmanager
def measured(pids: list[int]) -> Iterator[Figure]:
    """Time the body; sample the processes' memory beside it."""
    figure, done = Figure(), threading.Event()

    def sample() -> None:
        while not done.wait(SAMPLE_S):
            figure.peak_mb = max(figure.peak_mb, sum(pss_mb(pid) for pid in pids))

    thread = threading.Thread(target=sample)
    thread.start()
    begin, cpu_s = time.perf_counter(), children_cpu_s()
    try:
        yield figure
    finally:
        figure.seconds, figure.cpu_s = time.perf_counter() - begin, children_cpu_s() - cpu_s
        done.set()
        thread.join()


def children_cpu_s() -> float:
    """Processor time of the children that have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def run_together(count: int, work: Callable[[], None]) -> Figure:
    """Run `work` in so many forked processes; the clock starts when all are ready."""
    barrier = FORK.Barrier(count + 1)
    processes = [FORK.Process(target=_work, args=(barrier, work)) for _ in range(count)]
    for process in processes:
        process.start()
    barrier.wait()
    with measured([process.pid or 0 for process in processes]) as figure:
        for process in processes:
            process.join()
    if any(process.exitcode for process in processes):
        raise SystemExit("a reading process failed")
    return figure


def _work(barrier: Barrier, work: Callable[[], None]) -> None:
    barrier.wait()
    work()


def line(name: str, count: int, first: Figure, again: Figure) -> None:
    """One line of the table."""
    peak = max(first.peak_mb, again.peak_mb)
    print(f"  {name:<30}{first.per_feed(count):>24}{again.per_feed(count):>24}{peak:>9.0f} MB")


def prepare(folder: Path) -> None:
    """Django over an empty, migrated database in this folder."""
    os.environ |= {"VAKBLAD_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    connection.close()


def read() -> None:
    """What one process of ours does: read what is due, until nothing is."""
    from django.utils import timezone

    from curation import reading

    while (run := reading.Run(timezone.now())).wanted().exists():
        reading.read_due(run)


def measure_ours(count: int, port: int, processes: int) -> None:
    """First and unchanged readings in a fresh set of rows."""
    from django.db import connection
    from django.utils import timezone
    from wagtail.models import Site

    from curation.models import Item, Source
    from outbound.models import HostLease

    Item.objects.all()._raw_delete("default")
    Source.objects.all().delete()
    HostLease.objects.all().delete()
    site = Site.objects.get(is_default_site=True)
    Source.objects.bulk_create(Source.at(site, f"http://feed{n}.localhost:{port}/feed") for n in range(count))
    connection.close()
    first = run_together(processes, read)
    assert Item.objects.count() == count * ENTRIES
    assert not Source.objects.filter(last_error__isnull=False).exists()
    Source.objects.update(next_fetch_at=timezone.now())
    connection.close()
    again = run_together(processes, read)
    assert Source.objects.filter(next_fetch_at__gt=timezone.now()).count() == count
    line(f"Vakblad, {processes} process{'es' if processes > 1 else ''}", count, first, again)


def measure_reader(count: int, folder: Path, workers: int) -> None:
    """lemon24 `reader` over the same bodies as files."""
    database = str(folder / f"reader-{workers}.sqlite3")

    def opened():  # type: ignore[no-untyped-def]
        from reader import make_reader

        return make_reader(database, feed_root=str(folder))

    with opened() as reader:
        for n in range(count):
            reader.add_feed(f"feed{n}.xml")

    def update() -> None:
        with opened() as reader:
            reader.update_feeds(workers=workers, scheduled=False)

    first, again = run_together(1, update), run_together(1, update)
    with opened() as reader:
        assert reader.get_entry_counts().total == count * ENTRIES
    line(f"reader, {workers} worker{'s' if workers > 1 else ''}, local files", count, first, again)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--count", type=int, default=1000, help="feeds (1000)")
    count = parser.parse_args().count
    folder = Path(tempfile.mkdtemp(prefix="vakblad-bench-"))
    print(f"{machine()}\n{count} feeds of {ENTRIES} entries, {len(feed(0)) / 1000:.0f} kB each")
    print(f"  {'':<30}{'first, CPU a feed':>24}{'unchanged, CPU a feed':>24}{'memory':>12}")
    try:
        prepare(folder)
        with serve(count) as port:
            for processes in (1, 2):
                measure_ours(count, port, processes)
        if find_spec("reader") is None:
            print("  baseline absent: reader is in requirements-bench.txt")
            return
        for n in range(count):
            (folder / f"feed{n}.xml").write_bytes(feed(n))
        for workers in (1, 4):
            measure_reader(count, folder, workers)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
