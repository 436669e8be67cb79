"""`compose_issue`: make the issue of the last window that has ended; it then waits for approval."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from curation.management import options as shared
from newsletters import composition
from newsletters.exceptions import NewslettersError
from newsletters.models import Newsletter
from newsletters.models.lists import Cadence


class Command(BaseCommand):
    help = "Compose the issue of the last window that has ended. Repeating it gives the same issue."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("newsletter", metavar="NEWSLETTER", help="the newsletter's slug")
        parser.add_argument("--cadence", choices=Cadence.values, required=True)
        shared.add_site(parser)
        shared.add_now(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        newsletter = find(shared.magazine(options), options["newsletter"])
        cadence = Cadence(options["cadence"])
        try:
            with shared.bar(1, f"Composing {newsletter.slug}", options) as bar:
                issue = composition.compose_ended(newsletter, cadence, shared.present(options))
                bar.update()
        except NewslettersError as error:
            raise CommandError(str(error)) from error
        items = {edition: issue.items.filter(edition=edition).count() for edition in composition.EDITIONS}
        summary = {"issue": issue.pk, "starts_at": issue.starts_at, "ends_at": issue.ends_at, "items": items}
        counts = ", ".join(f"{count} items in {edition}" for edition, count in items.items())
        shared.report(self, summary, options, f"Issue {issue.pk}: {issue} ({counts}).")


def find(site: Site, slug: str) -> Newsletter:
    """The newsletter of this slug in a magazine; exits 2 and names those that exist where there is none."""
    newsletters = Newsletter.objects.filter(site=site).select_related("site")
    if found := newsletters.filter(slug=slug).first():
        return found
    known = ", ".join(newsletters.values_list("slug", flat=True)) or "none"
    raise shared.wrong_call(f"No newsletter has the slug {slug!r}. Newsletters: {known}.")
