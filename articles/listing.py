"""Lists of our own articles: what stands on home and on a section's page, with all that an item shows.

Comes in: a page of the tree. Goes out: articles, newest first, read in a fixed number of queries.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from wagtail.models import Page

from articles.gathering import parts
from articles.models import ArticleAuthor, ArticlePage, SectionPage
from articles.models.articles import ArticleQuerySet
from articles.related import related

ROW = 3  # articles beside each other on a wide screen


def articles_below(page: Page) -> ArticleQuerySet:
    """Live articles below `page`, each once, newest first, with authors and topics at hand."""
    return (
        ArticlePage.objects.live()
        .each_once(page.path)
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
    """The section's page that `page` stands below; asked for once."""
    if "section_found" not in page.__dict__:
        above = SectionPage.objects.ancestor_of(page).select_related("section", "locale")
        page.section_found = above.first()
    return page.section_found


def remember_section(page: Page, sections: Iterable[SectionPage]) -> None:
    """Spare `section_of` its query where the section's page is at hand."""
    for section in sections:
        if page.path.startswith(section.path):
            page.section_found = section


def related_articles(article: ArticlePage) -> list[ArticlePage]:
    """What stands below an article; already at hand where a reader asked for it."""
    return related(article) if "related_found" not in article.__dict__ else article.related_found


@dataclass(frozen=True, slots=True)
class Neighbours:
    """The parts of a series beside one part."""

    before: ArticlePage | None
    after: ArticlePage | None


def neighbours(parts: list[ArticlePage], shown: ArticlePage) -> Neighbours:
    """The nearest live parts of a lower and of a higher number; none for an article without a number."""
    number = shown.part
    if number is None:
        return Neighbours(None, None)
    before = [part for part in parts if part.part < number and part.pk != shown.pk]
    after = [part for part in parts if part.part > number and part.pk != shown.pk]
    return Neighbours(before[-1] if before else None, after[0] if after else None)


def series_parts(article: ArticlePage) -> list[ArticlePage]:
    """The live parts of the series that an article belongs to, in their order."""
    if "parts_found" not in article.__dict__:
        article.parts_found = sorted(parts(article), key=lambda one: one.part)
    return article.parts_found
