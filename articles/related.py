"""Which articles stand below an article: those the editor chose, then of its topics, then of its section.

Comes in: an article, stored or a draft. Goes out: live articles of the same magazine and language, never the article
itself and never an advertorial. One query, which looks at a handful of candidates however large the archive is.
"""

from __future__ import annotations

from typing import Any

from django.db.models import Case, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value, When

from articles.addresses import front_path
from articles.models import ArticlePage, RelatedArticle

LIMIT = 3
TOPICS = ArticlePage.topics.through


def related(article: ArticlePage, limit: int = LIMIT) -> list[ArticlePage]:
    """At most `limit` articles: the chosen ones in the editor's order, then the newest that fit."""
    news = ArticlePage.objects.live().news().each_once(front_path(article))
    others = news.exclude(pk__in=[article.pk, article.alias_of_id])
    newest = others.order_by("-first_published_at", "-pk").values("pk")
    with_topic = newest.filter(Exists(shared(article)))[: 2 * limit]
    in_section = newest.filter(path__startswith=article.path[: -article.steplen])[: 2 * limit]
    fitting = Q(chosen_at__isnull=False) | Q(pk__in=with_topic) | Q(pk__in=in_section)
    return list(
        others.annotate(chosen_at=chosen(article), shares_topic=Exists(shared(article)))
        .filter(fitting)
        .select_related("locale", "picture", "sponsor")
        .order_by(F("chosen_at").asc(nulls_last=True), "-shares_topic", "-first_published_at", "-pk")[:limit]
    )


def shared(article: ArticlePage) -> QuerySet[Any]:
    """Whether the article of the outer query has a topic of `article`."""
    topics: Any = in_memory(article, "topics")
    if topics is None:
        topics = TOPICS.objects.filter(articlepage=article.pk).values("topic")
    return TOPICS.objects.filter(articlepage=OuterRef("pk"), topic__in=topics)


def chosen(article: ArticlePage) -> Case | Subquery:
    """The place of the article of the outer query among those that the editor chose; null where it was not."""
    links = in_memory(article, "related_links")
    if links is None:
        stored = RelatedArticle.objects.filter(page=article.pk, article=OuterRef("pk"))
        return Subquery(stored.values("sort_order")[:1])
    places = [When(pk=link.article_id, then=Value(place)) for place, link in enumerate(links)]
    return Case(*places, default=None, output_field=IntegerField())


def in_memory(article: ArticlePage, relation: str) -> list[Any] | None:
    """The objects of a draft's relation, which are not those that are stored; None for a stored article."""
    return getattr(article, "_cluster_related_objects", {}).get(relation)
