"""The Atom feed of a magazine in one language: its own articles and its published digests, newest first.

Comes in: the request for the feed, whose Wagtail site is the magazine. Goes out: an Atom document (RFC 4287).
The public view calls it; identifiers are tag URIs (RFC 4151) that hang on the page and not on its slug.
"""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page, Site

from articles.listing import articles_below
from articles.models import ArticlePage, MagazineSettings
from curation.models import DigestPage

ENTRIES = 30


def atom(request: HttpRequest, language: str) -> str:
    """Write the feed that `request` asks for."""
    site = Site.find_for_request(request)
    magazine = MagazineSettings.for_request(request)
    home = site.root_page.get_translations(inclusive=True).filter(locale__language_code=language).first()
    document = Atom1Feed(
        title=magazine.name,
        link=f"{site.root_url}/{language}/",
        description=magazine.tagline,
        language=language,
        feed_url=site.root_url + request.path,
        feed_guid=f"tag:{site.hostname},2026:{language}",
        author_name=magazine.name,
    )
    for page in newest(home) if home else []:
        identifier = f"tag:{site.hostname},2026:{language}/{page.translation_key}"
        document.add_item(unique_id=identifier, **entry(page, request))
    return document.writeString("utf-8")


def newest(home: Page) -> list[ArticlePage | DigestPage]:
    """The newest articles and digests below a home page."""
    digests = DigestPage.objects.live().descendant_of(home).select_related("locale").prefetch_related("links")
    pages = [*articles_below(home)[:ENTRIES], *digests.order_by("-first_published_at", "-pk")[:ENTRIES]]
    return sorted(pages, key=lambda page: page.first_published_at, reverse=True)[:ENTRIES]


def entry(page: ArticlePage | DigestPage, request: HttpRequest) -> dict[str, Any]:
    """One entry: an article by its standfirst, a digest by its links."""
    is_article = isinstance(page, ArticlePage)
    template = "articles/feed_article.html" if is_article else "curation/feed_digest.html"
    names = [author.expert.name for author in page.authors.all()] if is_article else []
    return {
        "title": page.title,
        "link": page.get_full_url(request),
        "description": render_to_string(template, {"page": page}),
        "pubdate": page.first_published_at,
        "updateddate": page.last_published_at or page.first_published_at,
        "author_name": ", ".join(names) or None,
    }
