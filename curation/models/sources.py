"""What the machine reads: a feed, or the pages that editors added by hand, with the state of its reading."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from articles.models import Section
from curation.canonical import host_of, registrable_host
from curation.models.wording import describe


class SourceQuerySet(models.QuerySet["Source"]):
    def feeds(self) -> "SourceQuerySet":
        """Sources that are read by themselves."""
        return self.filter(kind=Source.Kind.FEED)

    def named_like(self, words: str) -> "SourceQuerySet":
        """Sources with these words in their name or address."""
        return self.filter(models.Q(title__icontains=words) | models.Q(address__icontains=words))

    def due(self, now: datetime) -> "SourceQuerySet":
        """Feeds to be read now: their time has come, somebody asked for it, or they were never asked."""
        has_come = models.Q(next_fetch_at__lte=now)
        is_wanted = models.Q(fetch_requested_at__isnull=False) | models.Q(last_read_at__isnull=True)
        return self.readable().filter(has_come | is_wanted)

    def shareable(self, site: Site) -> "SourceQuerySet":
        """Feeds of a magazine that may be shown to everybody: an address with a query or a sign-in may hold a key."""
        private = models.Q(address__contains="?") | models.Q(address__contains="@")
        return self.readable().filter(site=site).exclude(private).order_by("title", "pk")

    def readable(self) -> "SourceQuerySet":
        """Feeds that are neither paused nor gone, the longest waiting first."""
        return self.feeds().filter(state=Source.State.ACTIVE).order_by("next_fetch_at", "pk")


class Source(models.Model):
    """One feed, or (kind page) the pages of one host that were added by hand."""

    class Kind(models.TextChoices):
        FEED = "feed", _("feed")
        PAGE = "page", _("pages added by hand")

    class State(models.TextChoices):
        ACTIVE = "active", _("active")
        PAUSED = "paused", _("paused")
        GONE = "gone", _("gone")

    class Licence(models.TextChoices):
        NONE = "none", _("none: title, link and a short excerpt")
        LICENSED = "licensed", _("licensed to us")
        OWN = "own", _("our own")
        CREATIVE_COMMONS = "cc", _("Creative Commons")

    class Identity(models.IntegerChoices):
        GUID = 0, _("guid")
        ADDRESS = 1, _("guid and address")
        CONTENT = 2, _("guid and text")

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="sources", verbose_name=_("magazine")
    )
    kind = models.CharField(_("kind"), max_length=8, choices=Kind, default=Kind.FEED)
    title = models.CharField(_("name"), max_length=200)
    address = models.URLField(_("address"), max_length=2000)
    homepage = models.URLField(_("home page"), max_length=2000, blank=True)
    host = models.CharField(max_length=253, db_index=True, editable=False)
    registrable_host = models.CharField(max_length=253, editable=False)
    owner = models.CharField(
        _("owner"), max_length=120, blank=True, help_text=_("Sources of one owner count as one.")
    )
    language = models.CharField(_("language"), max_length=2, choices=settings.LANGUAGES, blank=True)
    sections = models.ManyToManyField(Section, blank=True, related_name="sources", verbose_name=_("sections"))
    weight = models.FloatField(_("weight"), default=1.0)
    licence = models.CharField(_("licence"), max_length=10, choices=Licence, default=Licence.NONE)

    state = models.CharField(_("state"), max_length=8, choices=State, default=State.ACTIVE)
    etag = models.CharField(max_length=1000, blank=True, editable=False)
    last_modified = models.CharField(max_length=200, blank=True, editable=False)
    body_hash = models.CharField(max_length=64, blank=True, editable=False)
    # What tells this source's entries apart; raised for ever by the first document in which the one before
    # repeats (data-model.md, Item).
    identity = models.PositiveSmallIntegerField(choices=Identity, default=Identity.GUID, editable=False)
    # The host's word on text and data mining of its feed (header tdm-reservation); None: it says nothing.
    reserves_mining = models.BooleanField(null=True, blank=True, editable=False)
    # {"code": ..., "detail": ...}: what is wrong with a document that could be read in part.
    fault = models.JSONField(null=True, blank=True, editable=False)
    # The pause that the feed itself asks for, as last read: a 304 brings no document to ask.
    interval_min = models.PositiveIntegerField(default=0, editable=False)
    failures_count = models.PositiveIntegerField(default=0, editable=False)
    next_fetch_at = models.DateTimeField(_("next fetch"), default=timezone.now, db_index=True)
    fetch_requested_at = models.DateTimeField(null=True, blank=True, editable=False)
    first_read_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_read_at = models.DateTimeField(null=True, blank=True, editable=False)
    last_success_at = models.DateTimeField(_("last success"), null=True, blank=True, editable=False)
    last_error = models.JSONField(_("last error"), null=True, blank=True, editable=False)
    last_error_at = models.DateTimeField(null=True, blank=True, editable=False)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    # Until when the host asks us to wait: filled in where sources are shown, from the leases of `outbound`.
    spared_until: datetime | None = None

    objects = SourceQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["title"]
        permissions = [("manage_sources", "Can manage sources")]
        constraints = [
            models.UniqueConstraint(fields=["site", "address"], name="curation_source_address_once"),
        ]

    def __str__(self) -> str:
        return self.title

    @classmethod
    def at(cls, site: Site, address: str, **fields: Any) -> "Source":
        """An unsaved source at this address, its hosts filled in; named after the host unless told."""
        host = host_of(address)
        named = {"title": fields.pop("title", "") or host, **fields}
        return cls(site=site, address=address, host=host, registrable_host=registrable_host(host), **named)

    @property
    def error_in_words(self) -> str:
        """The last error as a sentence in the active language, or an empty text."""
        return describe(self.last_error)

    @property
    def fault_in_words(self) -> str:
        """What is wrong with the last document, as a sentence in the active language."""
        return describe(self.fault)


class SourceProposal(models.Model):
    """An address that an editor typed: the worker looks which feeds are there, the editor then chooses."""

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        FOUND = "found", _("feeds found")
        FAILED = "failed", _("nothing found")

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    address = models.CharField(max_length=2000)
    state = models.CharField(max_length=8, choices=State, default=State.WAITING)
    # [{"address": ..., "title": ...}], in the order of the page.
    feeds = models.JSONField(default=list)
    error = models.JSONField(null=True, blank=True)
    # Erasure keeps a number without a name: the row goes with the nightly purge.
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, related_name="+"
    )
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    def __str__(self) -> str:
        return self.address

    @property
    def error_in_words(self) -> str:
        """Why nothing was found, as a sentence in the active language."""
        return describe(self.error)
