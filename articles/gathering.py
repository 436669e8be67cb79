"""All that an article's page shows beside its own row, read in three queries whatever there is of it.

Comes in: an article as a reader asks for it. Goes out: the same article with its topics, organisations, notes,
series, authors, related articles and all that its text points at, so that templates, tags and structured data ask
the database nothing. A draft in a preview holds its relations itself; what it holds is left as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.db import models
from django.db.models import F, Value
from django.http import HttpRequest
from wagtail.models import Page

from articles import at_hand, pointers, together
from articles.addresses import front_path
from articles.models import (
    ArticleAuthor,
    ArticleNote,
    ArticlePage,
    Attachment,
    Embed,
    Organisation,
    Picture,
    Topic,
)
from articles.related import related
from articles.together import Asked, Owned

TOPICS = ArticlePage.topics.through
ORGANISATIONS = ArticlePage.organisations.through


def gather(article: ArticlePage, request: HttpRequest) -> None:
    """Fill the relations of `article`, open its text, and fill authors and topics of the articles below it."""
    article.related_found = related(article)
    everybody = [article, *article.related_found]
    written, found = (
        authors(everybody),
        together.read([*belongings(article, everybody), *pointed_at(article)]),
    )
    for one in everybody:
        hold(one, "authors", written[one.pk])
        hold(one, "topics", sorted(of(found["topics"], one), key=lambda topic: topic.name_nl))
    hold(article, "organisations", sorted(of(found["organisations"], article), key=lambda one: one.name_nl))
    hold(article, "notes", sorted(of(found["notes"], article), key=lambda note: (note.noted_on, note.pk)))
    article.parts_found = sorted(of(found["parts"], article), key=lambda one: one.part)
    open_text(article, found, request)


def of(owned: Owned, article: ArticlePage) -> list[Any]:
    """What belongs to one article."""
    return [one for owner, one in owned if owner == article.pk]


def hold(article: ArticlePage, relation: str, objects: list[Any]) -> None:
    """Let `article` answer a relation from memory, unless it holds a draft's already."""
    article.__dict__.setdefault("_cluster_related_objects", {}).setdefault(relation, objects)


def authors(articles: Sequence[ArticlePage]) -> dict[int, list[ArticleAuthor]]:
    """The authors of all `articles` in their order, with all that a byline shows."""
    found: dict[int, list[ArticleAuthor]] = defaultdict(list)
    rows = ArticleAuthor.objects.filter(page__in=articles).order_by("sort_order", "pk")
    for author in rows.select_related("expert__organisation", "expert__portrait"):
        found[author.page_id].append(author)
    return found


def belongings(article: ArticlePage, everybody: Sequence[ArticlePage]) -> list[Asked]:
    """What an article is filed under and what was noted at it."""
    topics = TOPICS.objects.filter(articlepage__in=everybody)
    organisations = ORGANISATIONS.objects.filter(articlepage=article)
    part_fields = ("id", "page_ptr_id", "title", "part", "url_path", "kind", "sponsor_id")
    return [
        Asked("topics", topics, Topic, F("articlepage"), "topic__"),
        Asked("organisations", organisations, Organisation, F("articlepage"), "organisation__"),
        Asked("notes", ArticleNote.objects.filter(page=article), ArticleNote, F("page")),
        Asked("parts", parts(article), ArticlePage, Value(article.pk), only=part_fields),
    ]


def parts(article: ArticlePage) -> models.QuerySet[ArticlePage]:
    """The live parts of the series that `article` belongs to, in its magazine and language."""
    if article.series_id is None:
        return ArticlePage.objects.none()
    same = ArticlePage.objects.live().each_once(front_path(article))
    return same.filter(series=article.series_id, part__isnull=False).order_by()


def pointed_at(article: ArticlePage) -> list[Asked]:
    """The rows that the text of an article points at. A link finds a page in the article's language, where it is."""
    keys = pointers.read(article.body)
    named = Page.objects.filter(pk__in=keys.pages).values("translation_key")
    pages = Page.objects.live().filter(translation_key__in=named)
    page_fields = ("id", "translation_key", "locale_id", "url_path")
    owner = Value(article.pk)
    return [
        Asked("pictures", Picture.objects.filter(pk__in=keys.pictures), Picture, owner),
        Asked("documents", Attachment.objects.filter(pk__in=keys.documents), Attachment, owner),
        Asked("embeds", Embed.objects.at(keys.embeds), Embed, owner),
        Asked("pages", pages, Page, owner, only=page_fields),
    ]


def open_text(article: ArticlePage, found: dict[str, Owned], request: HttpRequest) -> None:
    """Read the blocks of the text with what they point at laid out, and keep it for the links in it."""
    rows = {
        name: [one for _owner, one in found[name]] for name in ("pictures", "documents", "pages", "embeds")
    }
    article.pointed = at_hand.Pointed(
        {one.pk: one for one in rows["pictures"]},
        {one.pk: one for one in rows["documents"]},
        addresses(rows["pages"], article, request),
        {one.address: one for one in rows["embeds"]},
    )
    with at_hand.laid_out(article.pointed):
        list(article.body)


def addresses(pages: Sequence[Page], article: ArticlePage, request: HttpRequest) -> dict[int, str]:
    """For each page the address of its translation into the language of `article`, or else its own."""
    in_language = {page.translation_key: page for page in pages if page.locale_id == article.locale_id}
    shown = {page.pk: in_language.get(page.translation_key, page) for page in pages}
    return {pk: page.get_url(request) for pk, page in shown.items()}
