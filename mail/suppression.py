"""Who must not be written to: those whose mail bounced, who complained, or who had themselves erased.

In come mail addresses, out goes which of them are on the list. The list holds keyed hashes, so that it outlives
the address. `mail.outbox` asks it before each mail, `newsletters.delivery` at each claim.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.crypto import salted_hmac

from mail.models import Suppression, normalise


def hash_email(email: str) -> str:
    """Give the keyed hash of an address, whatever its spelling; nobody reads the address back from it."""
    return salted_hmac("mail.suppression", normalise(email), algorithm="sha256").hexdigest()


def find(email: str) -> Suppression | None:
    """Give the row that keeps us from writing to this address, if there is one."""
    return Suppression.objects.filter(email_hash=hash_email(email)).first()


def among(emails: Iterable[str]) -> set[str]:
    """Give those of the addresses that must not be written to, in one query."""
    by_hash = {hash_email(email): email for email in emails}
    found = Suppression.objects.filter(email_hash__in=by_hash).values_list("email_hash", flat=True)
    return {by_hash[email_hash] for email_hash in found}


def add(email: str, reason: Suppression.Reason) -> None:
    """Put an address on the list; one that is on it keeps its first reason."""
    Suppression.objects.get_or_create(email_hash=hash_email(email), defaults={"reason": reason})


def lift_erasure(email: str) -> None:
    """Take off the list who was erased and now asks for mail themselves (data-model.md, Personal data)."""
    Suppression.objects.filter(email_hash=hash_email(email), reason=Suppression.Reason.ERASED).delete()
