"""How fast and how safely the filesystem broker carries tasks, beside kombu's own channel in the same run.

Two writer processes put tasks as fast as they can while one Celery worker (solo pool) does them; each task appends a
line to a ledger. Printed for both channels: tasks done, tasks a second from the first write to the last line, and
whether the worker lived. kombu's own channel is stopped when its worker dies or after `--patience` seconds, and the
line says so.

    python benchmarks/broker.py [--count 5000] [--patience 120]
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

APP = Path(__file__).resolve().parents[1] / "tests" / "ops" / "broker_app.py"
WRITERS = ("a", "b")
CHANNELS = (
    ("whole files, one listing (ours)", "config.broker:Transport"),
    ("kombu's own channel", "kombu.transport.filesystem:Transport"),
)
WORKER = "-m celery -q -A broker_app worker --pool solo --without-gossip --without-mingle -l critical"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What one channel did."""

    done: int
    wanted: int
    seconds: float
    end: str

    def __str__(self) -> str:
        rate = f"{self.done / self.seconds:,.0f} tasks/s"
        return f"{self.done:>6} of {self.wanted} done  {self.seconds:6.1f} s  {rate:>14}   {self.end}"


def start(folder: Path, transport: str, *arguments: str) -> subprocess.Popen[bytes]:
    """A process of the application in `folder`."""
    environment = os.environ | {
        "BROKER_FOLDER": str(folder),
        "BROKER_TRANSPORT": transport,
        "PYTHONPATH": str(APP.parent),
    }
    return subprocess.Popen(
        [sys.executable, *arguments], env=environment, cwd=folder, stderr=subprocess.DEVNULL
    )


def done_count(ledger: Path) -> int:
    """Lines in the ledger."""
    return ledger.read_bytes().count(b"\n") if ledger.exists() else 0


def measure(transport: str, count: int, patience_s: float) -> Outcome:
    """Write and do `count` tasks a writer, until all are done, the worker died, or patience ended."""
    with tempfile.TemporaryDirectory(prefix="vakblad-broker-") as name:
        folder = Path(name)
        for part in ("messages", "taken", "control"):
            (folder / part).mkdir()
        worker = start(folder, transport, *WORKER.split())
        began = time.monotonic()
        writers = [start(folder, transport, str(APP), writer, str(count)) for writer in WRITERS]
        try:
            return watch(folder / "done", worker, count * len(WRITERS), began, patience_s)
        finally:
            for process in (worker, *writers):
                process.kill()
                process.wait()


def watch(
    ledger: Path, worker: subprocess.Popen[bytes], wanted: int, began: float, patience_s: float
) -> Outcome:
    """Look at the ledger until there is nothing more to see."""
    while True:
        done, seconds = done_count(ledger), time.monotonic() - began
        if done >= wanted:
            return Outcome(done, wanted, seconds, "worker alive" if worker.poll() is None else "worker died")
        if worker.poll() is not None:
            return Outcome(done, wanted, seconds, "the worker died; stopped there")
        if seconds > patience_s:
            return Outcome(done, wanted, seconds, f"stopped after {patience_s:.0f} s")
        time.sleep(0.05)


def main() -> None:
    """Measure both channels and print a line for each."""
    parser = argparse.ArgumentParser(description="Measures the filesystem broker.")
    parser.add_argument("--count", type=int, default=5000, help="tasks a writer puts (two writers)")
    parser.add_argument("--patience", type=float, default=120, help="seconds until a channel is stopped")
    options = parser.parse_args()
    for title, transport in CHANNELS:
        print(f"{title:<34}{measure(transport, options.count, options.patience)}")


if __name__ == "__main__":
    main()
