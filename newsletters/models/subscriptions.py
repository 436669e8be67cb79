"""Who takes which newsletter, how, and the evidence that they asked for it."""

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Topic
from mail.models import Address
from newsletters.models.lists import Cadence, Newsletter


class SubscriptionQuerySet(models.QuerySet["Subscription"]):
    def current(self) -> "SubscriptionQuerySet":
        """Subscriptions that a reader confirmed and did not end."""
        return self.filter(state__in=[Subscription.State.ACTIVE, Subscription.State.PAUSED])

    def unconfirmed(self) -> "SubscriptionQuerySet":
        """Subscriptions that somebody asked for and nobody confirmed."""
        return self.filter(state=Subscription.State.UNCONFIRMED)

    def asked_before(self, moment: datetime) -> "SubscriptionQuerySet":
        """Subscriptions that were last asked for before a moment."""
        return self.filter(asked_at__lt=moment)

    def with_choices(self) -> "SubscriptionQuerySet":
        """Subscriptions with all that the preference page shows, in the order of its newsletters."""
        return self.select_related("newsletter__site").prefetch_related("topics").order_by("newsletter", "pk")


class Subscription(models.Model):
    """One address on one newsletter, with what this reader wants of it."""

    class State(models.TextChoices):
        UNCONFIRMED = "unconfirmed", _("unconfirmed")
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        ENDED = "ended", _("ended")

    class Minutes(models.IntegerChoices):
        THREE = 3, _("3 minutes")
        FIVE = 5, _("5 minutes")
        TEN = 10, _("10 minutes")

    newsletter = models.ForeignKey(Newsletter, on_delete=models.CASCADE, related_name="subscriptions")
    # Erasure deletes the address and its subscriptions with it.
    address = models.ForeignKey(Address, on_delete=models.CASCADE, related_name="subscriptions")
    cadence = models.CharField(_("cadence"), max_length=8, choices=Cadence, default=Cadence.DAILY)
    edition = models.CharField(_("edition"), max_length=2, choices=settings.LANGUAGES, default="nl")
    has_other_language = models.BooleanField(_("links in the other language too"), default=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), choices=Minutes, default=Minutes.FIVE)
    topics = models.ManyToManyField(Topic, blank=True, related_name="+", verbose_name=_("topics"))
    state = models.CharField(_("state"), max_length=12, choices=State, default=State.UNCONFIRMED)
    created_at = models.DateTimeField(default=timezone.now, editable=False)
    asked_at = models.DateTimeField(default=timezone.now, editable=False)
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    ended_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        verbose_name = _("subscription")
        verbose_name_plural = _("subscriptions")
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "address"], name="newsletters_subscription_once_per_address"
            )
        ]
        indexes = [models.Index(fields=["state", "asked_at"], name="newsletters_subscription_asked")]

    def __str__(self) -> str:
        return f"{self.newsletter}: {self.get_state_display()}"


class Evidence(models.Model):
    """What a person agreed to, in which words, where, when and from where."""

    class Act(models.TextChoices):
        ASKED = "asked", _("asked")
        CONFIRMED = "confirmed", _("confirmed")
        CHANGED = "changed", _("changed")
        ENDED = "ended", _("ended")

    subscription = models.ForeignKey(Subscription, on_delete=models.CASCADE, related_name="evidence")
    act = models.CharField(max_length=10, choices=Act)
    wording = models.TextField()
    wording_version = models.CharField(max_length=20)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    url = models.URLField(max_length=2000)
    # Dropped after 6 months.
    ip = models.GenericIPAddressField(null=True, blank=True)
    at = models.DateTimeField(default=timezone.now)

    def __str__(self) -> str:
        return f"{self.get_act_display()} {self.at:%Y-%m-%d %H:%M}"
