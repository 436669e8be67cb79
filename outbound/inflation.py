"""Counted decompression.

In: chunks of a body as they came from the host, and what encoding it says they have. Out: plain bytes, never
more than the limit, because zlib is asked for no more than what is left (`max_length`). Called by
`outbound.client`.
"""

from __future__ import annotations

import zlib

ENCODINGS = ("", "identity", "gzip", "x-gzip", "deflate")
GZIP_WINDOW = 16 + zlib.MAX_WBITS


class Overflow(Exception):
    """More bytes came out than the limit allows."""


class Undecodable(Exception):
    """The bytes are not what the encoding says."""


class Body:
    """Collects a body up to `limit` plain bytes; `feed` raises `Overflow` beyond it."""

    def __init__(self, encoding: str, limit: int) -> None:
        if encoding not in ENCODINGS:
            raise Undecodable(encoding)
        self._encoding = encoding
        self._left = limit
        self._parts: list[bytes] = []
        self._inflater = zlib.decompressobj(GZIP_WINDOW) if "gzip" in encoding else None

    def feed(self, chunk: bytes) -> None:
        """Add one chunk. Raises `Overflow` or `Undecodable`."""
        if self._encoding in ("", "identity"):
            self._keep(chunk)
            return
        try:
            self._inflate(chunk)
        except zlib.error as error:
            raise Undecodable(str(error)) from error

    def plain(self) -> bytes:
        """All plain bytes so far; of a body that broke off, what could be read."""
        return b"".join(self._parts)

    def _keep(self, plain: bytes) -> None:
        self._left -= len(plain)
        if self._left < 0:
            raise Overflow
        self._parts.append(plain)

    def _inflate(self, chunk: bytes) -> None:
        while chunk:
            inflater = self._inflater or self._begin_deflate(chunk)
            self._keep(inflater.decompress(chunk, self._left + 1))
            chunk = inflater.unconsumed_tail
            if inflater.eof:
                chunk = self._begin_next_member(inflater.unused_data)

    def _begin_deflate(self, chunk: bytes) -> zlib._Decompress:
        """RFC 9110 8.4.1.2 says zlib; some hosts send the bare stream. Two bytes tell: RFC 1950 2.2."""
        is_zlib = chunk[0] & 0x0F == 8 and int.from_bytes(chunk[:2].ljust(2, b"\0")) % 31 == 0
        self._inflater = zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
        return self._inflater

    def _begin_next_member(self, rest: bytes) -> bytes:
        """A gzip body may have several members (RFC 1952 2.2); rubbish after the last is ignored."""
        if "gzip" not in self._encoding or not rest.startswith(b"\x1f\x8b"):
            return b""
        self._inflater = zlib.decompressobj(GZIP_WINDOW)
        return rest
