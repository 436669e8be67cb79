"""A gunicorn of one worker on one core, and wrk on the other: what one round of one page gives."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import NamedTemporaryFile

from benchmarks.kit.measure import pss_mb

SERVER_CORE, CLIENT_CORE = 0, 1
CONNECTIONS = 4
START_S = 30
UNITS_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0, "m": 60_000.0}
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
P99 = re.compile(r"^\s+99%\s+([\d.]+)(us|ms|s|m)", re.MULTILINE)
FAULTS = re.compile(r"Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)")
IN_TURN = """
local paths = {%s}
local n = 0
request = function()
  n = n + 1
  return wrk.format("GET", paths[n %% #paths + 1])
end
"""


@dataclass(frozen=True, slots=True)
class Round:
    """Requests a second, and the milliseconds within which 99 of 100 were answered."""

    rate: float
    p99_ms: float


@dataclass(frozen=True, slots=True)
class Server:
    """A running gunicorn: where it answers, and the process that does."""

    address: str
    pid: int

    def answer(self, path: str, headers: Mapping[str, str]) -> Mapping[str, str]:
        """The headers of one answer; an error raises."""
        request = urllib.request.Request(self.address + path, headers=dict(headers))  # noqa: S310
        with urllib.request.urlopen(request, timeout=START_S) as response:  # noqa: S310 - our own server
            response.read()
            return response.headers

    def worker_mb(self) -> float:
        """Memory of the one worker: of the master and it, without the master."""
        children = Path(f"/proc/{self.pid}/task/{self.pid}/children").read_text().split()
        return sum(pss_mb(int(child)) for child in children)


def is_here() -> bool:
    """Whether Debian's wrk is installed."""
    return shutil.which("wrk") is not None


def free_port() -> int:
    """A port of this machine where nothing listens now."""
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


@contextmanager
def gunicorn(application: str, folder: Path, port: int, environment: Mapping[str, str]) -> Iterator[Server]:
    """One worker of `application` on its core, until the body is done."""
    options = f"--workers 1 --bind 127.0.0.1:{port} --no-control-socket --log-level warning"
    command = [sys.executable, "-m", "gunicorn", application, *options.split()]
    pinned = ["taskset", "-c", str(SERVER_CORE), *command]
    process = subprocess.Popen(pinned, cwd=folder, env={**os.environ, **environment})
    try:
        _wait(port, process)
        yield Server(f"http://localhost:{port}", process.pid)
    finally:
        process.terminate()
        process.wait()


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    end = time.monotonic() + START_S
    while time.monotonic() < end and process.poll() is None:
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise SystemExit(f"gunicorn did not start at port {port}")


def wrk(server: Server, paths: Sequence[str], headers: Mapping[str, str], seconds: int) -> Round:
    """Ask for the paths in turn; a round in which one answer failed ends the benchmark."""
    with NamedTemporaryFile("w", suffix=".lua") as script:
        script.write(IN_TURN % ", ".join(f'"{path}"' for path in paths))
        script.flush()
        options = ["-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency", "--timeout", "20s"]
        options += ["-s", script.name]
        given = [part for name, value in headers.items() for part in ("-H", f"{name}: {value}")]
        command = ["taskset", "-c", str(CLIENT_CORE), "wrk", *options, *given, server.address]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    return read(said)


def read(said: str) -> Round:
    """What wrk printed."""
    rate, p99, faults = RATE.search(said), P99.search(said), FAULTS.search(said)
    if not rate or not p99 or faults or not float(rate[1]):
        raise SystemExit(f"wrk had no clean round:\n{said}")
    return Round(float(rate[1]), float(p99[1]) * UNITS_MS[p99[2]])
