"""`seed_demo`: the sample magazine, its pages first and then its last days.

Called by `make run`: with `--pages` before any process runs, without it once the site answers. Safe to repeat and to
break off: what was done stays done, and nothing that a person changed since is changed back.
"""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from curation.management import options as shared
from demo import addresses, play
from demo.models import Play
from demo.pages import make_pages
from mail import transport
from mail.exceptions import ConnectionFailed


class Command(BaseCommand):
    help = "Make the sample magazine: its pages and users, then its last days, read from the running site."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--pages",
            action="store_true",
            help="only pages and users, and move the sample addresses to this start's PORT; needs no running site",
        )
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        moved_from = addresses.settle(settings.PORT)
        row = make_pages(now)
        if not options["pages"] and row.played_at is None:
            self.play(row, options)
        summary = {"started_at": row.started_at, "played_at": row.played_at, "moved_from": moved_from}
        shared.report(self, summary, options, sentence(row))

    def play(self, row: Play, options: dict[str, Any]) -> None:
        """Play what is left of the last days under a progress line."""
        try:
            with transport.connect():
                pass  # a mail server that is missing is better known before the first mail
            self.play_steps(row, options)
        except ConnectionFailed as error:
            raise CommandError(
                f"The mail catcher does not answer: {error}. Start it with make run."
            ) from error
        except play.SourcesSilent as error:
            raise CommandError(
                f"The sample sources do not answer: {error}. Start the site with make run."
            ) from error

    def play_steps(self, row: Play, options: dict[str, Any]) -> None:
        steps = play.steps(row)
        with shared.bar(len(steps), "Playing the last days", options) as bar:
            for step in steps:
                bar.set_postfix_str(step.name)
                play.play_step(row, step)
                bar.update()
        row.finish(timezone.now())


def sentence(row: Play) -> str:
    """What there is now, in one line."""
    if row.played_at is None:
        return "The sample pages and users are there; the last days are yet to be played."
    return "The sample magazine is there, with its last days."
