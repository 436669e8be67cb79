"""What every mail of ours says about itself, so that it is written once.

Pure but for the secret key and the mail domain. `mail.outbox` uses it for single mails, `newsletters.rendering`
for issues:

    message_id("delivery", delivery.pk)       the Message-ID: the same for the same mail, whenever it is made
    return_path("delivery", delivery.pk)      the envelope's sender (VERP): a bounce to it names its mail
    read_return_path(recipient)               which mail a bounce is about, or None for a forged address
    AUTO_SUBMITTED                            name and value of RFC 3834's header
"""

from __future__ import annotations

import hmac
import re
from dataclasses import dataclass
from hashlib import sha256

from django.conf import settings

AUTO_SUBMITTED = ("Auto-Submitted", "auto-generated")
"""No person wrote this, so no machine should answer it (RFC 3834 5)."""

MAC_LENGTH = 20
"""Hex digits of a keyed hash: 80 bits, and a local part stays far below 64 characters (RFC 5321 4.5.3.1.1)."""

_RETURN_PATH = re.compile(r"bounce\+([a-z]+)-(\d+)-([0-9a-f]{20})@(.+)\Z")


@dataclass(frozen=True, slots=True)
class Origin:
    """Which mail a return path belongs to: a kind ("delivery", "mail") and the id of its row."""

    kind: str
    pk: int


def message_id(kind: str, pk: int) -> str:
    """Give the Message-ID of a row on our own domain; the same row gives the same one (RFC 5322 3.6.4)."""
    return f"<{kind}-{pk}-{_mac('message-id', kind, pk)}@{settings.MAIL_DOMAIN}>"


def return_path(kind: str, pk: int) -> str:
    """Give the envelope's sender of a row: `bounce+<kind>-<pk>-<hash>@<our domain>`; kind in lower case."""
    return f"bounce+{kind}-{pk}-{_mac('return-path', kind, pk)}@{settings.MAIL_DOMAIN}"


def read_return_path(recipient: str) -> Origin | None:
    """Give the mail that a bounce to this address is about; None when the address is not one of ours."""
    found = _RETURN_PATH.match(recipient.strip().lower())
    if not found or found[4] != settings.MAIL_DOMAIN.lower():
        return None
    kind, pk = found[1], int(found[2])
    is_ours = hmac.compare_digest(_mac("return-path", kind, pk), found[3])
    return Origin(kind, pk) if is_ours else None


def _mac(purpose: str, kind: str, pk: int) -> str:
    text = f"mail.headers:{purpose}:{kind}:{pk}".encode()
    return hmac.new(settings.SECRET_KEY.encode(), text, sha256).hexdigest()[:MAC_LENGTH]
