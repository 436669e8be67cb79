"""Addresses that a mail carries: absolute, in the mail's language, two of them the reader's alone.

Comes in: the site's root address, a subscription, the time. Goes out: URLs. Called by `mailing` and
`confirmation`.
"""

from __future__ import annotations

from datetime import datetime
from functools import cache

from django.urls import reverse
from django.utils import translation

from mail import signing
from mail.models import Address
from newsletters.models import Subscription

_STAND_IN = "stands-here"


def newsletters_url(site_url: str, language: str) -> str:
    """The public page of newsletters."""
    return _url(site_url, language, "newsletters")


def confirm_url(site_url: str, address: Address, language: str, now: datetime) -> str:
    """Where an address confirms what was asked for it; works for 7 days."""
    return _url(site_url, language, "confirm", signing.sign(address, signing.CONFIRM, now))


def address_url(site_url: str, address: Address, language: str, now: datetime) -> str:
    """The preference page of an address, whether or not it has a subscription."""
    return _url(site_url, language, "preferences", signing.sign(address, signing.PREFERENCES, now))


def preferences_url(site_url: str, subscription: Subscription, now: datetime) -> str:
    """The preference page of the reader's address, by a link that needs no sign-in."""
    return address_url(site_url, subscription.address, subscription.edition, now)


def unsubscribe_urls(site_url: str, subscription: Subscription, now: datetime) -> tuple[str, str]:
    """The page whose button ends this subscription, and where a mail program's POST does (RFC 8058)."""
    token = signing.sign(subscription.address, signing.UNSUBSCRIBE, now, subscription.pk)
    page, one_click = "unsubscribe", "unsubscribe_one_click"
    language = subscription.edition
    return _url(site_url, language, page, token), _url(site_url, language, one_click, token)


def _url(site_url: str, language: str, name: str, token: str = "") -> str:
    return site_url + _path(language, name, has_token=bool(token)).replace(_STAND_IN, token)


@cache
def _path(language: str, name: str, *, has_token: bool) -> str:
    """The path with a stand-in for the token: an issue carries three links to each of thousands."""
    with translation.override(language):
        return reverse(name, args=[_STAND_IN] if has_token else [])
