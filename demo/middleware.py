"""Hosts named `<source>.localhost` are sample sources, one of them of video: somebody else's site, answered here.

In: every request, before all other middleware. Out: for a sample host the answer of this room, without the
magazine's sessions, languages and policies; anything else, and static files, go on to the magazine.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import resolve

from demo import texts
from demo.addresses import VIDEO_HOST


class SampleHostMiddleware:
    """Answer requests for a sample host from its own addresses."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "").partition(":")[0].lower()
        addresses = addresses_of(host)
        if not addresses or request.path_info.startswith(settings.STATIC_URL):
            return self.get_response(request)
        try:
            match = resolve(request.path_info, addresses)
            return match.func(request, *match.args, **match.kwargs)
        except Http404:
            return HttpResponseNotFound("404", content_type="text/plain")


def addresses_of(host: str) -> str:
    """The module with the addresses of a sample host; empty for any other host."""
    if host == VIDEO_HOST:
        return "demo.video_urls"
    return "demo.urls" if texts.source_at(host) else ""
