"""The slot for an advertorial on a home page: which one, from when until when. Only a publisher fills it."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel

from articles.models.articles import ArticlePage
from articles.models.pages import HomePage

Moment = datetime | Now  # `Now()`: what the database's clock says when it is asked


class AdvertorialSlotQuerySet(models.QuerySet["AdvertorialSlot"]):
    def shown_at(self, now: Moment) -> AdvertorialSlotQuerySet:
        """Slots that have begun and not ended, of a live advertorial, with what an item of a list shows."""
        running = self.filter(starts_at__lte=now, ends_at__gt=now, article__live=True)
        paid = running.filter(article__kind=ArticlePage.Kind.ADVERTORIAL, article__sponsor__isnull=False)
        related = paid.select_related("article__locale", "article__sponsor", "article__picture")
        return related.prefetch_related("article__authors__expert", "article__topics").order_by(
            "starts_at", "pk"
        )

    def overlapping(self, slot: AdvertorialSlot) -> AdvertorialSlotQuerySet:
        """Other slots on the same home page that share a moment with this one."""
        same = self.filter(home=slot.home, starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
        return same.exclude(pk=slot.pk)

    def turned(self, now: datetime) -> list[AdvertorialSlot]:
        """Slots that have begun or ended since `phase` was last written."""
        slots = self.exclude(phase=AdvertorialSlot.Phase.OVER).select_related("home")
        return [slot for slot in slots if slot.phase_at(now) != slot.phase]


class AdvertorialSlot(models.Model):
    """An advertorial on a home page for a time, half-open; never two at once on one page.

    `phase` is what the last sweep saw: when it is no longer true, the cached pages of the magazine have to turn. It
    begins anew whenever the times are saved.
    """

    class Phase(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("running")
        OVER = "over", _("over")

    home = models.ForeignKey(
        HomePage, on_delete=models.CASCADE, related_name="advertorial_slots", verbose_name=_("home page")
    )
    article = models.ForeignKey(
        ArticlePage, on_delete=models.CASCADE, related_name="slots", verbose_name=_("advertorial")
    )
    starts_at = models.DateTimeField(_("from"))
    ends_at = models.DateTimeField(_("until"))
    phase = models.CharField(
        _("state"), max_length=8, choices=Phase, default=Phase.WAITING, editable=False, db_index=True
    )

    objects = AdvertorialSlotQuerySet.as_manager()

    panels = [
        PageChooserPanel("home"),
        PageChooserPanel("article"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")], heading=_("Time")),
    ]

    class Meta:
        verbose_name = _("advertorial slot")
        verbose_name_plural = _("advertorial slots")
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["home", "starts_at", "ends_at"], name="articles_slot_time")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(starts_at__lt=models.F("ends_at")),
                name="articles_slot_has_length",
                violation_error_message=_("A slot ends after it begins."),
            ),
            models.UniqueConstraint(
                fields=["home", "starts_at"],
                name="articles_slot_begins_alone",
                violation_error_message=_("Another slot on this home page begins at that moment."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article} ({self.starts_at:%Y-%m-%d} – {self.ends_at:%Y-%m-%d})"

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the slot; other times than before were seen by no sweep yet."""
        names = kwargs.get("update_fields")
        if names is None or {"starts_at", "ends_at"} & set(names):
            self.phase = self.Phase.WAITING
            kwargs["update_fields"] = names and {*names, "phase"}
        super().save(*args, **kwargs)

    def clean(self) -> None:
        """Refuse what is no advertorial, stands in another magazine or language, or meets another slot."""
        super().clean()
        if self.home_id and self.article_id:
            self._check_article()
        if self.home_id and self.starts_at and self.ends_at:
            self._check_time()

    def _check_article(self) -> None:
        if not self.article.is_advertorial:
            raise ValidationError({"article": _("This is an article of our own, no advertorial.")})
        if not self.article.is_descendant_of(self.home):
            raise ValidationError(
                {"article": _("This advertorial stands in another magazine or language than the home page.")}
            )

    def _check_time(self) -> None:
        other = AdvertorialSlot.objects.overlapping(self).select_related("article").first()
        if other:
            said = _("“%(title)s” has this slot then: one advertorial at a time.")
            raise ValidationError({"starts_at": said % {"title": other.article.title}})

    def phase_at(self, now: datetime) -> Phase:
        """Where a moment lies: before, within or after the slot."""
        if now < self.starts_at:
            return self.Phase.WAITING
        return self.Phase.RUNNING if now < self.ends_at else self.Phase.OVER
