"""What search engines are told of: every public address of a magazine, in files of 1,000, and its news of two days.

Comes in: the request, whose Wagtail site is the magazine. Goes out: Django's sitemaps. A room above signs in what it
shows outside the tree of pages (`register`, in its `apps.py`).
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

from django.contrib.sitemaps import Sitemap
from django.db.models import F, Max, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import override
from wagtail.models import Page, Site

from articles import appearances
from articles.models import ArticlePage, HomePage
from articles.models.rows import TwoNames

ADDRESSES_A_FILE = 1_000
NEWS_FOR = timedelta(
    days=2
)  # https://developers.google.com/search/docs/crawling-indexing/sitemaps/news-sitemap
NEWS_LIMIT = 1_000  # likewise; both read in November 2026
LISTS = ("topics", "series_list", "experts", "organisations")  # of appearances.ROWS


class MagazineSitemap(Sitemap):
    """A sitemap of one magazine."""

    limit = ADDRESSES_A_FILE

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        site = Site.find_for_request(request)
        self.homes = appearances.homes(site)
        self.root = urlsplit(site.root_url)

    def get_protocol(self, protocol: str | None = None) -> str:
        """The magazine's own, however it was asked."""
        return self.root.scheme

    def get_domain(self, site: Any = None) -> str:
        """The magazine's own host and port, and not those of the request."""
        return self.root.netloc

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database by those that know it; never by reading every row."""
        return None


class PageSitemap(MagazineSitemap):
    """All live pages of the tree in every language: fronts, sections, articles, digests, standard pages."""

    def items(self) -> QuerySet[Page]:
        live = Page.objects.none()
        for home in self.homes:
            live |= Page.objects.live().descendant_of(home, inclusive=True)
        return live.filter(alias_of=None).order_by("path")

    def location(self, page: Page) -> str:
        return page.get_url(self.request) or ""

    def lastmod(self, page: Page) -> datetime | None:
        return page.last_published_at

    def get_latest_lastmod(self) -> datetime | None:
        return self.items().order_by().aggregate(newest=Max("last_published_at"))["newest"]


class RowSitemap(MagazineSitemap):
    """The pages of topics, series, experts and organisations, in each language in which they exist."""

    def items(self) -> list[tuple[HomePage, Any]]:
        return [
            (home, row) for home in self.homes for model in appearances.ROWS for row in shown(model, home)
        ]

    def location(self, found: tuple[HomePage, Any]) -> str:
        home, row = found
        with override(home.locale.language_code):
            return row.get_absolute_url()


def shown(model: type[Any], home: HomePage) -> QuerySet[TwoNames]:
    """The rows of a model that have a page below `home`."""
    return appearances.appearing(model.objects.order_by("pk").only("pk", "slug"), home)


class ViewSitemap(MagazineSitemap):
    """Pages outside the tree that a magazine has in each of its languages, by the names of their addresses."""

    names: tuple[str, ...] = ("feeds", "bot")

    def items(self) -> list[tuple[str, str]]:
        return [(home.locale.language_code, name) for home in self.homes for name in self.names_at(home)]

    def names_at(self, home: HomePage) -> Iterable[str]:
        """The names of those that stand in the language of a front."""
        return self.names

    def location(self, found: tuple[str, str]) -> str:
        language, name = found
        with override(language):
            return reverse(name)


class ListSitemap(ViewSitemap):
    """The lists of topics, series, experts and organisations, where they list anything."""

    def names_at(self, home: HomePage) -> Iterable[str]:
        lists = zip(LISTS, appearances.ROWS, strict=True)
        return [name for name, model in lists if shown(model, home).exists()]


_sitemaps: dict[str, type[MagazineSitemap]] = {
    "pages": PageSitemap,
    "rows": RowSitemap,
    "lists": ListSitemap,
    "views": ViewSitemap,
}


def register(name: str, sitemap: type[MagazineSitemap]) -> None:
    """Sign in the sitemap of a room above under a name that stands in its address."""
    _sitemaps[name] = sitemap


def of(request: HttpRequest) -> dict[str, type[Sitemap[Any]] | Sitemap[Any]]:
    """All sitemaps of the magazine that is asked for, by name."""
    return {name: sitemap(request) for name, sitemap in _sitemaps.items()}


def named_by(site: Site, index: Iterable[Any]) -> None:
    """Have the files of an index stand under the magazine's own host; Django takes that of the request."""
    for file in index:
        file.location = site.root_url + urlsplit(file.location)._replace(scheme="", netloc="").geturl()


def news(site: Site, now: datetime) -> Iterable[ArticlePage]:
    """The magazine's own articles of the last two days, newest first; advertorials are no news."""
    found = ArticlePage.objects.none()
    for home in appearances.homes(site):
        found |= ArticlePage.objects.live().news().each_once(home.path)
    recent = found.filter(first_published_at__gt=now - NEWS_FOR, first_published_at__lte=now)
    return recent.select_related("locale").order_by(F("first_published_at").desc(), "-pk")[:NEWS_LIMIT]
