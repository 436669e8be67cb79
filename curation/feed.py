"""The Atom feed of a magazine in one language: its own articles and its published digests, newest first.

Comes in: a site, a language and the feed's own path. Goes out: an Atom document (RFC 4287). The public view
calls it; identifiers are tag URIs (RFC 4151) that hang on the page and not on its slug.
"""

from typing import Any

from django.template.loader import render_to_string
from django.utils.feedgenerator import Atom1Feed
from wagtail.models import Page, Site

from articles.listing import articles_below
from articles.models import ArticlePage, MagazineSettings
from curation import published
from curation.models import DigestPage

ENTRIES = 30


def atom(site: Site, language: str, path: str) -> str:
    """Write the feed whose own address is `path`."""
    home = site.root_page.get_translations(inclusive=True).filter(locale__language_code=language).first()
    magazine = MagazineSettings.for_site(site)
    document = Atom1Feed(
        title=magazine.name,
        link=f"{site.root_url}/{language}/",
        description=magazine.tagline,
        language=language,
        feed_url=site.root_url + path,
        feed_guid=f"tag:{site.hostname},2026:{language}",
    )
    for page in newest(home) if home else []:
        document.add_item(**entry(page, site))
    return document.writeString("utf-8")


def newest(home: Page) -> list[ArticlePage | DigestPage]:
    """The newest articles and digests below a home page."""
    digests = DigestPage.objects.live().descendant_of(home).select_related("locale").prefetch_related("links")
    pages = [*articles_below(home)[:ENTRIES], *digests.order_by("-first_published_at", "-pk")[:ENTRIES]]
    return sorted(pages, key=lambda page: page.first_published_at, reverse=True)[:ENTRIES]


def entry(page: ArticlePage | DigestPage, site: Site) -> dict[str, Any]:
    """One entry: an article by its standfirst, a digest by its links."""
    url = page.get_full_url()
    names = [author.expert.name for author in page.authors.all()] if isinstance(page, ArticlePage) else []
    return {
        "title": page.title,
        "link": url,
        "description": description(page, url),
        "unique_id": f"tag:{site.hostname},2026:{page.locale.language_code}/{page.translation_key}",
        "pubdate": page.first_published_at,
        "updateddate": page.last_published_at,
        "author_name": ", ".join(names) or MagazineSettings.for_site(site).name,
    }


def description(page: ArticlePage | DigestPage, url: str) -> str:
    """What a feed reader shows of the page, as HTML."""
    if isinstance(page, ArticlePage):
        return render_to_string("articles/feed_article.html", {"page": page})
    return render_to_string("curation/feed_digest.html", {"shown": published.show(page), "url": url})
