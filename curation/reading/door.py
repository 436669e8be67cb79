"""The client that this room reads with: who we say we are, and which hosts an installation may dial."""

from __future__ import annotations

from django.conf import settings
from wagtail.models import Site

from outbound.client import Client, Limits


def user_agent() -> str:
    """Vakblad/<version> (+<site>/bot): the page there says what we read and how to reach us."""
    site = Site.objects.filter(is_default_site=True).first()
    root = site.root_url if site else settings.WAGTAILADMIN_BASE_URL
    return f"Vakblad/{settings.VERSION} (+{root}/bot)"


def client(name: str) -> Client:
    """A client under this installation's settings; `name` is `user_agent()`, read before the loop runs."""
    limits = Limits(ports=tuple(settings.OUTBOUND_PORTS))
    return Client(user_agent=name, hosts=settings.OUTBOUND_HOSTS, limits=limits)
