"""Hosts named `<source>.localhost` are sample sources: their requests go to this room's addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class SampleHostMiddleware:
    """Point requests for a sample host at `demo.urls`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.get_host().split(":")[0]
        if host.endswith(".localhost"):
            request.urlconf = "demo.urls"
        return self.get_response(request)
