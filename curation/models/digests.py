"""The machine's window with its candidates, and the editor's digest made from it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page, Site

from articles.models.pages import DigestPlan
from articles.models.publishing import AsksFirst
from curation.models.items import Item
from curation.models.stories import Story
from curation.models.wording import describe


class DigestWindow(models.Model):
    """A half-open span of time for one section (or "home") and language; the machine's, recomputed in place."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    section_key = models.CharField(max_length=40)
    language = models.CharField(max_length=2, choices=settings.LANGUAGES)
    cadence = models.CharField(max_length=8, choices=DigestPlan.Cadence)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    ranked_at = models.DateTimeField(null=True, blank=True)
    drafted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("digest window")
        permissions = [("use_desk", "Can use the desk")]
        constraints = [
            models.UniqueConstraint(
                fields=["site", "section_key", "language", "cadence", "starts_at", "ends_at"],
                name="curation_window_once",
            ),
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")), name="curation_window_has_length"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.section_key} {self.language} {self.ends_at:%Y-%m-%d %H:%M}"


class Candidate(models.Model):
    """A story scored for one window. Score and parts are the machine's, the decision is the editor's."""

    class Decision(models.TextChoices):
        NONE = "none", _("none")
        TAKEN = "taken", _("taken")
        DROPPED = "dropped", _("dropped")

    window = models.ForeignKey(DigestWindow, on_delete=models.CASCADE, related_name="candidates")
    story = models.ForeignKey(Story, on_delete=models.PROTECT, related_name="candidates")
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, related_name="+")
    score = models.FloatField(default=0)
    # [{"name": "age", "value": 31.0, "figure": 4.5}], the parts that add up to the score (curation.ranking).
    parts = models.JSONField(default=list)
    is_added_by_hand = models.BooleanField(default=False)
    decision = models.CharField(max_length=8, choices=Decision, default=Decision.NONE)
    # Erasure keeps the decision without the name.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-is_added_by_hand", "-score", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["window", "story"], name="curation_candidate_once_per_window")
        ]

    def __str__(self) -> str:
        return f"{self.score:.0f} {self.story}"


class AddedLink(models.Model):
    """An address that an editor added at a draft; the worker fetches its title and finds it a story."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting for the reader")
        READ = "read", _("read")
        UNREADABLE = "unreadable", _("kept under its address")

    window = models.ForeignKey(DigestWindow, on_delete=models.CASCADE, related_name="added_links")
    address = models.URLField(max_length=2000)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    error = models.JSONField(null=True, blank=True)
    item = models.ForeignKey(Item, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Erasure keeps the link without the name.
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["window", "address"], name="curation_added_link_once_per_window")
        ]

    def __str__(self) -> str:
        return self.address

    @property
    def is_moving(self) -> bool:
        """Whether it becomes a candidate within minutes: not where its host asks us to wait."""
        return bool(self.item_id) or (self.state == self.State.WAITING and not self.error)

    @property
    def error_in_words(self) -> str:
        """Why it could not be read yet, or at all, as a sentence in the active language, or an empty text."""
        return describe(self.error)


class DigestPage(AsksFirst, Page):
    """An editor's choice of links. Made once per window as a draft; the machine never touches it again."""

    window = models.ForeignKey(
        DigestWindow, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="pages"
    )
    digest_on = models.DateField(_("date"), default=timezone.localdate)
    foreword = models.TextField(_("foreword"), max_length=600, blank=True)

    parent_page_types = ["articles.HomePage", "articles.SectionPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("digest_on"),
        FieldPanel("foreword"),
        InlinePanel("links", label=_("Link")),
    ]

    class Meta:
        verbose_name = _("digest")
        verbose_name_plural = _("digests")


HEADLINE_LENGTH = 250


class DigestLink(Orderable):
    """A snapshot of one story in a digest: it outlives the items and sources it was taken from."""

    page = ParentalKey(DigestPage, on_delete=models.CASCADE, related_name="links")
    # modelcluster knows no PROTECT; stories are never deleted by hand.
    story = models.ForeignKey(
        Story, on_delete=models.SET_NULL, null=True, blank=True, editable=False, related_name="digest_links"
    )
    headline = models.CharField(_("headline"), max_length=HEADLINE_LENGTH)
    why = models.CharField(_("why it matters"), max_length=250, blank=True)
    url = models.URLField(_("address"), max_length=2000)
    source_name = models.CharField(_("source"), max_length=200)
    original_title = models.CharField(_("original title"), max_length=500, blank=True)
    language = models.CharField(_("language"), max_length=5, choices=Item.Language, default="nl")
    topic_slugs = models.JSONField(default=list, blank=True, editable=False)
    excerpt = models.CharField(_("excerpt"), max_length=150, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), null=True, blank=True)
    published_at = models.DateTimeField(null=True, blank=True, editable=False)
    # [{"name": ..., "url": ...}], the other sources that told the story.
    also_in = models.JSONField(default=list, blank=True, editable=False)

    panels = [
        FieldPanel("headline"),
        FieldPanel("why"),
        FieldPanel("url"),
        FieldPanel("source_name"),
        FieldPanel("original_title"),
        FieldPanel("excerpt"),
        FieldPanel("language"),
        FieldPanel("minutes"),
    ]

    def __str__(self) -> str:
        return self.headline

    @property
    def headline_language(self) -> str:
        """The language of the headline while it is the source's own, else an empty text: the digest's."""
        return self.language if self.is_original(self.headline) else ""

    def is_original(self, headline: str) -> bool:
        """Whether a headline above this link is the source's own title, cut where it was too long."""
        return headline == self.original_title[:HEADLINE_LENGTH]


@register_setting(icon="order-down")
class RankingWeights(BaseSiteSetting):
    """What an editor-in-chief sets instead of the constants of `curation.ranking`; empty means the constant."""

    age = models.FloatField(_("freshness"), null=True, blank=True)
    sources = models.FloatField(_("independent sources"), null=True, blank=True)
    weight = models.FloatField(_("weight of the source"), null=True, blank=True)
    topic = models.FloatField(_("fit of the topic"), null=True, blank=True)

    class Meta:
        verbose_name = _("ranking weights")
