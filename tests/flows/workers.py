"""Real worker processes for tests: started as `make run` starts them, killed with -9, asked through the broker."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from celery import Celery
from django.conf import settings

from config.broker import transport_options
from ops.processes import worker

PATIENCE_S = 60.0  # for a worker to start and work on a busy machine


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
