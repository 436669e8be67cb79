"""Hosts named `<source>.localhost` are sample sources: somebody else's site, answered by this room alone.

In: every request, before all other middleware. Out: for a sample host the answer of `demo.views`, without the
magazine's sessions, languages and policies; anything else, and static files, go on to the magazine.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotFound
from django.urls import resolve

from demo import texts


class SampleHostMiddleware:
    """Answer requests for a sample host from `demo.urls`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        host = request.META.get("HTTP_HOST", "").partition(":")[0].lower()
        if texts.source_at(host) is None or request.path_info.startswith(settings.STATIC_URL):
            return self.get_response(request)
        try:
            match = resolve(request.path_info, "demo.urls")
            return match.func(request, *match.args, **match.kwargs)
        except Http404:
            return HttpResponseNotFound("404", content_type="text/plain")
