"""Lists of our own articles: what stands on home and on a section's page, with all that an item shows.

Comes in: a page of the tree. Goes out: articles, newest first, read in a fixed number of queries.
"""

from django.db.models import QuerySet
from wagtail.models import Page

from articles.models import ArticleAuthor, ArticlePage, SectionPage

ROW = 3  # articles beside each other on a wide screen


def articles_below(page: Page) -> QuerySet[ArticlePage]:
    """Live articles below `page`, newest first, with authors and topics at hand."""
    return (
        ArticlePage.objects.live()
        .descendant_of(page)
        .select_related("locale", "sponsor")
        .prefetch_related("authors__expert", "topics")
        .order_by("-first_published_at", "-pk")
    )


def in_whole_rows(articles: list[ArticlePage]) -> list[ArticlePage]:
    """`articles` without the last ones that would begin a row of their own and not fill it."""
    return articles[: len(articles) // ROW * ROW] if len(articles) > ROW else articles


def byline(article: ArticlePage) -> list[ArticleAuthor]:
    """The authors of an article, or of its draft in a preview, with all that a byline shows."""
    return list(article.authors.select_related("expert__organisation", "expert__portrait"))


def section_of(page: Page) -> SectionPage | None:
    """The section's page that `page` stands below."""
    return SectionPage.objects.ancestor_of(page).select_related("section", "locale").first()


def related_articles(article: ArticlePage, limit: int) -> QuerySet[ArticlePage]:
    """The newest other articles of the same section; advertorials are not news."""
    return articles_below(article.get_parent()).news().exclude(pk=article.pk)[:limit]
