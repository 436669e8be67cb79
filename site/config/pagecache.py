"""Middleware: a public page is made once for everybody, and made anew when something that it shows has changed.

In: a GET or HEAD for a view that is marked as a public page (`articles.public_pages`), or for a page of the tree.
Out: the page that is kept under the key of this request, else the one that the view makes now, which is kept if it
may be. All that could make it one person's is taken from the request first: cookies, sign-in and query parameters
that the page does not read. So a signed-in reader gets the very same HTML; what is personal is `config.personal`.

A page is kept with what it asked of the database, and a note under which generations it holds. They are read before
any row; `articles.generations` says why that is enough. A page of an older generation holds still where its questions
are answered as before (`config.questions`): then only the note is written anew.

Nothing in a key is a stranger's choice: not the host beyond the magazine that it means, and a number only where a
leaf has it. A page that sets a cookie or called `get_token`, an error, a redirect and a preview are never kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from functools import lru_cache

from django.conf import settings
from django.http import HttpRequest, HttpResponse, QueryDict
from django.http.response import HttpResponseBase
from django.urls import Resolver404, resolve
from django.utils import timezone, translation
from django.utils.cache import get_conditional_response
from django.utils.http import quote_etag

from articles import generations, leaves, public_pages
from config import hosts, keptpages, questions, release
from config.keptpages import Made, Stamps

TREE = "wagtail_serve"
WHOLE_QUERY = "vakblad.query"  # of META: the query as it came
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")
CONDITIONS = ("HTTP_IF_NONE_MATCH", "HTTP_IF_MODIFIED_SINCE", "HTTP_IF_MATCH", "HTTP_IF_UNMODIFIED_SINCE")
MADE_ANEW = frozenset({"Content-Length", "Cache-Control", "ETag", "Expires", "Vary"})
SAME_FOR_ALL = frozenset({"", "accept-encoding"})  # what a kept page may vary by
NOT_KEPT = "private, no-cache"  # of any other answer: a browser asks again each time


@dataclass(frozen=True, slots=True)
class Asked:
    """What a request asks for: the parameters that its page reads, the page's key, and the generations of now."""

    parameters: dict[str, str]
    key: str
    stamps: Stamps


class PageCacheMiddleware:
    """Answers public pages from the cache `pages`; stands before policy and sessions: a kept page needs neither."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        now = timezone.now()
        asked = ask(request, now)
        if asked is None:
            return self.get_response(request)
        if made := keptpages.find(asked.key, asked.stamps):
            return finish(request, HttpResponse(made.body, headers=dict(made.headers)), made.etag, now)
        return self.make(request, asked, now)

    def make(self, request: HttpRequest, asked: Asked, now: datetime) -> HttpResponseBase:
        """Have the page made as for somebody of whom nothing is known, and keep it if it may be kept."""
        with same_for_all(request, asked.parameters), questions.noted() as notes:
            response = self.get_response(request)
        is_asked_for = leaves.shown(request) == asked.parameters
        if not is_asked_for or not isinstance(response, HttpResponse) or not may_be_kept(request, response):
            response.headers.setdefault("Cache-Control", NOT_KEPT)
            return response
        etag = quote_etag(hashlib.sha256(response.content).hexdigest()[:32])
        if request.method == "GET":
            headers = tuple((name, value) for name, value in response.items() if name not in MADE_ANEW)
            keptpages.keep(asked.key, Made(response.content, etag, headers, notes.questions()), asked.stamps)
        return finish(request, response, etag, now)


def ask(request: HttpRequest, now: datetime) -> Asked | None:
    """What a request asks of the cache; None where it is no business of the cache's.

    Raises DisallowedHost where the host is no magazine's.
    """
    if request.method not in ("GET", "HEAD") or getattr(request, "is_dummy", False):
        return None  # Wagtail makes previews by a dummy request through all middleware
    language = translation.get_language_from_path(request.path_info)
    declared = parameters_of(request.path_info, language) if language else None
    if declared is None:
        return None
    hostname = hosts.hostname_of(request)
    found = generations.read(hostname, request.path, or_default=hosts.means_default(hostname))
    read = hosts.choose(request, found, lambda one: one.site)
    request._wagtail_site = read.site  # type: ignore[attr-defined]  # where Site.find_for_request looks
    asked = {name: request.GET.get(name, "") for name in sorted(declared)}
    given = {name: value for name, value in asked.items() if leaves.NUMBER.fullmatch(value)}
    today = timezone.localdate(now)
    place = (read.site.pk, read.ground, request.path, language)
    return Asked(given, key_of(release.fingerprint(), place, given, today), read.stamps)


def key_of(*parts: object) -> str:
    """A key of fixed length, however long an address is."""
    return hashlib.sha256(repr(parts).encode()).hexdigest()


@lru_cache(maxsize=4096)
def parameters_of(path: str, language: str) -> frozenset[str] | None:
    """The query parameters that the page at an address reads; None where no public page stands there."""
    with translation.override(language):
        try:
            match = resolve(path)
        except Resolver404:
            return None
    if match.url_name == TREE:
        return public_pages.parameters_of_tree()
    return public_pages.parameters_of(match.func)


@contextmanager
def same_for_all(request: HttpRequest, parameters: dict[str, str]) -> Iterator[None]:
    """Take from a request all that could make the page one person's; conditions come back for the answer."""
    conditions = {name: request.META.pop(name) for name in CONDITIONS if name in request.META}
    for name in PERSONAL:
        request.META.pop(name, None)
    request.COOKIES = {}
    query = QueryDict(mutable=True)
    query.update(parameters)
    request.META[WHOLE_QUERY] = request.META.get("QUERY_STRING", "")
    request.META["QUERY_STRING"] = query.urlencode()
    request.GET = QueryDict(query.urlencode())
    yield
    request.META.update(conditions)


def give_back_query(request: HttpRequest) -> None:
    """Let who looks for what leads on from an address where nothing is see the query that was asked with."""
    request.META["QUERY_STRING"] = request.META.get(WHOLE_QUERY, request.META.get("QUERY_STRING", ""))


def may_be_kept(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether an answer is a whole page that shows nothing of anybody."""
    varies = {name.strip().lower() for name in response.get("Vary", "").split(",")}
    return (
        response.status_code == 200
        and not response.streaming
        and not response.cookies
        and "CSRF_COOKIE" not in request.META
        and varies <= SAME_FOR_ALL
        and not any(word in response.get("Cache-Control", "") for word in ("no-store", "private"))
    )


def finish(request: HttpRequest, response: HttpResponse, etag: str, now: datetime) -> HttpResponseBase:
    """Say for how long a page may be kept by others, and answer 304 to who has it."""
    response["ETag"] = etag
    response["Cache-Control"] = f"public, max-age=0, must-revalidate{shared_for(now)}"
    return get_conditional_response(request, etag=etag, response=response) or response


def shared_for(now: datetime) -> str:
    """The part of Cache-Control for an operator's CDN: never beyond midnight, when the date in the masthead turns."""
    if not settings.CDN_SECONDS:
        return ""
    local = timezone.localtime(now)
    midnight = datetime.combine(local.date() + timedelta(days=1), time.min, local.tzinfo)
    left = int((midnight - now).total_seconds())
    return f", s-maxage={min(settings.CDN_SECONDS, left)}"
