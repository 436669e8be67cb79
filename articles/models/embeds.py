"""What a provider says of a thing that an article shows: title and author, or why we do not know them.

Rows are asked for when a page with the address is saved or published (`articles.embeds.wanting`) and filled by the
worker (`articles.embeds.reading`). No HTML of a provider is kept.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from articles.embeds.wording import describe


class EmbedQuerySet(models.QuerySet["Embed"]):
    def at(self, addresses: Iterable[str]) -> EmbedQuerySet:
        """Those of these addresses."""
        return self.filter(address__in=set(addresses))

    def due(self, now: datetime) -> EmbedQuerySet:
        """Those whose provider may be asked now, the longest waiting first."""
        return self.filter(state=Embed.State.WAITING, next_try_at__lte=now).order_by("next_try_at", "pk")


class Embed(models.Model):
    """One address of a known provider, and what it says there."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        READ = "read", _("read")
        FAILED = "failed", _("given up")

    address = models.URLField(_("address"), max_length=500, unique=True)
    provider = models.CharField(_("provider"), max_length=60)
    title = models.CharField(_("title"), max_length=300, blank=True)
    author = models.CharField(_("author"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.WAITING)
    # {"code": ..., "detail": ...}: why the last try brought nothing.
    fault = models.JSONField(null=True, blank=True, editable=False)
    tries_count = models.PositiveSmallIntegerField(_("tries"), default=0)
    wanted_at = models.DateTimeField(_("asked for"), default=timezone.now)
    asked_at = models.DateTimeField(_("last try"), null=True, blank=True)
    next_try_at = models.DateTimeField(_("next try"), default=timezone.now)

    objects = EmbedQuerySet.as_manager()

    class Meta:
        verbose_name = _("embed")
        verbose_name_plural = _("embeds")
        ordering = ["-wanted_at"]
        indexes = [models.Index(fields=["state", "next_try_at"], name="articles_embed_due")]

    def __str__(self) -> str:
        return self.title or self.address

    @property
    def fault_in_words(self) -> str:
        """Why nothing came, as a sentence in the active language; empty when all is well."""
        return describe(self.fault, self.provider)
