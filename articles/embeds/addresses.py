"""Addresses of one text that know each other, so that their rows are looked up together.

Made by the embed block when a text is opened; read by `articles.embeds.showing`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from articles import at_hand


class Text:
    """The addresses of one text; `rows` is filled by whoever looks them up first."""

    def __init__(self, addresses: Iterable[str]) -> None:
        self.addresses = [str(address) for address in addresses if address]
        self.rows: dict[str, Any] | None = None


class Address(str):
    """An address that knows the text it stands in."""

    text: Text

    def __new__(cls, address: str, text: Text) -> Address:
        made = super().__new__(cls, address)
        made.text = text
        return made


def together(addresses: Iterable[str]) -> list[str]:
    """The same addresses, as those of one text."""
    listed = [address or "" for address in addresses]
    text = Text(listed)
    if pointed := at_hand.found():
        text.rows = pointed.embeds
    return [Address(address, text) for address in listed]
