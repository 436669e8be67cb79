"""Leaves of long lists: which one `?page=` names.

Comes in: a request for a list. Goes out: the leaf that is shown, and, for the page cache, its number as the query
parameters that name it. The page cache keeps a page under the parameters that it shows and under no others, so that
nobody fills it with leaves that are none.
"""

from __future__ import annotations

import re
from typing import Any

from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.http import HttpRequest

NUMBER = re.compile(r"(?!1\Z)[1-9][0-9]{0,5}")  # of any leaf but the first, which has no parameter


def leaf_of(request: HttpRequest, paginator: Paginator[Any]) -> Leaf[Any]:
    """The leaf that `?page=` names; a wrong number gives the nearest one."""
    leaf = paginator.get_page(request.GET.get("page"))
    request.leaf_shown = {"page": str(leaf.number)} if leaf.has_previous() else {}  # type: ignore[attr-defined]
    return leaf


def shown(request: HttpRequest) -> dict[str, str]:
    """The query parameters of the leaf that was shown; none for the first, and where nothing has leaves."""
    found: dict[str, str] = getattr(request, "leaf_shown", {})
    return found
