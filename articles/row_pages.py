"""The pages of topics, series, experts and organisations: which row is asked for, and which leaf of a list.

Comes in: a request, whose Wagtail site and language are the magazine. Goes out: what a template shows. The views
of `articles.views.rows` call it; what stands on each page is asked of `mentions`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from wagtail.models import Site

from articles import appearances, leaves
from articles.models import HomePage

ROWS_ON_A_LEAF = 50


@dataclass(frozen=True, slots=True)
class Place:
    """A magazine in one language by its home page, and the codes of all languages that it has."""

    home: HomePage
    languages: frozenset[str]


@dataclass(frozen=True, slots=True)
class Leaves:
    """Several lists that are leafed through together: `leaf` is that of the longest, `parts` one for each list."""

    leaf: Leaf[Any]
    parts: tuple[Sequence[Any], ...]


def find(request: HttpRequest, rows: QuerySet[Any], slug: str) -> appearances.Found:
    """The row that a request asks for by its slug; raises Http404 where it has no page in this magazine."""
    found = appearances.find(rows, slug, homes(request), request.LANGUAGE_CODE)
    if found is None:
        raise Http404("Nothing that is published here shows it.")
    return found


def place(request: HttpRequest) -> Place:
    """Where a list of rows stands; raises Http404 where the magazine has no pages in the language asked for."""
    found = {home.locale.language_code: home for home in homes(request)}
    if request.LANGUAGE_CODE not in found:
        raise Http404("This magazine has no pages in this language.")
    return Place(found[request.LANGUAGE_CODE], frozenset(found))


def homes(request: HttpRequest) -> list[HomePage]:
    """The home pages of the magazine that is asked."""
    site = Site.find_for_request(request)
    return appearances.homes(site) if site else []


def leaf_of(request: HttpRequest, found: QuerySet[Any]) -> Leaf[Any]:
    """The leaf that `?page=` names; a wrong number gives the nearest one, as on a section's page."""
    return leaves.leaf_of(request, Paginator(found, ROWS_ON_A_LEAF))


def leaves_of(request: HttpRequest, *lists: QuerySet[Any]) -> Leaves:
    """The same leaf of several lists; a list that has ended is empty."""
    paginators = [Paginator(found, ROWS_ON_A_LEAF) for found in lists]
    leaf = leaves.leaf_of(request, max(paginators, key=lambda one: one.num_pages))
    parts = [one.page(leaf.number) if leaf.number <= one.num_pages else () for one in paginators]
    return Leaves(leaf, tuple(parts))
