"""What allauth asks of us. Readers cannot sign up yet: an operator makes accounts in the CMS."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest
from django.utils.translation import get_language

from mail import outbox
from mail.models import Address, OutgoingMail


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue allauth's mail: every mail leaves through the outbox, none from the web process."""
        message = self.render_mail(template_prefix, email, context)
        outbox.queue(
            OutgoingMail.Purpose.SIGN_IN,
            Address.objects.for_email(email),
            language=get_language() or "nl",
            subject=message.subject,
            text=message.body,
        )
