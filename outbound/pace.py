"""How fast one process may ask one host.

At most a few requests at a time, and a pause between their starts. Used by `outbound.client` for every hop;
between processes the lease of `outbound.leases` keeps a host to one of them.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Host:
    slots: asyncio.Semaphore
    turn: asyncio.Lock = field(default_factory=asyncio.Lock)
    next_start: float = 0.0


class Pace:
    """Hands out slots per host. One object belongs to one event loop."""

    def __init__(self, at_a_time: int, pause_s: float) -> None:
        self._at_a_time = at_a_time
        self._pause_s = pause_s
        self._hosts: dict[str, _Host] = {}

    @asynccontextmanager
    async def slot(self, host: str) -> AsyncIterator[None]:
        """Wait for a free slot and for the pause after the start before."""
        known = self._hosts.get(host)
        if known is None:
            known = self._hosts[host] = _Host(asyncio.Semaphore(self._at_a_time))
        async with known.slots:
            await self._wait(known)
            yield

    async def _wait(self, host: _Host) -> None:
        clock = asyncio.get_running_loop().time
        async with host.turn:
            if (wait_s := host.next_start - clock()) > 0:
                await asyncio.sleep(wait_s)
            host.next_start = clock() + self._pause_s
