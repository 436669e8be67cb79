"""Pages of no room: the choice of a language at `/`, the health of the machine, and what errors look like."""

import sys

from django.db import OperationalError, connection
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.cache import patch_vary_headers
from django.utils.translation import get_language_from_request
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles import elsewhere, gone
from config import pagecache

RETRY_AFTER_S = 300


@never_cache
@require_safe
def choose_language(request: HttpRequest, path: str = "") -> HttpResponse:
    """Send `/`, and `/bot` that our reader names, to the page in the language that the browser asks for."""
    response = HttpResponseRedirect(f"/{get_language_from_request(request)}/{path}")
    patch_vary_headers(response, ["Accept-Language"])
    return response


@never_cache
@require_safe
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
    """404 in the reader's language, with what stands in another one; 410 where something was published once."""
    site = Site.find_for_request(request)
    pagecache.give_back_query(request)
    request.resolver_match = None  # nothing is here, so the switch of languages leads to the fronts
    if site is not None and gone.is_gone(site, request.path):
        return render(request, "410.html", status=410)
    is_ours = elsewhere.is_possible(request.path)
    found = elsewhere.find(site, request.path) if site is not None and is_ours else []
    return render(request, "404.html", {"elsewhere": found, "is_bare": not is_ours}, status=404)


def too_many_requests(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """429 for signing in: allauth counted too many tries (its longest window is five minutes)."""
    response = render(request, "429.html", status=429)
    response["Retry-After"] = str(RETRY_AFTER_S)
    return response


def server_error(request: HttpRequest) -> HttpResponse:
    """500: static, since whatever the page needs may be what broke.

    When the database refused (a full disk, a lock that nobody gave back) it is a 503 that keeps what was typed.
    """
    if isinstance(sys.exc_info()[1], OperationalError):
        return _not_stored(request)
    return HttpResponse(render_to_string("500.html"), status=500)


def _not_stored(request: HttpRequest) -> HttpResponse:
    """What was typed comes back in a form that sends it again, but for passwords."""
    fields = request.POST.lists() if request.method == "POST" else []
    typed = [(name, value) for name, values in fields if "password" not in name for value in values]
    page = render_to_string("503.html", {"typed": typed})
    return HttpResponse(page, status=503, headers={"Retry-After": str(RETRY_AFTER_S)})
