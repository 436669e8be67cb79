"""What the pages behind a signed link have in common: nobody keeps them, nobody indexes them, a wrong link is told.

The token in the address is the authority, and no other site knows it: so these pages need no cookie and no CSRF
token, and work in a browser that refuses both.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from allauth.account.adapter import get_adapter
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from mail.exceptions import LinkRefused
from mail.signing import Opened, open_token
from newsletters.subscriptions import Trace

View = Callable[..., HttpResponse]

HIDDEN = "…"
"""Stands for the token where an address is kept as evidence."""


def signed(purpose: str) -> Callable[[View], View]:
    """Open the token of the address for the view; a wrong or expired one gets a page that says what to do."""

    def decorate(view: Callable[[HttpRequest, Opened], HttpResponse]) -> View:
        @csrf_exempt
        @for_one_reader
        @wraps(view)
        def opened_view(request: HttpRequest, token: str) -> HttpResponse:
            try:
                opened = open_token(token, purpose, timezone.now())
            except LinkRefused as refused:
                status = 410 if refused.is_expired else 404
                return render(request, "newsletters/refused.html", {"refused": refused}, status=status)
            return view(request, opened)

        return opened_view

    return decorate


def for_one_reader(view: View) -> View:
    """Keep a page out of caches, search engines and other sites' logs."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "same-origin"
        response["X-Robots-Tag"] = "noindex"
        return response

    return guarded


def trace(request: HttpRequest) -> Trace:
    """When, in which language, where and from where this request acts; a token is not kept."""
    token = request.resolver_match.kwargs.get("token", "") if request.resolver_match else ""
    url = request.build_absolute_uri(request.path)
    return Trace(
        now=timezone.now(),
        language=get_language() or "nl",
        url=url.replace(token, HIDDEN) if token else url,
        ip=_ip(request),
    )


def _ip(request: HttpRequest) -> str | None:
    """The visitor's IP address; unknown is no reason to refuse somebody who wants to stop."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return None
