"""What was read: one row per entry of a source, kept by its identity and never by its position."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.models import Topic
from curation.models.sources import Source
from curation.models.stories import Story


class ItemQuerySet(models.QuerySet["Item"]):
    def unclustered(self) -> "ItemQuerySet":
        """Items that have no story yet, oldest first."""
        return self.filter(story__isnull=True).order_by("dated_at", "pk")

    def seen_before(self, moment: datetime) -> "ItemQuerySet":
        """Items that we had read before this moment."""
        return self.filter(first_seen_at__lt=moment)


class Item(models.Model):
    """One entry of one source. Equal canonical URLs of several sources join one story."""

    class Language(models.TextChoices):
        DUTCH = "nl", _("Dutch")
        ENGLISH = "en", _("English")
        OTHER = "other", _("other")

    source = models.ForeignKey(Source, on_delete=models.CASCADE, related_name="items")
    external_id = models.CharField(max_length=500)
    # The parts of which external_id is made anew when a source's identity is raised.
    guid = models.CharField(max_length=200, blank=True, editable=False)
    content_hash = models.CharField(max_length=64, blank=True, editable=False)
    url = models.URLField(max_length=2000)
    canonical_url = models.CharField(max_length=2000, db_index=True)
    title = models.CharField(max_length=500)
    author = models.CharField(max_length=200, blank=True)
    excerpt = models.CharField(max_length=150, blank=True)
    # Cleaned by nh3, without markup; dropped after 30 days (data-model.md, Growth).
    text = models.TextField(blank=True)
    language = models.CharField(max_length=5, choices=Language, default=Language.OTHER)
    topics = models.ManyToManyField(Topic, blank=True, related_name="items")
    published_at = models.DateTimeField(null=True, blank=True)
    first_seen_at = models.DateTimeField(default=timezone.now)
    # min(published, first seen); undated entries in a new source's first document count as old.
    dated_at = models.DateTimeField(db_index=True)
    # Reading time; unknown where fewer than 150 words are at hand.
    minutes = models.PositiveSmallIntegerField(null=True, blank=True)
    story = models.ForeignKey(Story, on_delete=models.PROTECT, null=True, blank=True, related_name="items")

    objects = ItemQuerySet.as_manager()

    class Meta:
        verbose_name = _("item")
        verbose_name_plural = _("items")
        constraints = [
            models.UniqueConstraint(fields=["source", "external_id"], name="curation_item_once_per_source")
        ]
        indexes = [models.Index(fields=["first_seen_at"], name="curation_item_first_seen")]

    def __str__(self) -> str:
        return self.title
