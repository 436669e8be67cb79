"""An embed as a page shows it: a link always, words if we have them, a player if we know the provider.

In: the address in a block. Out: `Shown`, for the template. Addresses that were read from one text together look at
the table once (`articles.embeds.addresses`).
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings

from articles.embeds import providers
from articles.embeds.addresses import Address, Text
from articles.models.embeds import Embed


@dataclass(frozen=True, slots=True)
class Shown:
    """`link` is empty for what may not be followed; `player` for what does not play here."""

    address: str
    link: str
    host: str
    provider: str = ""
    player: str = ""
    title: str = ""
    author: str = ""


def show(address: str) -> Shown:
    """How this address stands on a page."""
    link, host = providers.link(address), providers.host(address)
    provider = providers.find(address, settings.EMBED_PROVIDERS)
    if provider is None:
        return Shown(address, link, host)
    row = _row(address)
    player = providers.player(address, settings.EMBED_PROVIDERS)
    title, author = (row.title, row.author) if row else ("", "")
    return Shown(address, link, host, provider.name, player, title, author)


def _row(address: str) -> Embed | None:
    text = address.text if isinstance(address, Address) else Text([address])
    if text.rows is None:
        text.rows = {embed.address: embed for embed in Embed.objects.at(text.addresses)}
    return text.rows.get(str(address))
