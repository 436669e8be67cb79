"""What goes with the last page that shows it: topics, series, experts, organisations, and the feeds of a section.

Comes in: a page of the tree. Goes out: for `articles.gone`, the addresses that are there because
of it, in the language that it stands in, with the question whether they still are. An organisation also goes with
the last author who leaves it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.utils.translation import override
from wagtail.models import Page, Site

from articles import appearances, gone, renaming
from articles.addresses import addresses_of, front_path
from articles.feeds.scopes import Kind
from articles.gone import Addresses, Shown
from articles.models import Expert, HomePage, Organisation, SectionPage


def shown_by(page: Page) -> Iterator[Shown]:
    """The rows that a page shows, and the feeds that a section's page has."""
    home = HomePage.objects.filter(path=front_path(page)).select_related("locale").first()
    sites = {site for site, _path in addresses_of(page)}
    if home is not None and sites:
        yield from _rows(page, home, sites)
        yield from _sections(page, home, sites)


def _rows(page: Page, home: HomePage, sites: set[int]) -> Iterator[Shown]:
    for model in appearances.ROWS:
        for row in appearances.shown_by(model.objects.all(), page):
            paths = renaming.addresses(row, row.slug)[home.locale.language_code]
            found = appearances.appearing(model.objects.filter(pk=row.pk), home)
            yield Shown(_in(sites, paths), found.exists)


def _sections(page: Page, home: HomePage, sites: set[int]) -> Iterator[Shown]:
    for shown in SectionPage.objects.filter(pk=page.pk).select_related("section"):
        with override(home.locale.language_code):
            paths = renaming.feeds(Kind.SECTION, shown.section.key)
        same = SectionPage.objects.live().child_of(home).filter(section=shown.section)
        yield Shown(_in(sites, paths), same.exists)


def _in(sites: set[int], paths: list[str]) -> Addresses:
    return [(site, path) for site in sites for path in paths]


def expert_saving(instance: Expert, **_signal: Any) -> None:
    """Where somebody worked is known until the row is written; only an organisation with a page can lose it."""
    had = Organisation.objects.filter(experts=instance.pk).exclude(pk=instance.organisation_id).first()
    instance.left = list(_pages(had)) if had else []


def expert_saved(instance: Expert, **_signal: Any) -> None:
    """Somebody works elsewhere now: the page of one organisation may have ended, that of another may be back."""
    joined = instance.organisation
    gone.settle([*instance.left, *(_pages(joined) if joined else ())])


def _pages(row: appearances.Row) -> Iterator[Shown]:
    """The pages of a row in each magazine and language where it has one now."""
    paths = renaming.addresses(row, row.slug)
    for site in Site.objects.select_related("root_page"):
        for home in appearances.homes(site):
            found = appearances.appearing(type(row).objects.filter(pk=row.pk), home)
            if found.exists():
                yield Shown(_in({site.pk}, paths[home.locale.language_code]), found.exists)
