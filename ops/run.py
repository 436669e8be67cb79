"""`make run` and `make seed`: one command from a fresh checkout to a living magazine.

In comes the environment (see `ops.processes`); it checks that the addresses are free, makes the run folder
ready, keeps the processes running, prints where to look, and lets `seed_demo` play the last days. Ctrl-C
stops all.

    python -m ops.run                     runs until Ctrl-C
    python -m ops.run --samples only      starts what the sample content needs, plays it, stops
    python -m ops.run --samples none      runs without the sample content
"""

import argparse
import fcntl
import os
import signal
import sys
import urllib.error
import urllib.request
from enum import Enum
from pathlib import Path
from typing import TextIO

from ops.processes import (
    EVERYWHERE,
    Addresses,
    BadAddress,
    Process,
    all_processes,
    manage,
    run_folder,
)
from ops.supervisor import Stopped, Supervisor

HEALTH_TIMEOUT_S = 2.0
SEED = "seed"
NAME_WIDTH = 9


class Samples(Enum):
    """What is wanted of the sample content."""

    PLAYED = "played"
    NONE = "none"
    ONLY = "only"


def say(name: str, text: str) -> None:
    """One line of one process; clears what a progress bar left on the line."""
    start = "\r\x1b[K" if sys.stdout.isatty() else ""
    sys.stdout.write(f"{start}{name:<{NAME_WIDTH}} | {text}\n")
    sys.stdout.flush()


def take_folder(folder: Path, addresses: Addresses) -> TextIO:
    """Lock the run folder for this process; raises BadAddress when a running magazine holds it."""
    folder.mkdir(parents=True, exist_ok=True)
    lock = (folder / "run.lock").open("a+")
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as error:
        lock.seek(0)
        raise BadAddress(f"Vakblad already runs from {folder} ({lock.read().strip()}).") from error
    lock.truncate(0)
    lock.write(f"process {os.getpid()}, port {addresses.web}\n")
    lock.flush()
    return lock


def is_answering(addresses: Addresses) -> bool:
    """Whether the magazine answers /health."""
    host = f"[{addresses.near_host}]" if ":" in addresses.near_host else addresses.near_host
    headers = {"Host": f"localhost:{addresses.web}"}
    request = urllib.request.Request(f"http://{host}:{addresses.web}/health", headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=HEALTH_TIMEOUT_S) as response:  # noqa: S310
            return bool(response.status == 200)
    except (urllib.error.URLError, OSError):
        return False


def sign_in() -> list[str]:
    """Who may sign in to the sample magazine, a line each; `demo` makes them."""
    from demo.personas import STAFF, STAFF_PASSWORD

    width = max(len(person.email) for person in STAFF)
    people = [f"{'':<16}{person.email:<{width}}  {person.group.lower()}" for person in STAFF]
    return [f"{'':<16}sign in with the password {STAFF_PASSWORD} as", *people]


def addresses_text(addresses: Addresses) -> str:
    """What a newcomer needs to know."""
    lines = [
        "",
        f"  Magazine      http://localhost:{addresses.web}/",
        f"  Caught mail   http://localhost:{addresses.mail_pages}/",
        f"  CMS           http://localhost:{addresses.web}/cms/",
        *sign_in(),
        "  Ctrl-C stops everything; the next start keeps all that was changed.",
    ]
    if addresses.host in EVERYWHERE:
        lines.append('  Other machines: give the name they use, ALLOWED_HOSTS="name ...".')
    return "\n".join([*lines, "", ""])


def wait_until_answering(supervisor: Supervisor, addresses: Addresses) -> None:
    """Look after the processes until the magazine answers."""
    while not is_answering(addresses):
        supervisor.look()


def finish(supervisor: Supervisor, process: Process) -> int:
    """Run a process to its end beside the others; returns its exit code."""
    supervisor.run_once(process)
    while (code := supervisor.code(process.name)) is None:
        supervisor.look()
    supervisor.look()
    return code


def play_samples(supervisor: Supervisor) -> int:
    """Run `seed_demo`, which plays only what was not played before; returns its exit code."""
    code = finish(supervisor, Process(SEED, manage("seed_demo"), shows_bar=True))
    ending = f"ended with code {code}; the magazine runs on, `make seed` tries again"
    say(SEED, ending if code else "done")
    return code


def live(supervisor: Supervisor, addresses: Addresses, folder: Path, samples: Samples) -> int:
    """Run everything until it is stopped, or until the samples were played when that is all that was asked."""
    *processes, timetable = all_processes(addresses, folder)
    for process in processes:
        supervisor.keep(process)
    wait_until_answering(supervisor, addresses)
    if samples is not Samples.ONLY:
        sys.stdout.write(addresses_text(addresses))
        sys.stdout.flush()
    code = 0 if samples is Samples.NONE else play_samples(supervisor)
    if samples is not Samples.ONLY:
        supervisor.keep(timetable)  # only now: it works by the clock, the play by the days that it plays
    while samples is not Samples.ONLY:
        supervisor.look()
    return code


def main() -> int:
    """Start, run, stop."""
    parser = argparse.ArgumentParser(description="Runs Vakblad on this machine.")
    parser.add_argument("--samples", choices=[wish.value for wish in Samples], default=Samples.PLAYED.value)
    samples = Samples(parser.parse_args().samples)
    try:
        addresses = Addresses.of(os.environ)
        addresses.check_free()
        folder = run_folder(os.environ)
        lock = take_folder(folder, addresses)
    except BadAddress as error:
        sys.stderr.write(f"{error}\n")
        return 1
    environment = addresses.environment(os.environ)
    with lock:
        return run(environment, addresses, folder, samples)


def run(environment: dict[str, str], addresses: Addresses, folder: Path, samples: Samples) -> int:
    """Prepare and live; whatever happens, nothing is left running."""
    supervisor = Supervisor(environment, say)
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, supervisor.ask_to_stop)
    try:
        command = (sys.executable, "-m", "ops.prepare", "--samples", samples.value)
        code = finish(supervisor, Process("prepare", command))
        return code or live(supervisor, addresses, folder, samples)
    except Stopped:
        sys.stdout.write("\nStopping ...\n")
        return 0
    finally:
        supervisor.stop()


if __name__ == "__main__":
    sys.exit(main())
