"""Middleware of the benchmark, in our project and the bare one: tells how many queries an answer took, if asked."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

ASKED, TOLD = "X-Count-Queries", "X-Queries"


class CountingMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if ASKED not in request.headers:
            return self.get_response(request)
        counted: list[str] = []

        def count(execute: Any, sql: str, *rest: Any) -> Any:
            counted.append(sql)
            return execute(sql, *rest)

        with connection.execute_wrapper(count):
            response = self.get_response(request)
        response[TOLD] = str(len(counted))
        return response
