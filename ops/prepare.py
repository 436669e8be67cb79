"""Makes a run folder ready: catalogues, database, static files, sample pages; quick when all is there.

`ops.run` starts it before the processes, in a process of its own, so that the supervisor stays small.
"""

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from ops import catalogue

STAMP = "static-files.stamp"


def say(text: str) -> None:
    """Tell the terminal what is being done."""
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def static_fingerprint() -> str:
    """A hash over the name, size and time of every static file."""
    found = hashlib.sha256()
    for line in sorted(_static_lines()):
        found.update(line.encode())
    return found.hexdigest()


def _static_lines() -> Iterator[str]:
    from django.contrib.staticfiles.finders import get_finders

    for finder in get_finders():
        for name, storage in finder.list([]):
            status = Path(storage.path(name)).stat()
            yield f"{name} {status.st_size} {status.st_mtime_ns}\n"


def collect_static(stamp: Path) -> None:
    """Collect and compress the static files, when they differ from those that were collected last."""
    fingerprint = static_fingerprint()
    if stamp.exists() and stamp.read_text() == fingerprint:
        return
    say("Collecting static files ...")
    call_command("collectstatic", interactive=False, verbosity=0)
    stamp.write_text(fingerprint)


def main(*, has_samples: bool) -> None:
    """Make everything ready; safe to repeat and to interrupt."""
    if catalogue.compile_stale():
        say("Compiled the Dutch.")
    django.setup()
    is_new = not Path(str(settings.DATABASES["default"]["NAME"])).exists()
    say("Making the database (about 15 seconds) ..." if is_new else "Checking the database ...")
    call_command("migrate", interactive=False, verbosity=0)
    call_command("createcachetable", verbosity=0)
    collect_static(settings.VAR_DIR / STAMP)
    if has_samples:
        say("Making the sample pages and users ..." if is_new else "Checking the sample pages ...")
        call_command("seed_demo", pages=True)


if __name__ == "__main__":
    main(has_samples=sys.argv[1:] != ["--samples", "none"])
