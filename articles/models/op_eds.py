"""What readers offer to be printed. A row of the person's own; the article that is made of it is another thing."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from articles.models.articles import ArticlePage
from articles.models.rows import Section


class OpEdQuerySet(models.QuerySet["OpEd"]):
    def open(self) -> OpEdQuerySet:
        """Those that an editor still has to do something about."""
        return self.filter(state__in=[OpEd.State.RECEIVED, OpEd.State.TAKEN_UP])

    def with_section(self) -> OpEdQuerySet:
        """With what lists and pages of them show."""
        return self.select_related("section__site", "page")

    def declined_before(self, moment: datetime) -> OpEdQuerySet:
        """Those declined longer ago than that."""
        return self.filter(state=OpEd.State.DECLINED, decided_at__lt=moment)


class OpEd(models.Model):
    """A text that a reader offers; `articles.op_eds` holds what may happen to it."""

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        TAKEN_UP = "taken_up", _("taken up")
        DECLINED = "declined", _("declined")
        PUBLISHED = "published", _("published")

    # Erasure deletes it, and its draft with it; what was published keeps its byline (articles.op_eds.erasing).
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="op_eds")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="op_eds")
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES)
    headline = models.CharField(_("headline"), max_length=120)
    text = models.TextField(_("text"))
    name = models.CharField(_("name"), max_length=60)
    role = models.CharField(_("role"), max_length=120)
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.RECEIVED)
    received_at = models.DateTimeField(_("received"))
    decided_at = models.DateTimeField(null=True, blank=True)
    # Erasure of the editor empties it: the decision stays, without a name.
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    reason = models.TextField(_("reason"), blank=True)
    page = models.OneToOneField(
        ArticlePage, on_delete=models.SET_NULL, null=True, blank=True, related_name="op_ed"
    )

    objects = OpEdQuerySet.as_manager()

    wagtail_reference_index_ignore = True  # an article may be deleted whoever offered it

    class Meta:
        verbose_name = _("op-ed")
        verbose_name_plural = _("op-eds")
        ordering = ["-received_at", "-pk"]
        indexes = [models.Index(fields=["state", "received_at"], name="articles_oped_waiting")]

    def __str__(self) -> str:
        return self.headline

    @property
    def is_received(self) -> bool:
        """Whether nobody decided about it yet."""
        return self.state == self.State.RECEIVED

    @property
    def is_open(self) -> bool:
        """Whether an editor still has to do something about it."""
        return self.state in (self.State.RECEIVED, self.State.TAKEN_UP)
