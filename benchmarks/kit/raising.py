"""Middleware of the benchmark: before it is answered, a request may raise the generation, or forget every page."""

from __future__ import annotations

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from articles import generations
from config import keptpages

RAISE, FORGET = "X-Raise-Generation", "X-Forget-Pages"


class RaisingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if RAISE in request.headers or FORGET in request.headers:
            generations.raise_site()
        if FORGET in request.headers:
            keptpages.forget()
        return self.get_response(request)
