"""Hosts named `<source>.localhost` are sample sources: their requests go to this room's addresses."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from demo import texts


class SampleHostMiddleware:
    """Point requests for a sample host at `demo.urls`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "").rpartition(":")[0] or request.META.get("HTTP_HOST", "")
        if texts.source_at(host.lower()):
            request.urlconf = "demo.urls"
        return self.get_response(request)
