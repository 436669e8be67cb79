"""What a provider answers about an address (oembed.com, version 1.0), as a title and an author in plain words.

Pure but for the client that is handed in. Out: frozen `Words`, or a `Silence` that says why there are none. All other
fields are left unread, above all `html`.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime

from outbound import waiting
from outbound.client import Client, Response
from outbound.exceptions import OutboundError

TITLE_LENGTH, AUTHOR_LENGTH = 300, 200
ACCEPT = {"Accept": "application/json"}
CODES = {
    400: "not_found",
    401: "not_allowed",
    403: "refused",
    404: "not_found",
    410: "not_found",
    429: "rate_limited",
}
# What will not be otherwise in an hour: the thing is not there, or may not be shown elsewhere.
FINAL = frozenset({"not_found", "not_allowed", "unlisted"})


@dataclass(frozen=True, slots=True)
class Words:
    """What a provider calls a thing, and who made it."""

    title: str
    author: str = ""


@dataclass(frozen=True, slots=True)
class Silence:
    """Why there are no words; `wait_s` is how long not to ask again, `host_wait_s` how long the host asks for."""

    code: str
    detail: str = ""
    wait_s: float = 0
    host_wait_s: float = 0

    @property
    def is_final(self) -> bool:
        """Whether asking again would bring nothing else."""
        return self.code in FINAL


async def ask(client: Client, question: str, now: datetime) -> Words | Silence:
    """Ask a provider once; `question` is the whole address to ask, `now` reads a date until which to wait."""
    try:
        response = await client.get(question, ACCEPT)
    except OutboundError as error:
        return Silence(error.code, error.detail)
    return read(response, now)


def read(response: Response, now: datetime) -> Words | Silence:
    """The words in an answer of any kind."""
    if response.status != 200:
        return _silence(response, now)
    try:
        told = json.loads(response.body)
    except (ValueError, RecursionError):
        return Silence("unreadable")
    if not isinstance(told, dict):
        return Silence("unreadable")
    title = plain(told.get("title"), TITLE_LENGTH)
    return Words(title, plain(told.get("author_name"), AUTHOR_LENGTH)) if title else Silence("nameless")


def _silence(response: Response, now: datetime) -> Silence:
    """Without Retry-After a refusal is about one thing: the host may be asked for others."""
    wait_s = waiting.asked_s(response, now) or 0
    host_wait_s = wait_s if "Retry-After" in response.headers else 0
    return Silence(CODES.get(response.status, "status"), str(response.status), wait_s, host_wait_s)


def plain(text: object, length: int) -> str:
    """A text on one line, without signs that steer a display; empty for what is no text."""
    if not isinstance(text, str):
        return ""
    kept = "".join(sign for sign in re.sub(r"\s+", " ", text) if unicodedata.category(sign)[0] != "C")
    return kept.strip()[:length].rstrip()
