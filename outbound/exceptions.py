"""What can go wrong between this house and the web.

Raised by `outbound.client` and `outbound.addresses`; callers translate them once, at their own edge.
Every error carries the address it is about; `code` is a word that rooms above may store and render.
"""

from __future__ import annotations

from typing import ClassVar


class OutboundError(Exception):
    """A request to the web that was not made, or did not succeed."""

    code: ClassVar[str] = "outbound"

    def __init__(self, url: str, detail: str = "") -> None:
        super().__init__(f"{url}: {detail or self.code}")
        self.url = url
        self.detail = detail


class AddressRefused(OutboundError):
    """The address, or an IP that it leads to, is none that we dial."""

    code = "address_refused"


class NameUnknown(OutboundError):
    """The host's name has no address."""

    code = "name_unknown"


class ConnectionFailed(OutboundError):
    """The host did not answer, broke off, or spoke something that is not HTTP."""

    code = "connection_failed"


class TimedOut(OutboundError):
    """The whole exchange took longer than the limit."""

    code = "timed_out"


class TooLarge(OutboundError):
    """Body (after decompression) or headers passed their limit."""

    code = "too_large"


class TooManyRedirects(OutboundError):
    """The host sent us on more often than the limit."""

    code = "too_many_redirects"
