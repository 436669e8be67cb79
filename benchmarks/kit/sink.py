"""A mail server on this machine that takes everything and keeps only who got it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings


class Caught(list[str]):
    """The recipients, in order."""

    async def handle_DATA(self, _server: SMTP, _session: Session, envelope: Envelope) -> str:
        self.extend(envelope.rcpt_tos)
        return "250 taken"


@contextmanager
def running() -> Iterator[Caught]:
    """Take mail on the port that settings name."""
    caught = Caught()
    controller = Controller(caught, hostname="127.0.0.1", port=settings.EMAIL_PORT)
    controller.start()
    try:
        yield caught
    finally:
        controller.stop()
