"""What every benchmark prints alike: the machine, seconds of a stage, memory of this process and its children."""

from __future__ import annotations

import os
import platform
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def machine() -> str:
    """One line: processor, cores at hand, memory, Python."""
    cores = len(os.sched_getaffinity(0))
    memory_gib = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"{_processor()}, {cores} cores, {memory_gib:.0f} GiB, Python {platform.python_version()}"


@contextmanager
def stage(name: str) -> Iterator[None]:
    """Print how many seconds the body took."""
    print(f"  {name:<44}", end="", flush=True)
    begin = time.perf_counter()
    yield
    print(f"{time.perf_counter() - begin:9.2f} s", flush=True)


def pss_mb(pid: int | None = None) -> float:
    """Proportional set size in MB of a process and all its descendants: shared pages are counted once."""
    pid = pid or os.getpid()
    return sum(_own_pss_mb(one) for one in (pid, *_descendants(pid)))


@contextmanager
def peak_mb() -> Iterator[list[float]]:
    """Watch the sum of PSS while the body runs; the list holds the highest of samples taken every 0.2 s."""
    highest, ended = [pss_mb()], threading.Event()

    def watch() -> None:
        while not ended.wait(0.2):
            highest[0] = max(highest[0], pss_mb())

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    yield highest
    ended.set()
    watcher.join()


def _processor() -> str:
    lines = Path("/proc/cpuinfo").read_text().splitlines()
    names = [line.split(":")[1].strip() for line in lines if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _own_pss_mb(pid: int) -> float:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0  # it ended in between
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024


def _descendants(pid: int) -> Iterator[int]:
    try:
        tasks = list(Path(f"/proc/{pid}/task").iterdir())
        children = [int(child) for task in tasks for child in (task / "children").read_text().split()]
    except (FileNotFoundError, ProcessLookupError):
        return
    for child in children:
        yield child
        yield from _descendants(child)
