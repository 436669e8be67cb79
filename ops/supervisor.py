"""Keeps processes running: starts them, names each line they print, starts again what ends by itself.

In come `Process`es and an environment; out go their lines, each under its name. `ops.run` calls it. Each
process leads a group of its own, so that nothing of it is left when it ends, and on Linux it is told to
stop when the supervisor itself is killed. One thread, no locks: a loop waits for lines and looks at the
children five times a second.
"""

import ctypes
import os
import selectors
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import FrameType

from ops.processes import Process

RESTART_AFTER_S = 1.0
LOOK_EVERY_S = 0.2
PATIENCE_S = 8.0  # for what is asked to stop; then it is killed, which every stage survives
PR_SET_PDEATHSIG = 1
CHUNK = 65536
LIBC = ctypes.CDLL(None) if sys.platform == "linux" else None


class Stopped(Exception):
    """Somebody asked the supervisor to stop."""


@dataclass(slots=True)
class Child:
    """A process as it runs now, or waits to run again."""

    process: Process
    is_kept: bool
    popen: subprocess.Popen[bytes] | None = None
    starts_at: float = 0.0
    rest: bytes = b""


class Supervisor:
    """Runs children until `stop` or, for a child that is not kept, until it ends; `say` prints one line."""

    def __init__(self, environment: Mapping[str, str], say: Callable[[str, str], None]) -> None:
        self.environment = dict(environment)
        self.say = say
        self.children: dict[str, Child] = {}
        self.asked_count = 0
        self.is_stopping = False
        self._pipes = selectors.DefaultSelector()

    def keep(self, process: Process) -> None:
        """Start a process that is started again whenever it ends."""
        self.children[process.name] = Child(process, is_kept=True)
        self._start(self.children[process.name])

    def run_once(self, process: Process) -> None:
        """Start a process that may end; `code` then tells how."""
        self.children[process.name] = Child(process, is_kept=False)
        self._start(self.children[process.name])

    def code(self, name: str) -> int | None:
        """The exit code of a process that was started once; None while it runs."""
        popen = self.children[name].popen
        return popen.poll() if popen else None

    def ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        """The handler of signals; the next `look` raises Stopped."""
        self.asked_count += 1

    def look(self) -> None:
        """Pass on what was printed within a fifth of a second, see to what has ended; may raise Stopped."""
        for key, _events in self._pipes.select(LOOK_EVERY_S):
            self._read(key.data)
        for child in self.children.values():
            self._tend(child)
        if self.asked_count and not self.is_stopping:
            raise Stopped

    def stop(self) -> None:
        """Ask everything to stop; kill what has not within PATIENCE_S, or at once when asked a second time."""
        self.is_stopping = True
        deadline = time.monotonic() + PATIENCE_S
        self._signal_all(signal.SIGTERM)
        while self._running() and time.monotonic() < deadline and self.asked_count < 2:
            self.look()
        self._signal_all(signal.SIGKILL)
        for child in self._running():
            child.popen.wait()  # type: ignore[union-attr]

    def _start(self, child: Child) -> None:
        output = None if child.process.shows_bar and sys.stdout.isatty() else subprocess.PIPE
        child.popen = subprocess.Popen(
            child.process.command,
            env=self.environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT if output else None,
            start_new_session=True,
            preexec_fn=_end_with(os.getpid()),  # safe: this process has one thread
        )
        child.starts_at = 0.0
        if child.popen.stdout:
            os.set_blocking(child.popen.stdout.fileno(), False)
            self._pipes.register(child.popen.stdout, selectors.EVENT_READ, child)
        self.say(child.process.name, f"started (process {child.popen.pid})")

    def _read(self, child: Child) -> None:
        pipe = child.popen.stdout if child.popen else None
        if pipe is None or pipe.closed:
            return
        chunk = os.read(pipe.fileno(), CHUNK)
        *lines, child.rest = (child.rest + chunk).splitlines(keepends=True) or [b""]
        if child.rest.endswith(b"\n") or not chunk:
            lines, child.rest = [*lines, child.rest], b""
        for line in lines:
            if line.strip():
                self.say(child.process.name, line.decode(errors="replace").rstrip())
        if not chunk:
            self._pipes.unregister(pipe)
            pipe.close()

    def _tend(self, child: Child) -> None:
        if child.popen and child.popen.poll() is not None and not child.starts_at:
            self._bury(child)
        elif child.starts_at and time.monotonic() >= child.starts_at and not self.is_stopping:
            self._start(child)

    def _bury(self, child: Child) -> None:
        """Take leave of a process that ended, and of what it left behind."""
        self._kill_group(child, signal.SIGKILL)
        self._drain(child)
        if not child.is_kept or self.is_stopping:
            child.starts_at = float("inf")
            return
        child.starts_at = time.monotonic() + RESTART_AFTER_S
        how = _how_it_ended(child.popen.returncode)  # type: ignore[union-attr]
        self.say(child.process.name, f"ended by itself ({how}); starts again in {RESTART_AFTER_S:.0f} s")

    def _drain(self, child: Child) -> None:
        while child.popen and child.popen.stdout and not child.popen.stdout.closed:
            try:
                self._read(child)
            except BlockingIOError:
                return  # something outside the group still holds the pipe

    def _running(self) -> list[Child]:
        return [child for child in self.children.values() if child.popen and child.popen.poll() is None]

    def _signal_all(self, number: signal.Signals) -> None:
        for child in self._running():
            if number is signal.SIGTERM:
                child.popen.terminate()  # type: ignore[union-attr]
            else:
                self._kill_group(child, number)

    @staticmethod
    def _kill_group(child: Child, number: signal.Signals) -> None:
        try:
            os.killpg(child.popen.pid, number)  # type: ignore[union-attr]
        except (ProcessLookupError, PermissionError):
            pass  # nothing of it is left


def _end_with(parent: int) -> Callable[[], None] | None:
    """What a child does before its program starts: ask the kernel for SIGTERM when its parent dies (prctl(2))."""
    if LIBC is None:
        return None

    def ask() -> None:
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
        if os.getppid() != parent:
            os._exit(1)

    return ask


def _how_it_ended(code: int) -> str:
    return f"killed by {signal.Signals(-code).name}" if code < 0 else f"exit code {code}"
