"""How often sign-ups may be asked for, so that nobody can have strangers mailed by the thousand.

In comes who asks for which address and when; it returns in silence or raises. Every valid request counts, whether
its address is known or not. The limit of one confirm mail an hour to one address is `subscriptions`'s own: it
changes no answer.
"""

from __future__ import annotations

from datetime import datetime

from accounts.limits import address_prefix, hash_key, raise_limit
from mail.models import normalise
from newsletters.exceptions import TooManyRequests

WINDOW_S = 3600

PER_NETWORK = 20
"""Sign-ups an hour from one /24 or /56: an office signs up together, a script goes on."""

PER_DOMAIN = 100
"""Sign-ups an hour to one mail domain: all of a large employer's mailboxes cannot be flooded at once."""


def check(email: str, ip: str | None, now: datetime) -> None:
    """Count one sign-up; visitors without a known IP address share one limit. Raises TooManyRequests."""
    domain = normalise(email).rpartition("@")[2]
    _count("network", address_prefix(ip) if ip else "", PER_NETWORK, now)
    _count("domain", domain, PER_DOMAIN, now)


def _count(kind: str, value: str, limit: int, now: datetime) -> None:
    if raise_limit(hash_key("newsletters.subscribe", kind, value), now, WINDOW_S) > limit:
        raise TooManyRequests(kind, WINDOW_S - int(now.timestamp()) % WINDOW_S)
