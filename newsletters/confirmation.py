"""The mail that asks whether somebody really wants what was asked for in their name. It promotes nothing.

In come an address, the subscriptions that wait, and the magazine; out goes a queued mail. Where nothing waits
(they have what was asked for) the mail says so and links to the preference page, so that the answer on the site
is the same for known and unknown addresses. Called by `subscriptions`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import override

from articles.models import MagazineSettings
from mail import outbox
from mail.models import Address, OutgoingMail
from newsletters import consent, links
from newsletters.models import Newsletter, Subscription


@dataclass(frozen=True, slots=True)
class Asked:
    """Who was asked for what; the sender is that of `newsletter`, the first that was asked for."""

    address: Address
    newsletter: Newsletter
    waiting: Sequence[Subscription]
    language: str
    now: datetime


def queue(asked: Asked) -> OutgoingMail:
    """Write the mail down, in the language of the page on which it was asked for."""
    newsletter = asked.newsletter
    with override(asked.language):
        name = "confirm" if asked.waiting else "known"
        subject, context = _context(asked)
        return outbox.queue(
            OutgoingMail.Purpose.CONFIRM,
            asked.address,
            asked.language,
            subject,
            render_to_string(f"mail/{name}.txt", context),
            render_to_string(f"mail/{name}.html", context),
            sender=outbox.Sender(newsletter.sender_name, newsletter.sender_email),
            now=asked.now,
        )


def _context(asked: Asked) -> tuple[str, dict[str, object]]:
    """The subject, and what both parts of the mail say."""
    newsletter, waiting = asked.newsletter, asked.waiting
    magazine = MagazineSettings.for_site(newsletter.site)
    reader = (newsletter.site.root_url, asked.address, asked.language, asked.now)
    words = _("Confirm your subscription to %(name)s") if waiting else _("You already receive %(name)s")
    subject = words % {"name": waiting[0].newsletter.name if waiting else newsletter.name}
    return subject, {
        "subject": subject,
        "language": asked.language,
        "magazine": magazine.name,
        "sender_name": newsletter.sender_name,
        "postal_address": magazine.postal_address,
        "contact": magazine.contact_email,
        "asked_for": [(each.newsletter.name, consent.in_words(each)) for each in waiting],
        "newsletter": newsletter.name,
        "confirm_url": links.confirm_url(*reader),
        "preferences_url": links.address_url(*reader),
    }
