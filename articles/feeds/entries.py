"""What stands in a feed: each room that publishes signs in a provider, and the newest of all of them are taken.

Comes in: a scope. Goes out: frozen entries, newest first. `articles/apps.py` signs in the articles; rooms above
sign in theirs, so imports keep going down.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from wagtail.models import Page

from articles import labels, listing, mentions
from articles.feeds.scopes import Kind, Scope
from articles.models import ArticlePage, Expert, Topic
from articles.models.articles import ArticleQuerySet

LIMIT = 30  # entries of a document


@dataclass(frozen=True, slots=True)
class FeedEntry:
    """One entry. `identifier` hangs on the page and not on its address; `html` is a summary, never the whole text."""

    identifier: str
    title: str
    url: str
    html: str
    published_at: datetime
    updated_at: datetime
    authors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()


Provider = Callable[[Scope], Iterable[FeedEntry]]

_providers: dict[str, Provider] = {}


def register(room: str, provider: Provider) -> None:
    """Have `provider` asked for what `room` published in a scope, newest first and at most `LIMIT`."""
    _providers[room] = provider


def newest(scope: Scope) -> list[FeedEntry]:
    """The newest entries of all rooms."""
    found = [entry for provider in _providers.values() for entry in provider(scope)]
    return sorted(found, key=lambda entry: entry.published_at, reverse=True)[:LIMIT]


def identify(scope: Scope, page: Page) -> str:
    """A tag URI (RFC 4151) that outlives a change of the page's address."""
    return f"tag:{scope.site.hostname},2026:{scope.language}/{page.translation_key}"


def of_articles(scope: Scope) -> list[FeedEntry]:
    """The articles of a scope. Advertorials stand, with their label, in the feeds of a part and not in the whole."""
    if scope.kind == Kind.DIGESTS:
        return []
    articles = articles_of(scope).filter(first_published_at__isnull=False)
    return [article_entry(scope, article) for article in articles[:LIMIT]]


def articles_of(scope: Scope) -> ArticleQuerySet:
    """What the page of a scope lists; of the whole magazine what it chose itself."""
    match scope.row:
        case Topic():
            return mentions.articles_about(scope.row, scope.page)
        case Expert():
            return mentions.articles_by(scope.row, scope.page)
    below = listing.articles_below(scope.page)
    return below.news() if scope.kind == Kind.MAGAZINE else below


def article_entry(scope: Scope, article: ArticlePage) -> FeedEntry:
    """One article by its standfirst; an advertorial's title says what it is."""
    return FeedEntry(
        identify(scope, article),
        labels.labelled_title(article),
        article.get_full_url(scope.request),
        render_to_string("articles/feed_article.html", {"page": article, "label": labels.label(article)}),
        article.first_published_at,
        article.last_published_at or article.first_published_at,
        tuple(author.expert.name for author in article.authors.all()),
        tuple(topic.name_in(scope.language) for topic in article.topics.all()),
    )
