"""Lists of our own articles: what stands on home and on a section's page, with all that an item shows.

Comes in: a page of the tree. Goes out: articles, newest first, read in a fixed number of queries.
"""

from django.db.models import QuerySet
from wagtail.models import Page

from articles.models import ArticlePage


def articles_below(page: Page) -> QuerySet[ArticlePage]:
    """Live articles below `page`, newest first, with authors and topics at hand."""
    return (
        ArticlePage.objects.live()
        .descendant_of(page)
        .select_related("locale")
        .prefetch_related("authors__expert__organisation", "topics")
        .order_by("-first_published_at", "-pk")
    )


def related_articles(article: ArticlePage, limit: int) -> QuerySet[ArticlePage]:
    """The newest other articles of the same section."""
    return articles_below(article.get_parent()).exclude(pk=article.pk)[:limit]
