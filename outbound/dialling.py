"""From the name of a host to a socket, with the guard between.

`GuardedResolver` drops every answer that is not public before anything is dialled; `guard` looks once more
at the very address that a socket is about to be made for. Both sit inside aiohttp's connector, so that no
other code path dials. The resolver and the dialler beneath them are arguments.
"""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Any

from aiohttp.abc import AbstractResolver, ResolveResult

from outbound.addresses import find_mapped, is_public
from outbound.exceptions import AddressRefused, NameUnknown

AddressInfo = tuple[Any, Any, int, str, tuple[Any, ...]]
Resolver = Callable[[str, int], Awaitable[Sequence[str]]]
Dialler = Callable[[AddressInfo], socket.socket]


async def resolve(host: str, port: int) -> Sequence[str]:
    """All addresses of a name, by the system's resolver."""
    loop = asyncio.get_running_loop()
    answers = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return [str(answer[4][0]) for answer in answers]


def dial(address: AddressInfo) -> socket.socket:
    """A socket for the address; aiohttp connects it."""
    family, kind, protocol, *_ = address
    return socket.socket(family, kind, protocol)


def guard(dialler: Dialler, hosts: Mapping[str, str]) -> Dialler:
    """The dialler behind the last check; only targets of listed development hosts pass unseen."""
    listed = frozenset(split_target(target)[0] for target in hosts.values())

    def dial_checked(address: AddressInfo) -> socket.socket:
        ip = str(address[4][0])
        if ip not in listed and not is_public(ip):
            raise AddressRefused(ip, ip)
        return dialler(address)

    return dial_checked


def split_target(target: str) -> tuple[str, int]:
    """ip or ip:port (IPv6 in brackets) as ip and port; port 0 means: as the URL says."""
    if target.startswith("["):
        ip, _, port = target[1:].partition("]")
        return ip, int(port.removeprefix(":") or 0)
    ip, _, port = target.partition(":") if target.count(":") == 1 else (target, "", "")
    return ip, int(port or 0)


class GuardedResolver(AbstractResolver):
    """Resolves names for the connector; gives public addresses only."""

    def __init__(self, resolver: Resolver, hosts: Mapping[str, str]) -> None:
        self._resolver = resolver
        self._hosts = hosts

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """Raises `NameUnknown`, or `AddressRefused` when no answer is public."""
        if mapped := find_mapped(host, self._hosts):
            ip, other_port = split_target(mapped)
            return [_result(host, ip, other_port or port)]
        answers = await self._ask(host, port)
        public = [ip for ip in answers if is_public(ip)]
        if not public:
            raise AddressRefused(host, f"{host} is {', '.join(answers)}")
        return [_result(host, ip, port) for ip in public]

    async def close(self) -> None:
        """Nothing is held open."""

    async def _ask(self, host: str, port: int) -> Sequence[str]:
        try:
            answers = await self._resolver(host, port)
        except (OSError, UnicodeError) as error:
            raise NameUnknown(host, str(error)) from error
        if not answers:
            raise NameUnknown(host, "no address")
        return list(dict.fromkeys(answers))


def _result(host: str, ip: str, port: int) -> ResolveResult:
    family = socket.AF_INET6 if ":" in ip else socket.AF_INET
    flags = socket.AI_NUMERICHOST | socket.AI_NUMERICSERV
    return ResolveResult(hostname=host, host=ip, port=port, family=family, proto=0, flags=flags)
