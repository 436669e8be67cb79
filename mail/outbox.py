"""Every mail that is not part of an issue: a row first, sent by the worker."""

from mail.models import Address, OutgoingMail


def queue(
    purpose: str, address: Address, *, language: str, subject: str, text: str, html: str = ""
) -> OutgoingMail:
    """Store a mail for the worker to send; the request that asked for it succeeds whatever happens to the mail."""
    return OutgoingMail.objects.create(
        purpose=purpose, address=address, language=language, subject=subject, text=text, html=html
    )
