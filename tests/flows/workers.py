"""Real worker processes for tests: started as `make run` starts them, killed with -9, asked through the broker."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from celery import Celery
from django.conf import settings

from config.broker import transport_options
from ops.processes import worker

PATIENCE_S = 60.0  # for a worker to start and work on a busy machine
LEAST_KILLS, LEAST_HITS, MOST_KILLS = 5, 3, 15


@dataclass(slots=True)
class Worker:
    """One worker over a run folder, with all its children in a process group of its own."""

    folder: Path
    process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it; its log goes to a file in the run folder."""
        environment = os.environ | {
            "VAKBLAD_VAR": str(self.folder),
            "DJANGO_SETTINGS_MODULE": "config.settings.dev",
            "PYTHONPATH": f"{settings.BASE_DIR}/site",
        }
        with (self.folder / "worker.log").open("ab") as log:
            self.process = subprocess.Popen(
                worker().command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def kill(self) -> None:
        """kill -9, the worker and its children at once."""
        if self.process is not None:
            with suppress(ProcessLookupError):
                os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()

    def log(self) -> str:
        """What it said so far."""
        return (self.folder / "worker.log").read_text(errors="replace")


@dataclass(slots=True)
class Kills:
    """Kills at random moments, until enough of them hit open work; after one that came too late they come sooner."""

    longest_wait_s: float  # at first, between the beginning of the work and the kill
    count: int = 0
    hits: int = 0
    chance: random.Random = field(default_factory=random.Random)

    def __iter__(self) -> Iterator[int]:
        """The number of each kill, from 1; fails when MOST_KILLS did not hit often enough."""
        while self.count < LEAST_KILLS or self.hits < LEAST_HITS:
            if self.count == MOST_KILLS:
                raise AssertionError(f"only {self.hits} of {self.count} kills hit open work")
            self.count += 1
            yield self.count

    def wait(self) -> None:
        """Let the worker work for a while."""
        time.sleep(self.chance.uniform(0, self.longest_wait_s))

    def note(self, *, is_hit: bool) -> None:
        """Say whether the kill left work open."""
        self.hits += is_hit
        if not is_hit:
            self.longest_wait_s /= 2


def ask(folder: Path, task: str) -> None:
    """Put a task on the run folder's broker, as the timetable does."""
    app = Celery("test", broker="filesystem://", set_as_current=False)
    app.conf.broker_transport = "config.broker:Transport"
    app.conf.broker_transport_options = transport_options(folder / "broker")
    with app.connection_for_write() as connection:
        app.send_task(task, connection=connection, ignore_result=True)


def wait_for(condition: Callable[[], bool], what: str, pause_s: float = 0.02) -> None:
    """Look until it is so; fails after PATIENCE_S."""
    end = time.monotonic() + PATIENCE_S
    while not condition():
        if time.monotonic() > end:
            raise AssertionError(f"waited in vain for {what}")
        time.sleep(pause_s)
