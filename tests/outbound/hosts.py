"""Small raw hosts on 127.0.0.1 for the tests of outbound: each answers bytes exactly as told."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field

Speak = Callable[[str, asyncio.StreamWriter], Awaitable[None]]


@dataclass(slots=True)
class Host:
    """A listener: its port, the paths asked of it, and the request texts."""

    port: int = 0
    connections: int = 0
    requests: list[str] = field(default_factory=list)


@asynccontextmanager
async def serve(speak: Speak) -> AsyncIterator[Host]:
    """Listen on a free port; `speak` gets the request's text and writes the answer."""
    host = Host()

    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host.connections += 1
        with suppress(ConnectionError, asyncio.IncompleteReadError):
            request = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1")
            host.requests.append(request)
            await speak(request, writer)
            await writer.drain()
        writer.close()

    server = await asyncio.start_server(answer, "127.0.0.1", 0)
    host.port = server.sockets[0].getsockname()[1]
    try:
        yield host
    finally:
        server.close()


def reply(body: bytes = b"", status: str = "200 OK", headers: str = "") -> Speak:
    """A whole, honest answer."""

    async def speak(request: str, writer: asyncio.StreamWriter) -> None:
        head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\nConnection: close\r\n{headers}\r\n"
        writer.write(head.encode("latin-1") + body)

    return speak
