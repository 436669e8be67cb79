"""What this room adds to the magazine's own feeds and sitemaps: digests, and stories that a digest made public.

Comes in: the scope of a feed, or the request for a sitemap. Goes out: entries and addresses. `curation/apps.py` signs
both in at the registries of `articles`.
"""

from datetime import datetime

from django.db.models import Max, QuerySet
from django.template.loader import render_to_string
from django.utils.translation import override

from articles.feeds.entries import LIMIT, FeedEntry, identify
from articles.feeds.scopes import Kind, Scope
from articles.sitemaps import MagazineSitemap
from curation.models import DigestPage, Story


def digests(scope: Scope) -> list[FeedEntry]:
    """The published digests of a magazine or a section, newest first; no other scope has any."""
    pages = (
        DigestPage.objects.live()
        .filter(first_published_at__isnull=False)
        .select_related("locale")
        .prefetch_related("links")
    )
    if scope.kind in (Kind.MAGAZINE, Kind.DIGESTS):
        pages = pages.descendant_of(scope.page)
    elif scope.kind == Kind.SECTION:
        pages = pages.child_of(scope.page)
    else:
        return []
    return [digest_entry(scope, page) for page in pages.order_by("-first_published_at", "-pk")[:LIMIT]]


def digest_entry(scope: Scope, page: DigestPage) -> FeedEntry:
    """One digest by its links."""
    return FeedEntry(
        identify(scope, page),
        page.title,
        page.get_full_url(scope.request),
        render_to_string("curation/feed_digest.html", {"page": page}),
        page.first_published_at,
        page.last_published_at or page.first_published_at,
    )


class StorySitemap(MagazineSitemap):
    """Stories in each language in which a published digest of this magazine links to them."""

    def items(self) -> list[tuple[str, Story]]:
        return [(home.locale.language_code, story) for home in self.homes for story in self.stories(home)]

    def stories(self, home: object) -> QuerySet[Story]:
        """Those that stand for themselves: a merged one redirects."""
        links = DigestPage.objects.live().descendant_of(home).values("links__story")
        return Story.objects.filter(pk__in=links, merged_into=None).only("pk", "slug").order_by("pk")

    def location(self, found: tuple[str, Story]) -> str:
        language, story = found
        with override(language):
            return story.get_absolute_url()

    def get_latest_lastmod(self) -> datetime | None:
        below = [DigestPage.objects.live().descendant_of(home) for home in self.homes]
        newest = [pages.aggregate(at=Max("last_published_at"))["at"] for pages in below]
        return max(filter(None, newest), default=None)
