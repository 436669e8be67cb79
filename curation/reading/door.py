"""The client that this room reads with: who we say we are, and which hosts an installation may dial."""

from __future__ import annotations

from django.conf import settings

from articles.bot import user_agent
from outbound.client import Client, Limits

__all__ = ["client", "user_agent"]


def client(name: str) -> Client:
    """A client under this installation's settings; `name` is `user_agent()`, read before the loop runs."""
    limits = Limits(ports=tuple(settings.OUTBOUND_PORTS))
    return Client(user_agent=name, hosts=settings.OUTBOUND_HOSTS, limits=limits)
