"""`seed_archive`: ten years of a busy magazine beside the sample content, to see what large lists do.

Called by `make seed SIZE=large`. Does nothing where an archive is already there.
"""

from __future__ import annotations

from argparse import ArgumentParser, ArgumentTypeError
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from articles.models import ArticlePage, SectionPage
from curation.management import options as shared
from demo import archive


def size(text: str) -> archive.Size:
    """How many rows of each kind, as articles=1000,experts=500; what is not named is as large as ever."""
    try:
        return archive.Size(
            **{name: int(number) for name, number in (part.split("=") for part in text.split(","))}
        )
    except (ValueError, TypeError) as error:
        raise ArgumentTypeError(f"{text!r} is no size: {error}") from error


class Command(BaseCommand):
    help = "Write 10,000 articles, 5,000 experts, 300 topics, 2,000 digests into the sample magazine."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--size", type=size, default=archive.Size(), help="articles=1000,experts=500,...")
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        size = options["size"]
        if not SectionPage.objects.exists():
            raise CommandError("There is no sample magazine to write into; run make seed first.")
        if ArticlePage.objects.filter(slug__startswith=archive.SLUG).exists():
            return shared.report(self, {"articles": 0}, options, "The archive is there already.")
        with shared.bar(size.rows, "Writing the archive", options) as bar:
            archive.write(size, timezone.now(), bar.update)
        with shared.bar(size.articles, "Noting what points where", options) as bar:
            archive.note_references(bar.update)
        call_command("update_index", verbosity=0)
        shared.report(self, {"articles": size.articles}, options, "The archive is written.")
