"""What the commands of this house have in common: --now, --site, --json, a bar on a terminal, exit codes.

A command that is done exits 0, one that could not do its work 1, a wrong call 2.
"""

from __future__ import annotations

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import asdict, is_dataclass
from datetime import date, datetime, time
from time import monotonic, sleep
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from tqdm import tqdm
from wagtail.models import Site

from curation import clustering

WAIT_S = 120  # for a clustering that is at work in another process


def add_now(parser: ArgumentParser) -> None:
    """Add --now: the time that a command takes for the present."""
    parser.add_argument(
        "--now",
        type=moment,
        metavar="TIME",
        help="take this for the present: 2026-02-19 or 2026-02-19T06:00 (refused in production)",
    )


def add_json(parser: ArgumentParser) -> None:
    """Add --json: a summary for machines on standard output."""
    parser.add_argument("--json", action="store_true", help="print the summary as JSON")


def add_site(parser: ArgumentParser) -> None:
    """Add --site: the magazine that is meant, by its host; needed once there are two."""
    parser.add_argument("--site", metavar="HOST", help="the magazine at this host; needed once there are two")


def magazine(options: dict[str, Any]) -> Site:
    """The magazine of --site, else the only one; exits 2 and names the hosts where it is none of them."""
    sites = list(Site.objects.select_related("root_page").order_by("-is_default_site", "hostname"))
    given: str | None = options["site"]
    found = [site for site in sites if given is None or site.hostname == given.lower()]
    if len(found) == 1:
        return found[0]
    problem = (
        "There are several magazines: say which with --site" if given is None else f"No magazine at {given!r}"
    )
    raise wrong_call(f"{problem}. Hosts: {', '.join(site.hostname for site in sites)}.")


def moment(text: str) -> datetime:
    """A date or a time as an aware moment; without a zone it is the installation's own."""
    if not settings.ACCEPTS_NOW:
        raise ArgumentTypeError("--now is refused here: production keeps to the clock")
    try:
        parsed = parse_datetime(text) or parse_date(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no time: {error}") from error
    if parsed is None:
        raise ArgumentTypeError(f"{text!r} is no time; write 2026-02-19 or 2026-02-19T06:00")
    return _aware(parsed)


def present(options: dict[str, Any]) -> datetime:
    """The --now of a call, else the clock."""
    given: datetime | None = options.get("now")
    return given or timezone.now()


def bar(total: int, what: str, options: dict[str, Any]) -> tqdm[Any]:
    """A progress bar on standard error where that is a terminal; silent otherwise."""
    is_silent = not sys.stderr.isatty() or options.get("json") or options.get("verbosity") == 0
    return tqdm(total=total, desc=what, disable=bool(is_silent), file=sys.stderr, leave=False)


def cluster(now: datetime) -> int:
    """Give all items their stories, waiting for another process that is at it; the number of new stories.

    Raises CommandError where that process does not come to an end.
    """
    until = monotonic() + WAIT_S
    while (done := clustering.cluster(now)).is_busy:
        if monotonic() > until:
            raise CommandError(f"Another process has been clustering for {WAIT_S} seconds; try again later.")
        sleep(0.5)
    return done.stories_count


def report(command: BaseCommand, summary: Any, options: dict[str, Any], sentence: str) -> None:
    """The outcome: JSON where asked for, else one sentence."""
    rows = asdict(summary) if is_dataclass(summary) and not isinstance(summary, type) else summary
    command.stdout.write(json.dumps(rows, default=str) if options["json"] else sentence)


def wrong_call(sentence: str) -> CommandError:
    """The error of a call that cannot be right; the command exits 2."""
    return CommandError(sentence, returncode=2)


def _aware(parsed: date) -> datetime:
    at = parsed if isinstance(parsed, datetime) else datetime.combine(parsed, time.min)
    return at if timezone.is_aware(at) else timezone.make_aware(at)
