"""The one door to the web.

In: the address of something that a person or a feed named. Out: a frozen `Response`, or an error of
`outbound.exceptions`. Every hop is checked, resolved and dialled under the guard of `outbound.dialling`;
proxies, netrc and cookies of the environment are never read. Callers: `curation.clients` and whatever else
reads the web; whoever calls holds the lease of the host (`outbound.leases`).

A limit: another host, to which a redirect leads, is asked at our pace within this process, but without its lease.
Two processes may ask it at once, and it is asked although it may have told us to wait.
"""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

import aiohttp
from multidict import CIMultiDict, CIMultiDictProxy
from yarl import URL

from outbound.addresses import PORTS, Target, parse
from outbound.dialling import Dialler, GuardedResolver, Resolver, dial, guard, resolve
from outbound.exceptions import (
    ConnectionFailed,
    OutboundError,
    TimedOut,
    TooLarge,
    TooManyRedirects,
)
from outbound.inflation import Body, Overflow, Undecodable
from outbound.pace import Pace

REDIRECTS = frozenset({301, 302, 303, 307, 308})
CONNECTIONS = 20  # at a time in one process: docs of measured reading, more brings nothing
HEADER_LINE = 8190  # bytes of one header, aiohttp's own limit
HEADER_LINES = 128


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may cost; requirements.md, "Reading the web"."""

    body_bytes: int = 10_000_000
    header_bytes: int = 65_536
    total_s: float = 20.0
    redirects: int = 5
    at_a_time: int = 2
    pause_s: float = 1.0
    ports: tuple[int, ...] = PORTS


@dataclass(frozen=True, slots=True)
class Response:
    """What a host answered. `url` is where it ended; `redirects` the (status, url) of each hop before."""

    url: str
    status: int
    headers: CIMultiDictProxy[str]
    body: bytes
    redirects: tuple[tuple[int, str], ...] = ()


@dataclass(slots=True)
class _Trip:
    """One call of `get`: where it stands, and the seconds that are left to it."""

    address: str
    left_s: float
    hops: list[tuple[int, str]] = field(default_factory=list)


class Client:
    """An asynchronous HTTP client that dials public addresses only. Use it as a context manager."""

    def __init__(
        self,
        *,
        user_agent: str,
        hosts: Mapping[str, str] | None = None,
        limits: Limits | None = None,
        resolver: Resolver | None = None,
        dialler: Dialler | None = None,
    ) -> None:
        self._hosts = dict(hosts or {})
        self._limits = limits or Limits()
        self._pace = Pace(self._limits.at_a_time, self._limits.pause_s)
        self._user_agent = user_agent
        self._resolver = GuardedResolver(resolver or resolve, self._hosts)
        self._dialler = guard(dialler or dial, self._hosts)

    async def __aenter__(self) -> Self:
        connector = aiohttp.TCPConnector(
            resolver=self._resolver,
            socket_factory=self._dialler,
            use_dns_cache=False,
            limit=CONNECTIONS,
            limit_per_host=self._limits.at_a_time,
        )
        self._session = aiohttp.ClientSession(
            connector=connector,
            cookie_jar=aiohttp.DummyCookieJar(),
            headers={
                "User-Agent": self._user_agent,
                "Accept-Encoding": "gzip, deflate",
            },
            timeout=aiohttp.ClientTimeout(total=None),
            auto_decompress=False,
            trust_env=False,
            max_line_size=HEADER_LINE,
            max_field_size=HEADER_LINE,
            max_headers=HEADER_LINES,
        )
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._session.close()

    async def get(self, url: str, headers: Mapping[str, str] | None = None) -> Response:
        """Fetch an address, following redirects within the limits; any final status is an answer.

        Raises an `OutboundError` about `url`. Waiting for a slot of the host is not counted as time.
        """
        trip = _Trip(url, self._limits.total_s)
        for _ in range(self._limits.redirects + 1):
            target = parse(trip.address, self._hosts, self._limits.ports)
            async with self._pace.slot(target.host):
                response = await self._hop(target, headers or {}, trip)
            if response is not None:
                return response
        raise TooManyRedirects(url, f"more than {self._limits.redirects}")

    async def _hop(self, target: Target, headers: Mapping[str, str], trip: _Trip) -> Response | None:
        """One request. Notes where the host sends us on, or gives the answer."""
        clock = asyncio.get_running_loop().time
        started = clock()
        try:
            async with asyncio.timeout(trip.left_s):
                return await self._request(target, headers, trip)
        except TimeoutError as error:
            raise TimedOut(trip.address, f"{self._limits.total_s:g} s") from error
        except OutboundError as error:
            raise type(error)(trip.address, error.detail) from error
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise _translate(trip.address, error) from error
        finally:
            trip.left_s = max(0.0, trip.left_s - (clock() - started))

    async def _request(self, target: Target, headers: Mapping[str, str], trip: _Trip) -> Response | None:
        async with self._session.get(target.url, headers=headers, allow_redirects=False) as answer:
            self._check_headers(answer, trip.address)
            location = answer.headers.get("Location", "")
            if answer.status in REDIRECTS and location:
                trip.hops.append((answer.status, trip.address))
                trip.address = str(target.url.join(URL(location)))
                return None
            body = await self._read(answer, trip.address)
            plain = CIMultiDictProxy(CIMultiDict(answer.headers))
            return Response(str(target.url), answer.status, plain, body, tuple(trip.hops))

    def _check_headers(self, answer: aiohttp.ClientResponse, address: str) -> None:
        size = sum(len(name) + len(value) + 4 for name, value in answer.raw_headers)
        if size > self._limits.header_bytes:
            raise TooLarge(address, "headers")

    async def _read(self, answer: aiohttp.ClientResponse, address: str) -> bytes:
        """The plain body. `Overflow` is told without reading on; the connection is then dropped."""
        try:
            body = Body(
                answer.headers.get("Content-Encoding", "").strip().lower(),
                self._limits.body_bytes,
            )
            async for chunk in answer.content.iter_any():
                body.feed(chunk)
        except Overflow as error:
            answer.close()
            raise TooLarge(address, f"{self._limits.body_bytes} bytes") from error
        except Undecodable as error:
            answer.close()
            raise ConnectionFailed(address, f"encoding: {error}") from error
        return body.plain()


def _translate(address: str, error: Exception) -> OutboundError:
    """A library's error in our words. Lines or counts of headers beyond the limit are "too large"."""
    text = str(error)
    if "Too many headers" in text or "Got more than" in text:
        return TooLarge(address, "headers")
    return ConnectionFailed(address, text[:200] or type(error).__name__)
