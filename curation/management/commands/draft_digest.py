"""`draft_digest`: draft the digest of the window that ended last, and publish it in somebody's name."""

from argparse import ArgumentParser
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.management.base import BaseCommand, CommandError
from wagtail.models import Site

from accounts.models import User
from articles import appearances
from articles.models import HomePage, Section, SectionPage
from curation import desk, digests
from curation.exceptions import CurationError
from curation.management import options as shared
from curation.models import DigestPage, DigestWindow
from mail.models import normalise

STEPS = 3  # stories, draft, publishing


@dataclass(frozen=True, slots=True)
class Summary:
    """What came of it; `page` is None where no story belongs to the window."""

    section: str
    language: str
    starts_at: datetime
    ends_at: datetime
    candidates: int
    page: int | None
    links: int
    is_drafted: bool
    is_published: bool


class Command(BaseCommand):
    help = (
        "Draft the digest of a section (or of home, the whole magazine) for the window that ended last, "
        "unless it was drafted already; with --publish-as, publish it in the name of an editor."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("section", metavar="SECTION", help='key of a section, or "home"')
        parser.add_argument("--language", required=True, choices=[code for code, _ in settings.LANGUAGES])
        parser.add_argument(
            "--publish-as", metavar="MAIL", help="publish in the name of the editor with this mail address"
        )
        shared.add_site(parser)
        shared.add_now(parser)
        shared.add_json(parser)

    def handle(self, *args: Any, **options: Any) -> None:
        now = shared.present(options)
        person = editor(options["publish_as"]) if options["publish_as"] else None
        plan = find_plan(shared.magazine(options), options["section"], options["language"])
        with shared.bar(STEPS, f"Drafting {plan.page.title}", options) as bar:
            shared.cluster(now)
            bar.update()
            window = digests.last_ended(plan, now)
            drafted = digests.draft(window, now)
            bar.update()
            page = drafted or DigestPage.objects.filter(window=window).order_by("pk").first()
            if page and person and not page.live:
                page = publish(page, person, now)
            bar.update()
        summary = summarise(window, page, is_drafted=drafted is not None)
        shared.report(self, summary, options, sentence(summary))


def find_plan(site: Site, key: str, language: str) -> digests.Plan:
    """The digest plan of a section in a language; exits 2 for an unknown section, 1 where it has no digest."""
    sections = Section.objects.filter(site=site).order_by("position", "key")
    keys = [HomePage.section_key, *sections.values_list("key", flat=True)]
    if key not in keys:
        raise shared.wrong_call(f"There is no section {key!r}; there are: {', '.join(keys)}.")
    page = find_page(site, key, language)
    if page is None:
        raise CommandError(f"{key!r} has no published page in {language!r}.")
    plan = digests.plan_of(page)
    if plan is None:
        raise CommandError(
            f"{page.title!r} ({language}) has no digest: set its cadence on the page in the CMS."
        )
    return plan


def find_page(site: Site, key: str, language: str) -> HomePage | SectionPage | None:
    """The page of a section, or home, of a magazine in a language."""
    homes = {home.locale.language_code: home for home in appearances.homes(site)}
    home = homes.get(language)
    if home is None or key == HomePage.section_key:
        return home
    pages = SectionPage.objects.live().child_of(home).select_related("section", "locale")
    return pages.filter(section__key=key).first()


def editor(email: str) -> User:
    """Who has this mail address and may use the desk; exits 2 for nobody, 1 for somebody who may not."""
    person = User.objects.filter(email=normalise(email), is_active=True).first()
    if person is None:
        raise shared.wrong_call(f"Nobody with an account has the mail address {email}.")
    if not person.has_perm("curation.use_desk"):
        raise CommandError(f"{email} may not publish digests; an editor may.")
    return person


def publish(page: DigestPage, person: User, now: datetime) -> DigestPage:
    """Publish the draft through the desk, as of `now`; exits 1 where that person may not, or it is locked."""
    try:
        return desk.publish(desk.Visit(page.pk, desk.Seen.of(page), person, now))
    except PermissionDenied as error:
        raise CommandError(f"{person.email} may not publish {page.title!r}.") from error
    except CurationError as error:
        raise CommandError(f"{page.title!r} was not published: {error.code}.") from error


def summarise(window: DigestWindow, page: DigestPage | None, *, is_drafted: bool) -> Summary:
    """The outcome in figures."""
    return Summary(
        window.section_key,
        window.language,
        window.starts_at,
        window.ends_at,
        window.candidates.count(),
        page.pk if page else None,
        page.links.count() if page else 0,
        is_drafted,
        page.live if page else False,
    )


def sentence(summary: Summary) -> str:
    """The outcome in words."""
    span = f"{summary.starts_at:%Y-%m-%d %H:%M} to {summary.ends_at:%Y-%m-%d %H:%M %Z}"
    window = f"{summary.section} ({summary.language}), {span}"
    if summary.page is None:
        return f"{window}: no story belongs to this window, nothing was drafted."
    state = "published" if summary.is_published else "a draft"
    verb = "drafted" if summary.is_drafted else "drafted before"
    links = f"{summary.links} links from {summary.candidates} candidates"
    return f"{window}: {verb}, {links}, {state} (page {summary.page})."
