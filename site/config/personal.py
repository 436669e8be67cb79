"""What a public page shows of one person: a small part, never cached, that a script fetches; and the same as a page.

In: `of`, the path of the page around it. Out: for somebody who is signed in their name, the ways that only they have
(edit this page, the desk, the CMS) and the button to sign out; for everybody what just happened to them (Django's
messages). Without scripts the link in the masthead leads to the page. Nobody else's page is ever touched by it.
"""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles import addresses

MESSAGES_COOKIE = "messages"  # of django.contrib.messages, whose constant is an attribute of a class


@dataclass(frozen=True, slots=True)
class Personal:
    """What one person sees; an address is empty where they may not go there."""

    name: str
    of: str
    edit_url: str
    desk_url: str
    cms_url: str


@never_cache
@require_safe
def fragment(request: HttpRequest) -> HttpResponse:
    """The part of a page that is one person's; 204, without a query, for whom there is nothing to say."""
    if not {settings.SESSION_COOKIE_NAME, MESSAGES_COOKIE} & request.COOKIES.keys():
        return HttpResponse(status=204)
    response = render(request, "personal/fragment.html", {"personal": of_person(request)})
    response["X-Robots-Tag"] = "noindex"
    return response


@never_cache
@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The same as a page, for browsers without scripts; who is not signed in is asked to, and comes back."""
    if not request.user.is_authenticated:
        return redirect(f"{reverse('account_login')}?{urlencode({'next': path_of(request) or front()})}")
    return render(request, "personal/page.html", {"personal": of_person(request)})


def of_person(request: HttpRequest) -> Personal | None:
    """What the person who asks may see and do at the page that they read; None for somebody unknown."""
    user = request.user
    if not user.is_authenticated:
        return None
    path = path_of(request)
    return Personal(
        name=str(user),
        of=path or front(),
        edit_url=edit_url(request, path),
        desk_url=reverse("desk:index") if user.has_perm("curation.use_desk") else "",
        cms_url=reverse("wagtailadmin_home") if user.has_perm("wagtailadmin.access_admin") else "",
    )


def edit_url(request: HttpRequest, path: str) -> str:
    """Where the page at a path is edited, for who may."""
    site = Site.find_for_request(request)
    found = addresses.page_at(site, path) if site and path else None
    if found is None or not found.permissions_for_user(request.user).can_edit():
        return ""
    return reverse("wagtailadmin_pages:edit", args=[found.pk])


def path_of(request: HttpRequest) -> str:
    """The path of the page that the person reads; empty for anything that is no address of ours."""
    path = request.GET.get("of", "")
    is_ours = path.startswith("/") and url_has_allowed_host_and_scheme(path, allowed_hosts=None)
    return path if is_ours else ""


def front() -> str:
    """The front in the language that is read."""
    return reverse("wagtail_serve", args=[""])
