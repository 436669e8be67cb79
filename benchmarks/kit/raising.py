"""Middleware of the benchmark: a request may ask that every page is made anew before it is answered."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from articles import generations

HEADER = "X-Raise-Generation"


class RaisingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if HEADER in request.headers:
            generations.raise_site()
        return self.get_response(request)
