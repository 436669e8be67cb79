"""The sample host of video on the web: a page to watch a film, its player, its file, and what oEmbed asks.

In: requests under `video.localhost` (see `demo.middleware`). Out: plain answers without cookies.
"""

from __future__ import annotations

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.http.response import HttpResponseBase
from django.template.loader import render_to_string
from django.utils import translation
from django.views.decorators.http import require_safe

from demo import videos


@require_safe
def watch(request: HttpRequest, name: str) -> HttpResponse:
    """The page of a film."""
    return page(request, name, "watch")


@require_safe
def player(request: HttpRequest, name: str) -> HttpResponse:
    """The film alone, for an iframe elsewhere."""
    return page(request, name, "player")


@require_safe
def film(request: HttpRequest, name: str) -> HttpResponseBase:
    """The file."""
    return FileResponse(film_named(name).file.open("rb"), content_type="video/webm")


@require_safe
def oembed(request: HttpRequest) -> JsonResponse:
    """Title and author of the film at `url`."""
    found = videos.film_at(request.GET.get("url", ""))
    if found is None:
        raise Http404
    return JsonResponse(videos.oembed(found, origin(request)))


def page(request: HttpRequest, name: str, template: str) -> HttpResponse:
    """A page about one film, in the film's language."""
    shown = film_named(name)
    with translation.override(shown.language):
        context = {"film": shown, "origin": origin(request), "is_playing": "autoplay" in request.GET}
        return HttpResponse(render_to_string(f"demo/{template}.html", context))


def film_named(name: str) -> videos.Film:
    """The film; 404 where there is none."""
    try:
        return videos.films()[name]
    except KeyError:
        raise Http404 from None


def origin(request: HttpRequest) -> str:
    """The first part of every address of this host."""
    return request.build_absolute_uri("/").rstrip("/")
