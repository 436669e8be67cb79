"""`read_sources`: read what is due, now and in this process."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from curation import reading
from curation.exceptions import NotStored
from curation.management import options as shared
from curation.models.wording import describe


class Command(BaseCommand):
    help = "Read the sources that are due: fetch, take apart, store what is new, and give it its stories."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--all", action="store_true", help="read every active source, due or not, and its whole document"
        )
        parser.add_argument("--only-read", action="store_true", help="leave the stories to the worker")
        shared.add_now(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        now = shared.present(options)
        run = reading.Run(now, everything=options["all"])
        with shared.bar(run.wanted().count(), "Reading sources", options) as bar:
            try:
                summary = reading.read_due(reading.Run(now, everything=options["all"], progress=bar.update))
            except NotStored as error:
                raise CommandError(describe({"code": error.code, "detail": error.detail})) from error
        stories = 0 if options["only_read"] else shared.cluster(now)
        shared.report(self, {**asdict(summary), "stories": stories}, options, sentence(summary, stories))


def sentence(summary: reading.Summary, stories: int) -> str:
    """What a reading did, in one line."""
    return (
        f"{summary.read} sources read: {summary.unchanged} unchanged, {summary.failed} failed, "
        f"{summary.items_new} new items in {stories} new stories."
    )
