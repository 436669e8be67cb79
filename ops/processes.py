"""The process file: which processes make a running Vakblad on one machine, and where they listen.

In comes the environment (HOST, PORT, MAIL_PORT, MAIL_WEB_PORT, ALLOWED_HOSTS, VAKBLAD_VAR); out go commands
for the supervisor and the environment that they share. Numbers of processes fit two cores;
docs/operations.md says what to run in production.
"""

import os
import socket
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOOPBACK = "127.0.0.1"
EVERYWHERE = frozenset({"0.0.0.0", "::"})  # noqa: S104 -- compared with, never bound by default
WEB_PORT = 8000
MAIL_AFTER = 25  # the catcher listens this far after PORT, so that two magazines on one machine do not meet
PAGES_AFTER = 26
WEB_PROCESSES = 2  # one a core
WEB_THREADS = 4
WORKER_PROCESSES = 2
CELERY = (sys.executable, "-m", "celery", "--app", "config", "--quiet")


class BadAddress(Exception):
    """HOST or a port that cannot be used; the text says what to do."""


@dataclass(frozen=True, slots=True)
class Process:
    """A command under a name; `shows_bar` gives it the terminal itself, for a progress bar."""

    name: str
    command: tuple[str, ...]
    shows_bar: bool = False


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the processes listen."""

    host: str = LOOPBACK
    web: int = WEB_PORT
    mail: int = WEB_PORT + MAIL_AFTER
    mail_pages: int = WEB_PORT + PAGES_AFTER

    @classmethod
    def of(cls, environment: Mapping[str, str]) -> "Addresses":
        """What the environment asks for; raises BadAddress for a port that is no number from 1 to 65535."""
        web = _port(environment, "PORT", WEB_PORT)
        return cls(
            host=environment.get("HOST") or LOOPBACK,
            web=web,
            mail=_port(environment, "MAIL_PORT", web + MAIL_AFTER),
            mail_pages=_port(environment, "MAIL_WEB_PORT", web + PAGES_AFTER),
        )

    @property
    def near_host(self) -> str:
        """The host by which this machine itself reaches the magazine."""
        return LOOPBACK if self.host in EVERYWHERE else self.host

    def check_free(self) -> None:
        """Raise BadAddress for the first address that cannot be listened on."""
        for host, port, variable in self._listeners():
            family = socket.AF_INET6 if ":" in host else socket.AF_INET
            with socket.socket(family) as probe:
                probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                try:
                    probe.bind((host, port))
                except OSError as error:
                    raise BadAddress(
                        f"Port {port} on {host} is taken ({error.strerror}). "
                        f"Stop what listens there, or choose another: make run {variable}={port + 100}"
                    ) from error

    def environment(self, base: Mapping[str, str]) -> dict[str, str]:
        """`base` with all that the processes and their settings read."""
        names = base.get("ALLOWED_HOSTS", "")
        if self.host not in EVERYWHERE and self.host != LOOPBACK:
            names = f"{names} {self.host}".strip()
        return dict(base) | {
            "HOST": self.host,
            "PORT": str(self.web),
            "MAIL_PORT": str(self.mail),
            "MAIL_WEB_PORT": str(self.mail_pages),
            "ALLOWED_HOSTS": names,
            "PYTHONPATH": os.pathsep.join((str(ROOT / "site"), str(ROOT))),
            "PYTHONUNBUFFERED": "1",
            "PYTHONWARNINGS": base.get(
                "PYTHONWARNINGS", "ignore"
            ),  # words of libraries to their users; tests show them
            "DJANGO_SETTINGS_MODULE": base.get("DJANGO_SETTINGS_MODULE", "config.settings.dev"),
        }

    def _listeners(self) -> Iterator[tuple[str, int, str]]:
        yield self.host, self.web, "PORT"
        yield LOOPBACK, self.mail, "MAIL_PORT"
        yield self.host, self.mail_pages, "MAIL_WEB_PORT"


def _port(environment: Mapping[str, str], variable: str, default: int) -> int:
    text = environment.get(variable) or str(default)
    if not text.isdecimal() or not 0 < int(text) < 65536:
        raise BadAddress(f"{variable}={text} is no port: give a number from 1 to 65535.")
    return int(text)


def run_folder(environment: Mapping[str, str]) -> Path:
    """Where all that is written at run time goes."""
    return Path(environment.get("VAKBLAD_VAR") or ROOT / "var").resolve()


def manage(*arguments: str) -> tuple[str, ...]:
    """A command of manage.py."""
    return (sys.executable, str(ROOT / "manage.py"), *arguments)


def web(addresses: Addresses) -> Process:
    """gunicorn, without the control socket that it would open in the home directory."""
    host = f"[{addresses.host}]" if ":" in addresses.host else addresses.host
    options = f"--bind {host}:{addresses.web} --workers {WEB_PROCESSES} --threads {WEB_THREADS}"
    quiet = "--no-control-socket --graceful-timeout 5 --log-level warning"
    command = (sys.executable, "-m", "gunicorn", "config.wsgi", *options.split(), *quiet.split())
    return Process("web", command)


def worker() -> Process:
    """Celery's worker; remote control and events are off by setting, gossip and mingle here."""
    options = f"--concurrency {WORKER_PROCESSES} --prefetch-multiplier 1 --loglevel WARNING"
    quiet = "--without-gossip --without-mingle --without-heartbeat"
    return Process("worker", (*CELERY, "worker", *options.split(), *quiet.split()))


def timetable(folder: Path) -> Process:
    """Celery's beat; what it remembers lies under the run folder."""
    return Process(
        "timetable",
        (*CELERY, "beat", "--schedule", str(folder / "timetable"), "--pidfile=", "--loglevel", "WARNING"),
    )


def mail_catcher(addresses: Addresses, folder: Path) -> Process:
    """The mail server that keeps everything here."""
    ports = ("--smtp-port", str(addresses.mail), "--web-port", str(addresses.mail_pages))
    module = (sys.executable, "-m", "ops.mail_catcher", "--folder", str(folder / "mail"))
    return Process("mail", (*module, *ports, "--host", addresses.host))


def all_processes(addresses: Addresses, folder: Path) -> list[Process]:
    """What `make run` keeps running."""
    return [mail_catcher(addresses, folder), web(addresses), worker(), timetable(folder)]
