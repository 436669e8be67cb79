"""The folder of caught mail: one `.eml` file a mail, named by the time of its arrival.

The mail catcher writes here and its pages read from here; tests of a whole flow read the files themselves.
A file is what a delivering mail server would leave: `Return-Path` and `Delivered-To` (RFC 5321, section
4.4) and then the bytes that were received, unchanged.
"""

import re
import time
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.parser import BytesHeaderParser
from pathlib import Path

NAME = re.compile(r"(\d{20})-[0-9a-f]{32}\.eml")
HEAD_BYTES = 64 * 1024  # more than the headers of any mail of ours


@dataclass(frozen=True, slots=True)
class Caught:
    """A mail as a list shows it."""

    name: str
    at: datetime
    recipient: str
    subject: str

    def mentions(self, words: str) -> bool:
        """Whether the recipient or the subject holds `words`, whatever the case."""
        return words.lower() in f"{self.recipient} {self.subject}".lower()


class MailStore:
    """Caught mail in `folder`; `name`s come from `names` and any other text is refused with KeyError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._known: dict[str, Caught] = {}
        folder.mkdir(parents=True, exist_ok=True)

    def keep(self, sender: str, recipients: list[str], content: bytes) -> str:
        """Store a mail whole or not at all and return its name; raises OSError when the disk refuses."""
        envelope = [f"Return-Path: <{sender}>", *(f"Delivered-To: {recipient}" for recipient in recipients)]
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}.eml"
        beside = self.folder / f"{name}.part"
        try:
            beside.write_bytes("\r\n".join(envelope).encode() + b"\r\n" + content)
            beside.replace(self.folder / name)
        except OSError:
            beside.unlink(missing_ok=True)
            raise
        return name

    def names(self) -> list[str]:
        """The names of all mails, the newest first."""
        return sorted(
            (path.name for path in self.folder.glob("*.eml") if NAME.fullmatch(path.name)), reverse=True
        )

    def matching(self, words: str) -> list[str]:
        """The names of mails whose recipient or subject holds `words`; the newest first."""
        if not words:
            return self.names()
        found = (self.summary(name) for name in self.names())
        return [
            caught.name for caught in found if words.lower() in f"{caught.recipient} {caught.subject}".lower()
        ]

    def summary(self, name: str) -> Caught:
        """What a list shows of one mail; read once, then remembered."""
        if name not in self._known:
            with self._path(name).open("rb") as file:
                head = BytesHeaderParser(policy=policy.default).parsebytes(file.read(HEAD_BYTES))
            recipients = ", ".join(str(value) for value in head.get_all("Delivered-To", []))
            arrived = datetime.fromtimestamp(int(name[:20]) / 1e9, UTC)
            self._known[name] = Caught(name, arrived, recipients, str(head["Subject"] or ""))
        return self._known[name]

    def message(self, name: str) -> EmailMessage:
        """The mail, parsed."""
        message = message_from_bytes(self.source(name), policy=policy.default)
        assert isinstance(message, EmailMessage)  # noqa: S101 -- what this policy makes
        return message

    def source(self, name: str) -> bytes:
        """The bytes of the file."""
        return self._path(name).read_bytes()

    def _path(self, name: str) -> Path:
        path = self.folder / name
        if not NAME.fullmatch(name) or not path.exists():
            raise KeyError(name)
        return path
