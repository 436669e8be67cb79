"""At which magazines a person may manage sources: those whose pages they may edit (data-model.md, "Magazine").

Called by the source pages, beside the permission that all of them ask.
"""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from wagtail.models import Site

from accounts.models import User


def magazines(user: User) -> list[Site]:
    """The magazines whose root page this person may edit."""
    return [site for site in Site.objects.select_related("root_page") if may_manage_at(site, user)]


def may_manage_at(site: Site, user: User) -> bool:
    """Whether this person may edit the root page of a magazine."""
    return bool(site.root_page.permissions_for_user(user).can_edit())


def magazine_here(request: HttpRequest) -> Site:
    """The magazine under whose host the request came. Raises PermissionDenied where the person may not manage it."""
    return checked(Site.find_for_request(request), request)


def checked(site: Site | None, request: HttpRequest) -> Site:
    """This magazine. Raises PermissionDenied where there is none or the person may not manage it."""
    if site is None or not may_manage_at(site, request.user):
        raise PermissionDenied
    return site
