"""One mailing, what it is made of, and one row for each mail to one subscriber."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import ArticlePage
from curation.models import DigestLink, Story
from newsletters.models.lists import Cadence, Newsletter
from newsletters.models.subscriptions import Subscription

FRESH_FOR = timedelta(hours=24)
"""How long after its window an issue goes out on one approval (data-model.md, Issue)."""

SOURCE_NAME_LENGTH = 200
"""Characters of a source's name, or of the names of all authors, which are cut to it."""


class IssueQuerySet(models.QuerySet["Issue"]):
    def going(self, now: datetime) -> "IssueQuerySet":
        """Issues that a publisher let go and whose hour has come, the oldest first."""
        states = [Issue.State.APPROVED, Issue.State.SENDING]
        going = self.filter(state__in=states, sends_at__lte=now, approved_until__gt=now)
        return going.order_by("ends_at", "pk")

    def with_newsletter(self) -> "IssueQuerySet":
        """Issues with what their page shows."""
        return self.select_related("newsletter__site", "approved_by")


class Issue(models.Model):
    """What was published in one window, composed for both editions; goes out when a publisher approves it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        APPROVED = "approved", _("approved")
        SENDING = "sending", _("being sent")
        PAUSED = "paused", _("paused")
        SENT = "sent", _("sent")

    newsletter = models.ForeignKey(Newsletter, on_delete=models.PROTECT, related_name="issues")
    cadence = models.CharField(_("cadence"), max_length=8, choices=Cadence)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    subject_nl = models.CharField(_("subject in Dutch"), max_length=150)
    subject_en = models.CharField(_("subject in English"), max_length=150)
    intro_nl = models.TextField(_("introduction in Dutch"), max_length=600, blank=True)
    intro_en = models.TextField(_("introduction in English"), max_length=600, blank=True)
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.DRAFT)
    is_composed_at_once = models.BooleanField(default=False, editable=False)
    composed_at = models.DateTimeField(default=timezone.now, editable=False)
    # Erasure keeps the approval without the name.
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    approved_at = models.DateTimeField(null=True, blank=True, editable=False)
    approved_until = models.DateTimeField(null=True, blank=True, editable=False)
    sends_at = models.DateTimeField(null=True, blank=True, editable=False)
    audience_frozen_at = models.DateTimeField(null=True, blank=True, editable=False)
    # How many subscribers were found at that moment; the balance holds their deliveries against it.
    audience_count = models.PositiveIntegerField(null=True, blank=True, editable=False)
    sent_at = models.DateTimeField(null=True, blank=True, editable=False)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = _("issue")
        verbose_name_plural = _("issues")
        ordering = ["-ends_at"]
        permissions = [("approve_issue", "Can approve, pause and send an issue")]
        constraints = [
            models.UniqueConstraint(
                fields=["newsletter", "cadence", "starts_at", "ends_at"],
                name="newsletters_issue_once_per_window",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="newsletters_issue_has_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.newsletter} {self.get_cadence_display()} {self.ends_at:%Y-%m-%d}"

    def subject_in(self, language: str) -> str:
        """The subject of an edition ("nl" or "en")."""
        return self.subject_en if language == "en" else self.subject_nl

    def intro_in(self, language: str) -> str:
        """The introduction of an edition ("nl" or "en")."""
        return self.intro_en if language == "en" else self.intro_nl

    def needs_approval(self, now: datetime) -> bool:
        """Whether it does not go before somebody approves it, for the first time or anew."""
        if self.state == Issue.State.SENT:
            return False
        return self.approved_until is None or self.approved_until <= now


class IssueItem(models.Model):
    """One thing that an edition of an issue may carry: a digest's link or an article of ours.

    A snapshot: it outlives the digest and the story. `place` is its position in its digest, from 0.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="items")
    edition = models.CharField(max_length=2, choices=settings.LANGUAGES)
    position = models.PositiveSmallIntegerField()
    place = models.PositiveSmallIntegerField(default=0)
    link = models.ForeignKey(DigestLink, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    article = models.ForeignKey(
        ArticlePage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    story = models.ForeignKey(Story, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    headline = models.CharField(max_length=255)
    why = models.CharField(max_length=400, blank=True)
    url = models.URLField(max_length=2000)
    source_name = models.CharField(max_length=SOURCE_NAME_LENGTH, blank=True)
    language = models.CharField(max_length=5)
    topic_slugs = models.JSONField(default=list)
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    also_in_count = models.PositiveSmallIntegerField(default=0)
    is_own = models.BooleanField(default=False)
    # What it is: "story:12", "url:https://...", "article:<translation key>"; one in common: the same thing.
    identities = models.JSONField(default=list)

    class Meta:
        ordering = ["edition", "position"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "edition", "position"], name="newsletters_item_position")
        ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline_language(self) -> str:
        """The language of the headline: the source's while it is the source's own, else the edition's."""
        return self.language if self.link and self.link.is_original(self.headline) else self.edition


class IssueAdvertorial(models.Model):
    """What a sponsor paid for in one edition: a snapshot, after the last item of each of its mails.

    Once the audience is frozen it outlives its page.
    """

    issue = models.ForeignKey(Issue, on_delete=models.CASCADE, related_name="advertorials")
    edition = models.CharField(max_length=2, choices=settings.LANGUAGES)
    article = models.ForeignKey(
        ArticlePage, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    sponsor_name = models.CharField(max_length=100)
    headline = models.CharField(max_length=255)
    why = models.CharField(max_length=400, blank=True)
    url = models.URLField(max_length=2000)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["issue", "edition"], name="newsletters_advertorial_one_per_edition"
            )
        ]

    def __str__(self) -> str:
        return self.headline


class DeliveryQuerySet(models.QuerySet["Delivery"]):
    def ready(self, now: datetime) -> "DeliveryQuerySet":
        """Mails that may be claimed now, of issues that are being sent, in a steady order."""
        issues = Issue.objects.filter(state=Issue.State.SENDING, approved_until__gt=now)
        waiting = self.filter(state=Delivery.State.WAITING, next_attempt_at__lte=now, issue__in=issues)
        return waiting.order_by("next_attempt_at", "pk")

    def unfinished(self) -> "DeliveryQuerySet":
        """Mails whose end is not known yet."""
        return self.filter(state__in=Delivery.UNFINISHED)

    def with_reader(self) -> "DeliveryQuerySet":
        """Mails with all that choosing and writing them takes."""
        rows = self.select_related("issue__newsletter__site", "subscription__address")
        return rows.prefetch_related("subscription__topics")


class Delivery(models.Model):
    """One mail of one issue to one subscriber, or the reason why there is none."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        EXCLUDED = "excluded", _("excluded")
        LEASED = "leased", _("leased")
        HANDED = "handed", _("handed")
        ACCEPTED = "accepted", _("accepted")
        REJECTED = "rejected", _("rejected")
        UNCERTAIN = "uncertain", _("uncertain")

    class Exclusion(models.TextChoices):
        NOTHING_NEW = "nothing_new", _("nothing new")
        SUPPRESSED = "suppressed", _("bounced, complained or erased")
        ENDED = "ended", _("no longer subscribed")
        PAUSED = "paused", _("paused")

    UNFINISHED = (State.WAITING, State.LEASED, State.HANDED)
    CARRIED = (State.HANDED, State.ACCEPTED, State.UNCERTAIN)

    issue = models.ForeignKey(Issue, on_delete=models.PROTECT, related_name="deliveries")
    # Erasure deletes the subscription and keeps the row, so that the balance still holds.
    subscription = models.ForeignKey(
        Subscription, on_delete=models.SET_NULL, null=True, blank=True, related_name="deliveries"
    )
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    exclusion = models.CharField(max_length=12, choices=Exclusion, blank=True)
    holder = models.CharField(max_length=100, blank=True)
    leased_until = models.DateTimeField(null=True, blank=True)
    handed_at = models.DateTimeField(null=True, blank=True)
    first_tried_at = models.DateTimeField(null=True, blank=True)
    next_attempt_at = models.DateTimeField(default=timezone.now)
    finished_at = models.DateTimeField(null=True, blank=True)
    answer = models.CharField(max_length=500, blank=True)
    # [{"item": id, "part": "read" | "know", "reasons": [[code, value], ...]}], in the order of the mail.
    carried = models.JSONField(default=list)

    objects = DeliveryQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["issue", "subscription"], name="newsletters_delivery_once"),
            models.CheckConstraint(
                condition=models.Q(state="excluded") ^ models.Q(exclusion=""),
                name="newsletters_delivery_excluded_with_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["state", "next_attempt_at"], name="newsletters_delivery_ready"),
            models.Index(fields=["issue", "state"], name="newsletters_delivery_balance"),
        ]

    def __str__(self) -> str:
        return f"{self.issue}: {self.get_state_display()}"
