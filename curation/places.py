"""Where digests stand: the home and section pages of each magazine and language, and the windows made for them.

Goes out: for each place the window that fills, the drafts that wait and what was published. Called by the desk.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Count
from wagtail.models import Site

from articles.models import HomePage, SectionPage
from curation.models import DigestPage, DigestWindow

SHOWN_DAYS = 14  # how far back the list of desks looks: two weekly windows
SHOWN_PUBLISHED = 3

Place = HomePage | SectionPage


@dataclass(frozen=True, slots=True)
class ShownWindow:
    """One window in the list of desks, with the digest made of it."""

    window: DigestWindow
    page: DigestPage | None
    candidates_count: int


@dataclass(frozen=True, slots=True)
class ShownDesk:
    """One section, or the whole magazine, in one language: what fills, what waits and what is out."""

    site: Site
    place: Place
    filling: list[ShownWindow]
    waiting: list[ShownWindow]
    out: list[ShownWindow]

    @property
    def is_planless(self) -> bool:
        """Whether no digest is made here: no cadence is set, and nothing is left of an earlier one."""
        return not (self.place.digest_cadence or self.filling or self.waiting or self.out)


def homes_of(site: Site) -> list[HomePage]:
    """The home pages of a magazine, one for each language."""
    pages = site.root_page.get_translations(inclusive=True).values_list("pk", flat=True)
    homes = HomePage.objects.filter(pk__in=list(pages)).select_related("locale")
    return sorted(homes, key=lambda home: home.pk != site.root_page_id)


def places() -> Iterator[tuple[Site, Place]]:
    """Every home and section page that can have a digest, by magazine, language and order of the menu."""
    for site in Site.objects.select_related("root_page").order_by("-is_default_site", "pk"):
        for home in homes_of(site):
            yield site, home
            sections = SectionPage.objects.child_of(home).select_related("section", "locale")
            for page in sections.order_by("section__position", "section__key"):
                yield site, page


def overview(now: datetime) -> list[ShownDesk]:
    """All desks with their windows of the last days; the queries are as many as magazines and languages."""
    windows = DigestWindow.objects.filter(ends_at__gt=now - timedelta(days=SHOWN_DAYS))
    rows = list(windows.annotate(candidates_count=Count("candidates")).order_by("-ends_at"))
    made = DigestPage.objects.filter(window__in=rows, alias_of=None).select_related("locale").order_by("-pk")
    pages = {(page.window_id, page.locale.language_code): page for page in made}
    shown = [ShownWindow(row, pages.get((row.pk, row.language)), row.candidates_count) for row in rows]
    return [show_desk(site, place, shown, now) for site, place in places()]


def show_desk(site: Site, place: Place, shown: list[ShownWindow], now: datetime) -> ShownDesk:
    """Pick the windows of one desk and part them by what they wait for."""
    key = (site.pk, place.section_key, place.locale.language_code)
    own = [one for one in shown if (one.window.site_id, one.window.section_key, one.window.language) == key]
    filling = [one for one in own if one.window.starts_at <= now < one.window.ends_at]
    closed = [one for one in own if one.window.ends_at <= now]
    waiting = [one for one in closed if one.page and (not one.page.live or one.page.has_unpublished_changes)]
    out = [one for one in closed if one.page and one.page.live and one not in waiting]
    return ShownDesk(site, place, filling, waiting, out[:SHOWN_PUBLISHED])
