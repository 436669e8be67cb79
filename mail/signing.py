"""Links that let the owner of an address act without signing in.

In comes an address, a purpose and what the link is about; out goes a token for a URL. It is signed with the
address's own secret, so that changing the secret ends all of its links, and it holds for one purpose: a link to
confirm opens no preferences. `newsletters` makes and reads them; making one costs a few microseconds, so an
issue can carry three of them to every reader.
"""

from __future__ import annotations

import hmac
import re
from base64 import urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256

from mail.exceptions import LinkRefused
from mail.models import Address

CONFIRM = "confirm"
PREFERENCES = "preferences"
UNSUBSCRIBE = "unsubscribe"

MAX_AGE: dict[str, timedelta | None] = {
    CONFIRM: timedelta(days=7),  # requirements.md, Mail
    PREFERENCES: None,  # stands in every mail, and old mails are kept
    UNSUBSCRIBE: None,
}

_TOKEN = re.compile(r"(\d{1,18})-(\d{1,18})-(\d{1,12})-([A-Za-z0-9_-]{43})\Z")


@dataclass(frozen=True, slots=True)
class Opened:
    """What a token says: whose it is, what it is about (an id; 0 for nothing) and when it was made."""

    address: Address
    about: int
    made_at: datetime


def sign(address: Address, purpose: str, now: datetime, about: int = 0) -> str:
    """Make a token of digits, letters, `-` and `_`; `about` is the id of the row that it concerns."""
    made = int(now.timestamp())
    return f"{address.pk}-{about}-{made}-{_mac(address, purpose, about, made)}"


def open_token(token: str, purpose: str, now: datetime) -> Opened:
    """Read a token. Raises LinkRefused when it is not ours, changed, of another purpose, or expired."""
    parts = _TOKEN.match(token)
    address = Address.objects.filter(pk=int(parts[1])).first() if parts else None
    if not parts or not address:
        raise LinkRefused(purpose)
    about, made = int(parts[2]), int(parts[3])
    if not hmac.compare_digest(_mac(address, purpose, about, made), parts[4]):
        raise LinkRefused(purpose)
    opened = Opened(address, about, datetime.fromtimestamp(made, UTC))
    max_age = MAX_AGE[purpose]
    if max_age is not None and now > opened.made_at + max_age:
        raise LinkRefused(purpose, is_expired=True)
    return opened


def _mac(address: Address, purpose: str, about: int, made: int) -> str:
    text = f"mail.signing:{purpose}:{address.pk}:{about}:{made}".encode()
    digest = hmac.new(address.secret.encode(), text, sha256).digest()
    return urlsafe_b64encode(digest).decode().rstrip("=")
