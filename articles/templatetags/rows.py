"""Words of the pages of topics, series, experts and organisations."""

from urllib.parse import urlsplit

from django import template

register = template.Library()


@register.filter
def host(address: str) -> str:
    """The host of an address as people write it, without "www."."""
    return (urlsplit(address).hostname or address).removeprefix("www.")
