"""What can go wrong in `mail`, each error carrying what it is about."""

from __future__ import annotations


class MailError(Exception):
    """Every error of this room."""


class HeaderRefused(MailError):
    """A value that may not stand in a mail header."""

    def __init__(self, name: str, value: str) -> None:
        super().__init__(f"{name}: {value!r} holds a line break or another control character")
        self.name = name
        self.value = value


class MessageRefused(MailError):
    """A row that cannot be written as a message, whenever it is tried."""

    def __init__(self, pk: int, reason: str) -> None:
        super().__init__(f"mail {pk} cannot be written: {reason}")
        self.pk = pk


class ConnectionFailed(MailError):
    """The server was not reached, or left before any content went out: the mail can safely be tried again."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(f"{server}: {reason}")
        self.server = server


class AnswerLost(MailError):
    """Content went out and no answer came back: nobody knows whether the mail was taken."""

    def __init__(self, server: str, reason: str) -> None:
        super().__init__(f"{server}: {reason}")
        self.server = server


class LinkRefused(MailError):
    """A signed link that we did not make, that was changed, or that is too old."""

    def __init__(self, purpose: str, *, is_expired: bool = False) -> None:
        super().__init__(f"{purpose}: the link {'has expired' if is_expired else 'is not ours'}")
        self.purpose = purpose
        self.is_expired = is_expired
