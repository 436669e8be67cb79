"""Who is signed in but may not use the CMS reads so, with 403.

Wagtail sends such a person to the sign-in page, which sends whoever is signed in back: for ever. Called by the CMS's
requests before any view; the doors to signing in lead where they always lead.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse

from accounts.lost_session import CMS

DOORS = tuple(f"{CMS}{door}/" for door in ("login", "logout", "password_reset"))
"""Addresses below the CMS that only lead to allauth's pages (config/urls.py)."""


class AdmissionMiddleware:
    """Refuses the CMS to readers; nobody at all is left to Wagtail, which asks to sign in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> None:
        """Raises PermissionDenied for a reader in the CMS."""
        if not request.path.startswith(CMS) or request.path.startswith(DOORS):
            return
        if request.user.is_authenticated and not request.user.has_perm("wagtailadmin.access_admin"):
            raise PermissionDenied
