"""Stand-ins at the edges: what the outside world would be."""

from __future__ import annotations

import socket
from types import TracebackType
from typing import Any

from aiosmtpd.controller import Controller
from django.core.cache.backends.locmem import LocMemCache


def free_port() -> int:
    """A port of 127.0.0.1 where nothing listens now."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


class MailServer:
    """A real SMTP server on 127.0.0.1 that keeps what it takes: (sender, recipient, message)."""

    def __init__(self) -> None:
        self.mails: list[tuple[str, str, bytes]] = []
        self.port = free_port()
        self._controller = Controller(self, hostname="127.0.0.1", port=self.port)

    def __enter__(self) -> MailServer:
        self._controller.start()
        return self

    def __exit__(self, *_error: type[BaseException] | BaseException | TracebackType | None) -> None:
        self._controller.stop()

    async def handle_DATA(self, _server: Any, _session: Any, envelope: Any) -> str:
        self.mails += [
            (envelope.mail_from, recipient, envelope.original_content) for recipient in envelope.rcpt_tos
        ]
        return "250 2.0.0 OK"


class FullDiskCache(LocMemCache):
    """A cache that can store nothing, as on a full disk."""

    def set(self, *_args: Any, **_kwargs: Any) -> None:
        raise OSError(28, "No space left on device")
