"""Who may be written to, who must not, and every mail that is not part of an issue.

Other rooms refer to a person by `Address`; the mail itself goes through `mail.outbox` and `mail.transport`.
"""

import secrets
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.encoding import punycode
from django.utils.translation import gettext_lazy as _


def make_secret() -> str:
    """Return 256 random bits for the signed links of one address."""
    return secrets.token_urlsafe(32)


class AddressQuerySet(models.QuerySet["Address"]):
    def for_email(self, email: str, language: str = "nl") -> "Address":
        """Return the address of this mail text, made when it is new."""
        address, _made = self.get_or_create(email=normalise(email), defaults={"language": language})
        return address


def normalise(email: str) -> str:
    """Lower case, no surrounding space, the host in punycode: two spellings of one mailbox are one address."""
    local, at, host = email.strip().lower().rpartition("@")
    try:
        return f"{local}{at}{punycode(host)}"
    except UnicodeError:  # no host name at all; whoever validates says so
        return f"{local}{at}{host}"


class Address(models.Model):
    """A mail address we may know: owner of consents and of the one preference page."""

    email = models.EmailField(_("mail address"), max_length=254, unique=True)
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, default="nl")
    secret = models.CharField(max_length=64, unique=True, default=make_secret, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = AddressQuerySet.as_manager()

    class Meta:
        verbose_name = _("mail address")
        verbose_name_plural = _("mail addresses")
        constraints = [
            models.UniqueConstraint(Lower("email"), name="mail_address_unique_whatever_case"),
        ]

    def __str__(self) -> str:
        return self.email


class Suppression(models.Model):
    """No mail goes to who bounced, complained or was erased. A keyed hash, so that it outlives the address."""

    class Reason(models.TextChoices):
        BOUNCE = "bounce", _("bounce")
        COMPLAINT = "complaint", _("complaint")
        ERASED = "erased", _("erased")

    email_hash = models.CharField(max_length=64, unique=True)
    reason = models.CharField(max_length=12, choices=Reason)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.get_reason_display()


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def ready(self, now: datetime) -> "OutgoingMailQuerySet":
        """Mails that may be claimed now, the longest waiting first."""
        waiting = self.filter(state=OutgoingMail.State.WAITING, next_attempt_at__lte=now)
        return waiting.order_by("next_attempt_at", "pk")

    def expired(self, now: datetime) -> "OutgoingMailQuerySet":
        """Mails whose holder has gone."""
        states = [OutgoingMail.State.LEASED, OutgoingMail.State.HANDED]
        return self.filter(state__in=states, leased_until__lte=now)

    def for_purpose_since(self, purpose: str, since: datetime) -> "OutgoingMailQuerySet":
        """Mails of one purpose that were queued after a moment."""
        return self.filter(purpose=purpose, created_at__gt=since)


class OutgoingMail(models.Model):
    """A mail that is not a Delivery: a row first, sent by the worker, its body dropped once accepted."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        LEASED = "leased", _("leased")
        HANDED = "handed", _("handed")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        UNCERTAIN = "uncertain", _("uncertain")

    class Purpose(models.TextChoices):
        CONFIRM = "confirm", _("confirm a subscription")
        SIGN_IN = "sign_in", _("sign in")
        TEST = "test", _("test of an issue")
        ALARM = "alarm", _("alarm")
        NOTICE = "notice", _("notice to staff")

    purpose = models.CharField(max_length=12, choices=Purpose)
    # Erasure deletes the address and with it what was still to be sent to it.
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="outgoing_mails")
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    sender_name = models.CharField(max_length=60, blank=True)
    sender_email = models.EmailField()
    subject = models.CharField(max_length=250)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    holder = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    finished_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)

    objects = OutgoingMailQuerySet.as_manager()

    class Meta:
        verbose_name = _("outgoing mail")
        verbose_name_plural = _("outgoing mails")
        ordering = ["-created_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="mail_outgoing_ready"),
            models.Index(fields=["address", "purpose", "created_at"], name="mail_outgoing_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.get_purpose_display()}: {self.subject}"
