"""What stands in another language, when an address has nothing in its own: the not-found page offers it.

Comes in: a magazine and the path that was not found. Goes out: links, ready to print. `config.views` calls it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.urls import Resolver404, ResolverMatch, resolve, reverse
from django.utils.translation import get_language_from_path, override
from wagtail.models import Page, Site

from articles import appearances, labels
from articles.addresses import addresses_of, page_at
from articles.feeds import scopes
from articles.models import Expert, Organisation, Series, Topic

ROWS: dict[str, type[appearances.Row]] = {
    "topic": Topic,
    "series": Series,
    "expert": Expert,
    "organisation": Organisation,
}
# A language and up to four parts, the last of which may be a feed's.
POSSIBLE = re.compile(r"/(nl|en)(/[\w-]+){0,4}(/|\.(atom|rss|json))?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A page that exists: in which language, what it is called there, and its path."""

    language: str
    title: str
    url: str


def is_possible(path: str) -> bool:
    """Whether a page, row or feed of ours could be at a path; what machines try at random mostly fails here."""
    return POSSIBLE.fullmatch(path) is not None


def find(site: Site, path: str) -> list[Elsewhere]:
    """The pages that a path with another language in it leads to, and their translations in the one asked for."""
    asked = get_language_from_path(path)
    if asked is None:
        return []
    match = _resolved(path, asked)
    apart = (*_rows(site, match), *_feeds(site, match)) if match else ()
    found = {one.url: one for one in (*_pages(site, path, asked), *apart)}
    return sorted(found.values(), key=lambda one: (one.language != asked, one.language))


def _pages(site: Site, path: str, asked: str) -> Iterator[Elsewhere]:
    for language, _name in settings.LANGUAGES:
        page = page_at(site, _in(language, path, asked)) if language != asked else None
        if page is not None and page.live:
            for other in page.get_translations(inclusive=True).live().select_related("locale").specific():
                yield from _at(site, other)


def _at(site: Site, page: Page) -> Iterator[Elsewhere]:
    language = page.locale.language_code
    with override(language):
        title = labels.title_of(page)
    for site_id, path in addresses_of(page):
        if site_id == site.pk:
            yield Elsewhere(language, title, path)


def _rows(site: Site, match: ResolverMatch) -> Iterator[Elsewhere]:
    model = ROWS.get(match.url_name or "")
    if model is None:
        return
    homes = appearances.homes(site)
    for language, _name in settings.LANGUAGES:
        found = appearances.find(model.objects.all(), match.kwargs["slug"], homes, language)
        if found is not None:
            with override(language):
                yield Elsewhere(language, str(found.row), found.row.get_absolute_url())


def _feeds(site: Site, match: ResolverMatch) -> Iterator[Elsewhere]:
    if match.url_name != "feed_of":
        return
    for home in appearances.homes(site):
        with override(home.locale.language_code):
            subject = scopes.subject_at(home, scopes.Kind(match.kwargs["kind"]), match.kwargs["key"])
            if subject is not None:
                url = reverse("feed_of", kwargs=match.kwargs)
                yield Elsewhere(home.locale.language_code, subject.name, url)


def _resolved(path: str, language: str) -> ResolverMatch | None:
    with override(language):
        try:
            return resolve(path)
        except Resolver404:
            return None


def _in(language: str, path: str, asked: str) -> str:
    return f"/{language}/{path.removeprefix(f'/{asked}/')}"
