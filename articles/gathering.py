"""All that an article's page shows beside its own row, read in three queries whatever there is of it.

Comes in: an article as a reader asks for it. Goes out: the same article with its topics, organisations, notes,
series, authors and related articles at hand, so that templates, tags and structured data ask the database nothing. A
draft in a preview holds its relations itself; what it holds is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.db.models.functions import JSONObject
from django.utils.dateparse import parse_date

from articles.models import ArticleAuthor, ArticleNote, ArticlePage, Organisation, Topic
from articles.related import related

MODELS: dict[str, type[models.Model]] = {
    "topics": Topic,
    "organisations": Organisation,
    "notes": ArticleNote,
}
PART_FIELDS = ("id", "title", "part", "url_path", "kind", "sponsor_id")  # the last two: its label
Held = dict[int, list[Any]]  # the key of an article, and what belongs to it


@dataclass(slots=True)
class Belongings:
    """Small rows of several articles."""

    topics: Held = field(default_factory=lambda: defaultdict(list))
    organisations: Held = field(default_factory=lambda: defaultdict(list))
    notes: Held = field(default_factory=lambda: defaultdict(list))
    parts: Held = field(default_factory=lambda: defaultdict(list))


def gather(article: ArticlePage) -> None:
    """Fill the relations of `article`, and authors and topics of the articles below it."""
    article.related_found = related(article)
    everybody = [article, *article.related_found]
    written, small = authors(everybody), belongings(article, everybody)
    for one in everybody:
        hold(one, "authors", written[one.pk])
        hold(one, "topics", sorted(small.topics[one.pk], key=lambda topic: topic.name_nl))
    hold(article, "organisations", sorted(small.organisations[article.pk], key=lambda one: one.name_nl))
    hold(article, "notes", sorted(small.notes[article.pk], key=lambda note: (note.noted_on, note.pk)))
    article.parts_found = sorted(small.parts[article.pk], key=lambda one: one.part)


def hold(article: ArticlePage, relation: str, objects: list[Any]) -> None:
    """Let `article` answer a relation from memory, unless it holds a draft's already."""
    article.__dict__.setdefault("_cluster_related_objects", {}).setdefault(relation, objects)


def authors(articles: Sequence[ArticlePage]) -> Held:
    """The authors of all `articles` in their order, with all that a byline shows."""
    found: Held = defaultdict(list)
    rows = ArticleAuthor.objects.filter(page__in=articles).order_by("sort_order", "pk")
    for author in rows.select_related("expert__organisation", "expert__portrait"):
        found[author.page_id].append(author)
    return found


def belongings(article: ArticlePage, everybody: Sequence[ArticlePage]) -> Belongings:
    """Rows of four tables in one query: each comes as JSON and becomes an object again."""
    topics = ArticlePage.topics.through.objects.filter(articlepage__in=everybody)
    organisations = ArticlePage.organisations.through.objects.filter(articlepage=article)
    notes = ArticleNote.objects.filter(page=article).order_by()
    queries = [
        as_rows(topics, "topics", F("articlepage"), "topic__", fields_of(Topic)),
        as_rows(organisations, "organisations", F("articlepage"), "organisation__", fields_of(Organisation)),
        as_rows(notes, "notes", F("page"), "", fields_of(ArticleNote)),
        as_rows(parts(article), "parts", Value(article.pk), "", PART_FIELDS),
    ]
    found = Belongings()
    for kind, owner, data in queries[0].union(*queries[1:], all=True):
        getattr(found, kind)[owner].append(as_object(kind, data))
    return found


def parts(article: ArticlePage) -> models.QuerySet[ArticlePage]:
    """The live parts of the series that `article` belongs to, in its language."""
    if article.series_id is None:
        return ArticlePage.objects.none()
    same = ArticlePage.objects.live().filter(series=article.series_id, locale=article.locale_id)
    return same.filter(part__isnull=False).order_by()


def fields_of(model: type[models.Model]) -> tuple[str, ...]:
    """The names of the columns of a small table."""
    return tuple(field.attname for field in model._meta.concrete_fields)


def as_rows(
    rows: models.QuerySet[Any], kind: str, owner: F | Value, prefix: str, names: Sequence[str]
) -> models.QuerySet[Any]:
    """A row as its kind, the article that it belongs to, and its fields as JSON."""
    fields = JSONObject(**{name: prefix + name for name in names})
    return rows.order_by().values_list(Value(kind, models.CharField()), owner, fields)


def as_object(kind: str, data: dict[str, Any]) -> Any:
    """The object of a row."""
    if kind == "notes":
        data["noted_on"] = parse_date(data["noted_on"])
    if kind == "parts":
        return ArticlePage(**data)
    return MODELS[kind].from_db(None, list(data), list(data.values()))
