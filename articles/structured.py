"""Structured data of our own pages (schema.org), as plain dictionaries; a tag prints them as a data block.

Comes in: a page and the request that asks for it. Goes out: what search engines read (NewsArticle).
"""

from typing import Any

from django.http import HttpRequest
from wagtail.models import Page

from articles.models import ArticleAuthor, ArticlePage, Expert, MagazineSettings


def news_article(request: HttpRequest, article: ArticlePage, authors: list[ArticleAuthor]) -> dict[str, Any]:
    """NewsArticle of one article (https://schema.org/NewsArticle)."""
    return {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title,
        "description": article.standfirst,
        "inLanguage": article.locale.language_code,
        "url": article.get_full_url(request),
        "mainEntityOfPage": article.get_full_url(request),
        "author": [person(author.expert) for author in authors],
        "publisher": publisher(request),
        "timeRequired": f"PT{article.minutes}M",
    } | dates(article)


def person(expert: Expert) -> dict[str, Any]:
    """Person, with the role in the language of the page and, where known, for whom they work."""
    found: dict[str, Any] = {"@type": "Person", "name": expert.name, "jobTitle": expert.role}
    if expert.organisation:
        found["worksFor"] = {"@type": "Organization", "name": expert.organisation.name}
    return found


def publisher(request: HttpRequest) -> dict[str, str]:
    """Organization: the magazine itself."""
    return {"@type": "Organization", "name": MagazineSettings.for_request(request).name}


def dates(page: Page) -> dict[str, str]:
    """When a page was first and last published; empty for a draft."""
    named = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    return {name: at.isoformat() for name, at in named.items() if at}
