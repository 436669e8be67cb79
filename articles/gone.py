"""Which addresses answer 410: something was published there, and it was unpublished, has expired or was deleted.

Comes in: Wagtail's and Django's signals of pages (each page of a tree that is taken down sends its own), and rows
that are deleted while they have pages. Goes out: one row for each magazine and path, written at that moment; the
view of what is not found asks for it. A page that is published again takes its rows away.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from articles import appearances, renaming
from articles.addresses import addresses_of
from articles.models.gone import GoneAddress


def is_gone(site: Site, path: str) -> bool:
    """Whether something was published at a path, and nothing leads on from there."""
    path = Redirect.normalise_path(path)
    return (
        GoneAddress.objects.at(site, path).exists()
        and not Redirect.get_for_site(site).filter(old_path=path).exists()
    )


def remember(addresses: Iterable[tuple[int, str]]) -> None:
    """Write down that addresses (the id of a magazine, a path) are gone; safe to repeat."""
    rows = [GoneAddress(site_id=site, path=Redirect.normalise_path(path)) for site, path in addresses]
    GoneAddress.objects.bulk_create(rows, ignore_conflicts=True)


def forget(addresses: Iterable[tuple[int, str]]) -> None:
    """Something is published at these addresses again."""
    for site, path in addresses:
        GoneAddress.objects.at(site, Redirect.normalise_path(path)).delete()


def page_unpublished(instance: Page, **_signal: Any) -> None:
    """A page was taken down, or has expired; its descendants that go with it send their own signals."""
    remember(addresses_of(instance))


def page_published(instance: Page, **_signal: Any) -> None:
    """A page is there, perhaps again."""
    forget(addresses_of(instance))


def page_deleted(instance: Page, **_signal: Any) -> None:
    """A page is about to be deleted; what led to it goes with it, and would answer 404 from then on."""
    if instance.live:
        remember(addresses_of(instance))
    if instance.first_published_at:
        remember(_sources(Redirect.objects.filter(redirect_page=instance.pk)))


def row_deleted(instance: appearances.Row, **_signal: Any) -> None:
    """A topic, series, expert or organisation is about to be deleted: its pages, where it had any, are gone."""
    paths = dict(zip(dict(settings.LANGUAGES), renaming.addresses(instance, instance.slug), strict=True))
    row = type(instance).objects.filter(pk=instance.pk)
    had = [
        (site.pk, paths[home.locale.language_code])
        for site in Site.objects.select_related("root_page")
        for home in appearances.homes(site)
        if appearances.appearing(row, home).exists()
    ]
    if had:
        remember([*had, *_sources(Redirect.objects.filter(redirect_link__in=paths.values()))])


def _sources(redirects: QuerySet[Redirect]) -> list[tuple[int, str]]:
    """The addresses that redirects lead from; one without a magazine leads from each."""
    everywhere = list(Site.objects.values_list("pk", flat=True))
    return [
        (site, path)
        for only, path in redirects.values_list("site", "old_path")
        for site in ([only] if only else everywhere)
    ]
