"""One interface to the mail server, whatever it is.

In come a sender, a recipient and the bytes of a whole mail; out goes the server's answer as a `Result`. Called by
`mail.outbox` for single mails and by `newsletters.delivery` for issues. A connection is kept and carries one
mail at a time; errors of smtplib are translated here and nowhere else.

    with transport.connect() as connection:
        result = connection.send(sender, recipient, message)
"""

from __future__ import annotations

import re
import smtplib
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings

from mail.exceptions import AnswerLost, ConnectionFailed

ANSWER_LENGTH = 500
"""Characters of a server's answer that are kept."""

_SENDABLE = re.compile(r"[\x21-\x7e]+\Z")
"""Addresses that need no SMTPUTF8 (RFC 6531), which few servers speak: hosts are stored as punycode."""


@dataclass(frozen=True, slots=True)
class Result:
    """What the server said: an SMTP reply code (RFC 5321 4.2) and its text."""

    code: int
    text: str

    @property
    def is_accepted(self) -> bool:
        """The server took the mail upon itself."""
        return 200 <= self.code < 300

    @property
    def is_temporary(self) -> bool:
        """The server did not take it now and may later."""
        return 400 <= self.code < 500


@dataclass(frozen=True, slots=True)
class Server:
    """Where mail is handed in, and as whom."""

    host: str
    port: int
    user: str = ""
    password: str = ""
    has_starttls: bool = False
    timeout_s: float = 20

    @classmethod
    def from_settings(cls) -> Server:
        """The operator's server: Django's own EMAIL_* settings."""
        return cls(
            host=settings.EMAIL_HOST,
            port=settings.EMAIL_PORT,
            user=settings.EMAIL_HOST_USER,
            password=settings.EMAIL_HOST_PASSWORD,
            has_starttls=settings.EMAIL_USE_TLS,
            timeout_s=settings.EMAIL_TIMEOUT,
        )

    def __str__(self) -> str:
        return f"{self.host}:{self.port}"


class Connection(Protocol):
    """What `connect` gives; tests put their own in its place."""

    def send(self, sender: str, recipient: str, message: bytes) -> Result:
        """Hand over one mail (lines end in CRLF) and give the server's answer.

        Raises ConnectionFailed when no content went out, AnswerLost when content went out unanswered.
        """


class SmtpConnection:
    """A kept connection; one that the server closed between two mails is opened again."""

    def __init__(self, server: Server) -> None:
        self._server = server
        self._smtp = self._open()

    def send(self, sender: str, recipient: str, message: bytes) -> Result:
        """See `Connection.send`."""
        if not _SENDABLE.match(recipient):
            return Result(553, "5.6.7 The address holds characters beyond ASCII; it was not handed over")
        try:
            refusal = self._envelope(sender, recipient)
        except smtplib.SMTPServerDisconnected:
            self._smtp = self._open()
            refusal = self._envelope_once(sender, recipient)
        return refusal or self._content(message)

    def close(self) -> None:
        """Say goodbye; a server that has gone already is no error."""
        with suppress(smtplib.SMTPException, OSError):
            self._smtp.quit()
        self._smtp.close()

    def _open(self) -> smtplib.SMTP:
        """Connect, secure and sign in. Raises ConnectionFailed."""
        server = self._server
        try:
            smtp = smtplib.SMTP(server.host, server.port, timeout=server.timeout_s)
            smtp.ehlo_or_helo_if_needed()
            if server.has_starttls:
                smtp.starttls(context=ssl.create_default_context())
            if server.user:
                smtp.login(server.user, server.password)
        except (OSError, smtplib.SMTPException) as error:
            raise ConnectionFailed(str(server), str(error)) from error
        return smtp

    def _envelope_once(self, sender: str, recipient: str) -> Result | None:
        try:
            return self._envelope(sender, recipient)
        except smtplib.SMTPServerDisconnected as error:
            raise ConnectionFailed(str(self._server), str(error)) from error

    def _envelope(self, sender: str, recipient: str) -> Result | None:
        """Name sender and recipient; gives the refusal, if there is one."""
        try:
            for command, name in ((self._smtp.mail, sender), (self._smtp.rcpt, recipient)):
                code, text = command(name)
                if not 200 <= code < 300:
                    self._forget()
                    return _result(code, text)
        except smtplib.SMTPServerDisconnected:
            raise
        except OSError as error:  # a time-out among them
            self._smtp.close()
            raise ConnectionFailed(str(self._server), str(error)) from error
        return None

    def _content(self, message: bytes) -> Result:
        try:
            return _result(*self._smtp.data(message))
        except smtplib.SMTPDataError as error:  # refused before any content
            self._forget()
            return _result(error.smtp_code, error.smtp_error)
        except (OSError, smtplib.SMTPException) as error:
            self._smtp.close()
            raise AnswerLost(str(self._server), str(error)) from error

    def _forget(self) -> None:
        """Drop a half-made envelope; when the server has gone the next mail opens a new connection."""
        with suppress(smtplib.SMTPException, OSError):
            self._smtp.rset()


@contextmanager
def connect(server: Server | None = None) -> Iterator[Connection]:
    """Open a connection to `server`, by default the operator's. Raises ConnectionFailed."""
    connection = SmtpConnection(server or Server.from_settings())
    try:
        yield connection
    finally:
        connection.close()


def _result(code: int, text: bytes | str) -> Result:
    words = text.decode("utf-8", "replace") if isinstance(text, bytes) else text
    return Result(code, " ".join(words.split())[:ANSWER_LENGTH])
