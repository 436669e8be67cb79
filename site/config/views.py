"""Pages of no room: the choice of a language at `/`, the health of the machine, and what errors look like."""

from django.db import connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache


@never_cache
def choose_language(request: HttpRequest, path: str = "") -> HttpResponse:
    """Send `/`, and `/bot` that our reader names, to the page in the language that the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/{path}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """Answer machines: 200 when the database answers; an unreachable database raises and gives 500."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return JsonResponse({"status": "ok"})


def closed(request: HttpRequest, *_parts: str) -> HttpResponse:
    """A door of a library that this magazine keeps shut."""
    raise Http404


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400: no context of the site can be trusted here, so the page is static."""
    return HttpResponse(render_to_string("400.html"), status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403 in the reader's language."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404 in the reader's language."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500: static, since whatever the page needs may be what broke."""
    return HttpResponse(render_to_string("500.html"), status=500)
