"""Public pages of topics, series, experts and organisations, and the lists of them.

Each is the same HTML for everybody. `exists_in` names the languages that the page may be read in.
"""

from typing import Any

from django.db.models import QuerySet
from django.db.models.functions import Lower
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from articles import appearances, mentions, row_pages
from articles.models import Expert, Organisation, Series, Topic
from articles.public_pages import public_page
from articles.row_pages import Place

EXPERTS_OF_TOPIC = 12
EXPERTS_OF_ORGANISATION = 50


@public_page("page")
@require_safe
def topic(request: HttpRequest, slug: str) -> HttpResponse:
    """What is written about a topic, by whom."""
    found = row_pages.find(request, Topic.objects.all(), slug)
    leaf = row_pages.leaf_of(request, mentions.articles_about(found.row, found.home))
    experts = mentions.experts_about(found.row, found.home)[:EXPERTS_OF_TOPIC]
    return _page(request, "topic", found, leaf=leaf, experts=experts)


@public_page("page")
@require_safe
def series(request: HttpRequest, slug: str) -> HttpResponse:
    """The parts of a series in their order."""
    found = row_pages.find(request, Series.objects.all(), slug)
    leaf = row_pages.leaf_of(request, mentions.parts_of(found.row, found.home))
    return _page(request, "series", found, leaf=leaf)


@public_page("page")
@require_safe
def expert(request: HttpRequest, slug: str) -> HttpResponse:
    """Who an expert is, and what they wrote."""
    experts = Expert.objects.select_related("organisation", "portrait").prefetch_related("links")
    found = row_pages.find(request, experts, slug)
    leaf = row_pages.leaf_of(request, mentions.articles_by(found.row, found.home))
    return _page(request, "expert", found, leaf=leaf)


@public_page("page")
@require_safe
def organisation(request: HttpRequest, slug: str) -> HttpResponse:
    """What was written about an organisation, by its people, and what it paid for."""
    found = row_pages.find(request, Organisation.objects.all(), slug)
    lists = (mentions.written_about, mentions.written_at, mentions.sponsored_by)
    leaves = row_pages.leaves_of(request, *(list_(found.row, found.home) for list_ in lists))
    about, by, sponsored = leaves.parts
    experts = appearances.appearing(found.row.experts.all(), found.home)[:EXPERTS_OF_ORGANISATION]
    shown = {"about": about, "by": by, "sponsored": sponsored, "experts": experts}
    return _page(request, "organisation", found, leaf=leaves.leaf, **shown)


@public_page("page")
@require_safe
def topics(request: HttpRequest) -> HttpResponse:
    """All topics of this magazine."""
    return _list(request, "topics", row_pages.place(request), _by_name(request, Topic), is_counted=True)


@public_page("page")
@require_safe
def series_list(request: HttpRequest) -> HttpResponse:
    """All series of this magazine."""
    place = row_pages.place(request)
    return _list(request, "series_list", place, _by_name(request, Series), is_counted=True)


@public_page("page")
@require_safe
def experts(request: HttpRequest) -> HttpResponse:
    """Everybody who wrote for this magazine, from A to Z."""
    found = Expert.objects.select_related("organisation").order_by(Lower("name"), "pk")
    return _list(request, "experts", row_pages.place(request), found)


@public_page("page")
@require_safe
def organisations(request: HttpRequest) -> HttpResponse:
    """All organisations that this magazine writes about, or whose people write for it."""
    return _list(request, "organisations", row_pages.place(request), _by_name(request, Organisation))


def _by_name(request: HttpRequest, model: type[Topic | Series | Organisation]) -> QuerySet[Any]:
    """Rows from A to Z in the language of the request."""
    return model.objects.order_by(Lower(f"name_{request.LANGUAGE_CODE}"), "pk")


def _page(request: HttpRequest, kind: str, found: appearances.Found, **shown: Any) -> HttpResponse:
    context = {kind: found.row, "home": found.home, "exists_in": found.languages, **shown}
    return render(request, f"articles/{kind}.html", context)


def _list(
    request: HttpRequest, name: str, place: Place, rows: QuerySet[Any], *, is_counted: bool = False
) -> HttpResponse:
    leaf = row_pages.leaf_of(request, appearances.appearing(rows, place.home))
    if is_counted:
        mentions.count_articles(list(leaf), place.home)
    context = {"leaf": leaf, "home": place.home, "exists_in": place.languages}
    return render(request, f"articles/{name}.html", context)
