"""Who writes and who is written about: experts and the organisations they work for. Both have public pages."""

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel
from wagtail.models import Orderable

from articles.models.rows import SLUG_HELP, TwoNames, in_language, of_the_web


class Organisation(TwoNames):
    """A company or institution that is written about, employs experts, or sponsors."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    description_nl = models.TextField(_("description in Dutch"), blank=True)
    description_en = models.TextField(_("description in English"), blank=True)
    website = models.URLField(_("website"), blank=True, validators=[of_the_web])

    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldPanel("slug", help_text=SLUG_HELP),
        FieldPanel("description_nl"),
        FieldPanel("description_en"),
        FieldPanel("website"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_nl"]

    def get_absolute_url(self) -> str:
        """The address of the page in the active language; it exists where `articles.appearances` says so."""
        return reverse("organisation", args=[self.slug])

    @property
    def description(self) -> str:
        """The description in the active language."""
        return in_language(self.description_nl, self.description_en)


class Expert(ClusterableModel):
    """Who writes. May be a user, so that author and commenter are known to be one person."""

    name = models.CharField(_("name"), max_length=100)
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    role_nl = models.CharField(_("role in Dutch"), max_length=120)
    role_en = models.CharField(_("role in English"), max_length=120)
    organisation = models.ForeignKey(
        Organisation,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="experts",
        verbose_name=_("organisation"),
    )
    field_nl = models.CharField(_("field in Dutch"), max_length=120, blank=True)
    field_en = models.CharField(_("field in English"), max_length=120, blank=True)
    biography_nl = models.TextField(_("biography in Dutch"), blank=True)
    biography_en = models.TextField(_("biography in English"), blank=True)
    portrait = models.ForeignKey(
        "articles.Picture",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("portrait"),
    )
    # Erasure unlinks: published work keeps the byline.
    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="expert",
        verbose_name=_("account"),
    )

    panels = [
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug", help_text=SLUG_HELP)]),
        FieldRowPanel([FieldPanel("role_nl"), FieldPanel("role_en")]),
        FieldRowPanel([FieldPanel("field_nl"), FieldPanel("field_en")]),
        FieldPanel("organisation"),
        FieldPanel("biography_nl"),
        FieldPanel("biography_en"),
        FieldPanel("portrait"),
        InlinePanel("links", label=_("Link")),
        FieldPanel("user", permission="accounts.change_user"),
    ]

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        """The address of the page in the active language; it exists where `articles.appearances` says so."""
        return reverse("expert", args=[self.slug])

    @property
    def role(self) -> str:
        """The role in the active language."""
        return in_language(self.role_nl, self.role_en)

    @property
    def field(self) -> str:
        """What they know about, in the active language."""
        return in_language(self.field_nl, self.field_en)

    @property
    def biography(self) -> str:
        """The biography in the active language."""
        return in_language(self.biography_nl, self.biography_en)


class ExpertLink(Orderable):
    """A page of the expert's own elsewhere."""

    expert = ParentalKey(Expert, on_delete=models.CASCADE, related_name="links")
    name = models.CharField(_("name"), max_length=60)
    url = models.URLField(_("address"), max_length=500, validators=[of_the_web])

    panels = [FieldRowPanel([FieldPanel("name"), FieldPanel("url")])]

    def __str__(self) -> str:
        return self.name
