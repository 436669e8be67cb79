"""A mail server that costs next to nothing: it takes every mail, keeps none, and knows no more SMTP than that."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import get_context

FORK = get_context("fork")
END = b"\r\n.\r\n"
GO_ON = b"354 go on\r\n"
DONE = b"250 2.0.0 ok\r\n"


class Session(asyncio.Protocol):
    """One connection: commands are answered line by line, a message is waited out."""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport, self.buffer, self.is_message = transport, b"", False
        self.answer(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while self.buffer:
            if self.is_message:
                if END not in self.buffer:
                    return
                self.buffer = self.buffer.partition(END)[2]
                self.is_message = False
                self.answer(DONE)
                continue
            line, found, rest = self.buffer.partition(b"\r\n")
            if not found:
                return
            self.buffer = rest
            self.command(line[:4].upper())

    def command(self, verb: bytes) -> None:
        self.is_message = verb == b"DATA"
        self.answer(GO_ON if self.is_message else b"221 bye\r\n" if verb == b"QUIT" else DONE)

    def answer(self, line: bytes) -> None:
        assert isinstance(self.transport, asyncio.Transport)
        self.transport.write(line)


def serve(listening: socket.socket) -> None:
    """Answer on this socket until killed."""

    async def forever() -> None:
        server = await asyncio.get_running_loop().create_server(Session, sock=listening)
        await server.serve_forever()

    asyncio.run(forever())


@contextmanager
def running() -> Iterator[int]:
    """A sink in a process of its own; gives its port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        process = FORK.Process(target=serve, args=(listening,), daemon=True)
        process.start()
        try:
            yield listening.getsockname()[1]
        finally:
            process.terminate()
            process.join()
