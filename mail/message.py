"""A single mail as bytes: what `mail.outbox` hands to the transport.

In come a row of OutgoingMail and the time; out goes a whole message in ASCII, its text part complete and first
(RFC 2046 5.1.4). Issues are put together from encoded pieces instead (`newsletters.encoding`).
"""

from __future__ import annotations

import unicodedata
from datetime import datetime
from email.errors import MessageError
from email.headerregistry import Address as Mailbox
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime

from mail import headers
from mail.exceptions import HeaderRefused, MessageRefused
from mail.models import OutgoingMail

KIND = "mail"
"""The kind of an OutgoingMail in Message-IDs and return paths."""

_BREAKING = ("Cc", "Cs", "Zl", "Zp")


def build(mail: OutgoingMail, now: datetime) -> bytes:
    """Write the message of a row: lines end in CRLF, no byte is above 127.

    Raises MessageRefused for an address or a text that Python's library cannot write.
    """
    try:
        return _written(mail, now)
    except (
        MessageError,
        ValueError,
        IndexError,
    ) as error:  # IndexError: its parser meets an empty address or host
        raise MessageRefused(mail.pk, str(error)) from error


def _written(mail: OutgoingMail, now: datetime) -> bytes:
    message = EmailMessage(policy=SMTP.clone(cte_type="7bit"))
    message["From"] = Mailbox(mail.sender_name, addr_spec=mail.sender_email)
    message["To"] = mail.address.email
    message["Subject"] = mail.subject
    message["Date"] = format_datetime(now)
    message["Message-ID"] = headers.message_id(KIND, mail.pk)
    message[headers.AUTO_SUBMITTED[0]] = headers.AUTO_SUBMITTED[1]
    message.set_content(mail.text, cte="quoted-printable")
    if mail.html:
        message.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    message["Content-Language"] = mail.language  # last: content that is set drops what was said of it
    return message.as_bytes()


def refuse_control(name: str, value: str) -> str:
    """Give a header's value back, or raise HeaderRefused when it holds a line break or a control character."""
    if any(unicodedata.category(character) in _BREAKING for character in value):
        raise HeaderRefused(name, value)
    return value
