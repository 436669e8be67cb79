"""What articles say of topics, series, experts and organisations: who wrote, about what, paid by whom.

Comes in: a row and a home page, which is a magazine in one language. Goes out: live articles below it, newest
first, as QuerySets of a fixed number of queries; and, for `appearances`, the conditions by which pages show a row.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from articles.appearances import Pages, Row
from articles.listing import articles_below
from articles.models import ArticleAuthor, ArticlePage, Expert, HomePage, Organisation, Series, Topic
from articles.models.articles import ArticleQuerySet

TOPICS = ArticlePage.topics.through.objects
ORGANISATIONS = ArticlePage.organisations.through.objects


def conditions(model: type[Row], pages: Pages) -> list[Exists]:
    """The ways in which articles among `pages` show a row of `model`."""
    row = OuterRef("pk")
    authors = ArticleAuthor.objects.filter(pages("page__"))
    articles = ArticlePage.objects.filter(pages(""))
    ways: dict[type[Row], list[QuerySet[Any]]] = {
        Topic: [TOPICS.filter(pages("articlepage__"), topic=row)],
        Series: [articles.filter(series=row)],
        Expert: [authors.filter(expert=row)],
        Organisation: [
            ORGANISATIONS.filter(~_paid("articlepage"), pages("articlepage__"), organisation=row),
            authors.filter(expert__organisation=row),
            articles.filter(sponsor=row, kind=ArticlePage.Kind.ADVERTORIAL),
        ],
    }
    return [Exists(found) for found in ways[model]]


def _paid(page: str = "") -> Q:
    """Paid for by a sponsor; `page` is the way to the article."""
    way = f"{page}__" if page else ""
    return Q(**{f"{way}kind": ArticlePage.Kind.ADVERTORIAL})


def articles_about(topic: Topic, home: HomePage) -> ArticleQuerySet:
    """Articles with this topic; an advertorial carries its label as in a section."""
    return articles_below(home).filter(topics=topic)


def articles_by(expert: Expert, home: HomePage) -> ArticleQuerySet:
    """Articles that this expert wrote, alone or with others."""
    return articles_below(home).filter(authors__expert=expert)


def parts_of(series: Series, home: HomePage) -> QuerySet[ArticlePage]:
    """The articles of a series in the order of their parts; those without a number last, oldest first."""
    return (
        articles_below(home)
        .filter(series=series)
        .order_by(F("part").asc(nulls_last=True), "first_published_at", "pk")
    )


def written_about(organisation: Organisation, home: HomePage) -> QuerySet[ArticlePage]:
    """Articles that mention an organisation; what a sponsor paid for is never counted among them."""
    return articles_below(home).filter(~_paid(), organisations=organisation)


def written_at(organisation: Organisation, home: HomePage) -> QuerySet[ArticlePage]:
    """Articles by people who work at an organisation, but for the advertorials that it paid for itself."""
    authors = ArticleAuthor.objects.filter(page=OuterRef("pk"), expert__organisation=organisation)
    return (
        articles_below(home)
        .filter(Exists(authors))
        .exclude(kind=ArticlePage.Kind.ADVERTORIAL, sponsor=organisation)
    )


def sponsored_by(organisation: Organisation, home: HomePage) -> QuerySet[ArticlePage]:
    """Advertorials that an organisation paid for."""
    return articles_below(home).filter(_paid(), sponsor=organisation)


def experts_about(topic: Topic, home: HomePage) -> QuerySet[Expert]:
    """Who wrote about a topic, those with the most articles first; advertorials do not count."""
    written = ArticlePage.objects.live().news().each_once(home.path).filter(topics=topic)
    return (
        Expert.objects.filter(articles__page__in=written.values("pk"))
        .annotate(articles_count=Count("articles"))
        .select_related("organisation", "portrait")
        .order_by("-articles_count", "name", "pk")
    )


def count_articles(rows: Sequence[Topic] | Sequence[Series], home: HomePage) -> None:
    """Give each of these topics or series its `articles_count`, what its page at `home` lists: one query.

    Asked for the rows of one leaf alone: as a part of the list's own query it would be counted for all of them,
    since SQLite works out every column before it sorts.
    """
    if not rows:
        return
    listed = ArticlePage.objects.live().each_once(home.path)
    links, key = {
        Topic: (TOPICS.filter(articlepage__in=listed), "topic"),
        Series: (listed, "series"),
    }[type(rows[0])]
    found = links.filter(**{f"{key}__in": rows}).order_by().values_list(key).annotate(Count("pk"))
    counts = dict(found)
    for row in rows:
        row.articles_count = counts.get(row.pk, 0)  # type: ignore[union-attr]
