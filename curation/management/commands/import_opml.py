"""`import_opml`: make sources of a list of feeds."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from curation import opml
from curation.exceptions import UnreadableOpml
from curation.management import options as shared
from curation.models.wording import describe
from curation.reading.registering import register, sort


class Command(BaseCommand):
    help = "Import the feeds of an OPML file as sources; those that are known stay as they are."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, metavar="FILE", help="an OPML file")
        parser.add_argument("--dry-run", action="store_true", help="say what would be added, add nothing")
        shared.add_site(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        site = shared.magazine(options)
        found = sort(site, self._read(options["file"]))
        if not options["dry_run"]:
            with shared.bar(len(found.new), "Adding sources", options) as bar:
                bar.update(len(register(site, found.new)))
        summary = {"added": len(found.new), "known": found.known_count, "refused": found.refused_count}
        verb = "would be added" if options["dry_run"] else "added"
        text = f"{len(found.new)} sources {verb}, {found.known_count} known, {found.refused_count} refused."
        shared.report(self, summary, options, text)

    def _read(self, path: Path) -> list[opml.Outline]:
        try:
            return opml.read(path.read_bytes())
        except OSError as error:
            raise CommandError(f"{path} cannot be read: {error.strerror}.") from error
        except UnreadableOpml as error:
            raise CommandError(f"{path}: {describe({'code': error.code, 'detail': error.detail})}") from error
