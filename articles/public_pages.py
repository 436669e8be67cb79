"""Which views are public pages: the same answer for everybody, so that the page cache may keep it.

Comes in: a view, and the query parameters that its page reads. Goes out: the view, marked; the page cache asks for
the mark and drops every other parameter before it looks. A page type of the tree names its parameters itself, as
`query_parameters`. Such a view reads no cookie, no session and no user: the cache takes them from the request.

Files for machines at addresses without a language (sitemaps, robots.txt) are no business of the page cache; they say
by themselves how long they hold.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpResponseBase
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import get_page_models

View = Callable[..., HttpResponseBase]


def public_page(*parameters: str) -> Callable[[View], View]:
    """Mark a view as a public page that reads these query parameters, and no others."""

    def mark(view: View) -> View:
        view.public_parameters = frozenset(parameters)  # type: ignore[attr-defined]
        return view

    return mark


def for_machines(view: View) -> View:
    """Mark a view as a file for machines: the same for everybody, asked for each time, 304 while it holds."""
    held = cache_control(public=True, max_age=0, must_revalidate=True)
    marked: View = require_safe(conditional_page(held(view)))
    marked.is_for_machines = True  # type: ignore[attr-defined]
    return marked


def parameters_of(view: Any) -> frozenset[str] | None:
    """The query parameters that a public view reads; None for a view that is no public page."""
    found: frozenset[str] | None = getattr(view, "public_parameters", None)
    return found


def parameters_of_tree() -> frozenset[str]:
    """The query parameters that any page type of the tree reads."""
    return frozenset(name for model in get_page_models() for name in getattr(model, "query_parameters", ()))
