"""Which addresses answer 410: something was published there, and it was unpublished, has expired or was deleted.

Comes in: Wagtail's and Django's signals of pages (each page of a tree that is taken down sends its own), and rows
that are deleted while they have pages, or people who leave an organisation. Goes out: one row for each magazine and
path, written at that moment; the view of what is not found asks for it. A page that is published again takes its
rows away.

What stands outside the tree (a topic, a story) is there while something published shows it, so the last page that
does takes it along, or an edit of it. Each room signs in what its pages show (`register`, in its `apps.py`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, Site

from articles import appearances, renaming
from articles.addresses import addresses_of
from articles.generations import writes_draft_alone
from articles.models.gone import GoneAddress

Addresses = list[tuple[int, str]]  # the id of a magazine, a path


@dataclass(frozen=True, slots=True)
class Shown:
    """What a published page lets appear outside the tree: where, and whether anything shows it now."""

    addresses: Addresses
    is_there: Callable[[], bool]


Provider = Callable[[Page], Iterable[Shown]]

_providers: dict[str, Provider] = {}


def register(name: str, provider: Provider) -> None:
    """Sign in, under `name`, what a page shows outside the tree while it is live; again takes its place."""
    _providers[name] = provider


def is_gone(site: Site, path: str) -> bool:
    """Whether something was published at a path, and nothing leads on from there."""
    path = Redirect.normalise_path(path)
    return (
        GoneAddress.objects.at(site, path).exists()
        and not Redirect.get_for_site(site).filter(old_path=path).exists()
    )


def remember(addresses: Iterable[tuple[int, str]]) -> None:
    """Write down that addresses are gone; safe to repeat."""
    rows = [GoneAddress(site_id=site, path=Redirect.normalise_path(path)) for site, path in addresses]
    GoneAddress.objects.bulk_create(rows, ignore_conflicts=True)


def forget(addresses: Iterable[tuple[int, str]]) -> None:
    """Something is published at these addresses again."""
    paths: dict[int, list[str]] = {}
    for site, path in addresses:
        paths.setdefault(site, []).append(Redirect.normalise_path(path))
    for site, found in paths.items():
        GoneAddress.objects.filter(site=site, path__in=found).delete()


def page_unpublished(instance: Page, **_signal: Any) -> None:
    """A page was taken down, or has expired; its descendants that go with it send their own signals."""
    remember(addresses_of(instance))
    settle(shown_by(instance))


def page_published(instance: Page, **_signal: Any) -> None:
    """A page is there, perhaps again, and perhaps no longer shows what it did."""
    forget(addresses_of(instance))
    settle([*getattr(instance, "showed", ()), *shown_by(instance)])


def saving_begins(instance: Page, update_fields: frozenset[str] | None = None, **_signal: Any) -> None:
    """What a live page shows is known until its next text is written."""
    if writes_draft_alone(update_fields):
        return
    if instance.live and Page.objects.filter(pk=instance.pk, live=True).exists():
        instance.showed = shown_by(instance)


def page_deleted(instance: Page, **_signal: Any) -> None:
    """A page is about to be deleted; what led to it goes with it, and would answer 404 from then on."""
    if instance.live:
        remember(addresses_of(instance))
    if instance.first_published_at:
        remember(_sources(Redirect.objects.filter(redirect_page=instance.pk)))


def deletion_begins(instance: Page, **_signal: Any) -> None:
    """What a live page shows is known while it is there; of its two rows, the one of `Page` goes last."""
    instance.showed = shown_by(instance) if instance.live else []


def deletion_ends(instance: Page, **_signal: Any) -> None:
    """Whether anything else shows it is known when the page is no more."""
    settle(instance.showed)


def shown_by(page: Page) -> list[Shown]:
    """All that a page shows outside the tree while it is live."""
    return [shown for provider in _providers.values() for shown in provider(page)]


def settle(shown: Iterable[Shown]) -> None:
    """Write down what is not there any more, and forget that of what is; safe to repeat."""
    there: Addresses = []
    missing: Addresses = []
    for one in shown:
        (there if one.is_there() else missing).extend(one.addresses)
    forget(there)
    remember(missing)


def row_deleted(instance: appearances.Row, **_signal: Any) -> None:
    """A topic, series, expert or organisation is about to be deleted: its pages, where it had any, are gone."""
    paths = renaming.addresses(instance, instance.slug)
    row = type(instance).objects.filter(pk=instance.pk)
    had = [
        (site.pk, path)
        for site in Site.objects.select_related("root_page")
        for home in appearances.homes(site)
        if appearances.appearing(row, home).exists()
        for path in paths[home.locale.language_code]
    ]
    if had:
        led = [path for found in paths.values() for path in found]
        remember([*had, *_sources(Redirect.objects.filter(redirect_link__in=led))])


def _sources(redirects: QuerySet[Redirect]) -> Addresses:
    """The addresses that redirects lead from; one without a magazine leads from each."""
    everywhere = list(Site.objects.values_list("pk", flat=True))
    return [
        (site, path)
        for only, path in redirects.values_list("site", "old_path")
        for site in ([only] if only else everywhere)
    ]
