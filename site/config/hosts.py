"""Which magazine a request is for, by its host header; a host that is no magazine's gets 400, never the default one.

Wagtail shows the default site under every host that Django lets in, so that a second magazine's host whose Site is
not made yet, or a name that is only allowed for a health check, would show the wrong magazine.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar
from urllib.parse import urlsplit

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.request import split_domain_port
from wagtail.models import Site

Named = TypeVar("Named")
OF_THE_CMS = ("/cms/", "/accounts/", "/documents/")


def hostname_of(request: HttpRequest) -> str:
    """The host header without its port, in small letters; raises DisallowedHost for one of nobody."""
    return split_domain_port(request.get_host())[0]


def means_default(hostname: str) -> bool:
    """Whether the default magazine is shown under this host name too."""
    return hostname in settings.HOSTS_OF_DEFAULT_SITE


def choose(request: HttpRequest, found: Iterable[Named], site_of: Callable[[Named], Site]) -> Named:
    """Of the sites that a host header may mean, the one of its port, else the default one, as Wagtail has it.

    Raises DisallowedHost where there is none, or no telling which.
    """
    hostname, port = hostname_of(request), request.get_port()

    def rank(one: Named) -> tuple[bool, bool]:
        site = site_of(one)
        return (site.hostname, str(site.port)) != (hostname, port), not site.is_default_site

    ordered = sorted(found, key=rank)
    if not ordered or (len(ordered) > 1 and rank(ordered[0]) == (True, True)):
        raise DisallowedHost(f"No magazine has the host {hostname!r}.")
    return ordered[0]


def sites_of(hostname: str) -> QuerySet[Site]:
    """The sites that a host name may mean."""
    named = Q(hostname=hostname)
    return Site.objects.filter(named | Q(is_default_site=True) if means_default(hostname) else named)


def is_of_no_magazine(request: HttpRequest) -> bool:
    """Whether an address shows no magazine: a file, the health of the machine, or the CMS where it lives.

    In the CMS an operator gives the first magazine its host, so it answers without one.
    """
    path = request.path_info
    if path == "/health" or path.startswith((settings.STATIC_URL, settings.MEDIA_URL)):
        return True
    home_of_cms = urlsplit(settings.WAGTAILADMIN_BASE_URL).hostname
    return path.startswith(OF_THE_CMS) and hostname_of(request) == home_of_cms


class HostMiddleware:
    """Refuses addresses under a host that is no magazine's."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        is_known = hasattr(request, "_wagtail_site") or getattr(request, "is_dummy", False)
        if not is_known and not is_of_no_magazine(request):
            found = sites_of(hostname_of(request)).select_related("root_page")
            request._wagtail_site = choose(request, found, lambda site: site)  # type: ignore[attr-defined]
        return self.get_response(request)
