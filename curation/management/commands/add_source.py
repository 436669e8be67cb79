"""`add_source`: make a source of an address, or of the feed that the page there names."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone
from wagtail.models import Site

from articles.models import Section
from curation import reading
from curation.discovery import FoundFeed
from curation.exceptions import CurationError
from curation.management import options as shared
from curation.models.wording import describe
from curation.opml import Outline
from curation.reading.registering import register


class Command(BaseCommand):
    help = "Add sources by address. The address of a page is enough when it names one feed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("urls", nargs="+", metavar="URL", help="the address of a feed or of a page")
        parser.add_argument("--first", action="store_true", help="of several feeds take the first")
        parser.add_argument(
            "--section", action="append", default=[], metavar="KEY", help="put the sources in this section"
        )
        shared.add_site(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        site = shared.magazine(options)
        sections = self._sections(site, options["section"])
        with shared.bar(len(options["urls"]), "Looking", options) as bar:
            chosen = []
            for url in options["urls"]:
                chosen.append(self._choose(url, first=options["first"]))
                bar.update(1)
        outlines = [Outline(feed.address, feed.title) for feed in chosen]
        added = register(site, outlines, sections)
        summary = {"added": [source.address for source in added], "known": len(outlines) - len(added)}
        lines = [f"Added {source.title}: {source.address}" for source in added]
        known = [f"{summary['known']} already known."] if summary["known"] else []
        shared.report(self, summary, options, "\n".join(lines + known))

    def _choose(self, url: str, *, first: bool) -> FoundFeed:
        try:
            found = reading.find(url, timezone.now())
        except CurationError as error:
            raise CommandError(f"{url}: {describe({'code': error.code, 'detail': error.detail})}") from error
        if len(found) > 1 and not first:
            lines = "\n".join(f"  {feed.address}  {feed.title}" for feed in found)
            raise shared.wrong_call(f"{url} names several feeds; give one of them, or --first:\n{lines}")
        return found[0]

    def _sections(self, site: Site, keys: list[str]) -> list[Section]:
        sections = list(Section.objects.filter(site=site, key__in=keys))
        if missing := set(keys) - {section.key for section in sections}:
            raise shared.wrong_call(f"No such section: {', '.join(sorted(missing))}.")
        return sections
