"""Rows without a page of their own: sections, topics, experts, organisations and the settings of a magazine.

Each has its name in both languages: they are the keys of rules, interests and facets for the whole installation.
"""

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Site
from wagtail.snippets.models import register_snippet

KEY = RegexValidator(r"^[a-z][a-z0-9-]*$", _("Small letters, digits and hyphens only."))


class TwoNames(models.Model):
    """A name in Dutch and in English, both required."""

    name_nl = models.CharField(_("name in Dutch"), max_length=100)
    name_en = models.CharField(_("name in English"), max_length=100)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return self.name

    @property
    def name(self) -> str:
        """The name in the active language."""
        return self.name_in(get_language() or "nl")

    def name_in(self, language: str) -> str:
        """The name in `language` ("nl" or "en")."""
        return self.name_en if language == "en" else self.name_nl


@register_snippet
class Section(TwoNames):
    """A part of one magazine. Its page in each language points here, and so do sources and newsletters."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="sections", verbose_name=_("magazine")
    )
    key = models.CharField(_("key"), max_length=40, validators=[KEY])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    panels = [
        FieldPanel("site"),
        FieldPanel("key"),
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldPanel("position"),
    ]

    class Meta:
        verbose_name = _("section")
        verbose_name_plural = _("sections")
        ordering = ["position", "key"]
        constraints = [
            models.UniqueConstraint(fields=["site", "key"], name="articles_section_key_once_per_site"),
            models.CheckConstraint(
                condition=~models.Q(key="home"),
                name="articles_section_key_not_home",
                violation_error_message=_('"home" is the key of the whole magazine.'),
            ),
        ]


@register_snippet
class Topic(TwoNames):
    """What a text is about. The words and phrases are the rules by which items get the topic."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    description_nl = models.TextField(_("description in Dutch"))
    description_en = models.TextField(_("description in English"))
    phrases_nl = models.TextField(
        _("words and phrases in Dutch"), blank=True, help_text=_("One word or phrase per line.")
    )
    phrases_en = models.TextField(
        _("words and phrases in English"), blank=True, help_text=_("One word or phrase per line.")
    )
    sections = models.ManyToManyField(
        Section, blank=True, related_name="topics", verbose_name=_("fits these sections")
    )

    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldPanel("description_nl"),
        FieldPanel("description_en"),
        MultiFieldPanel([FieldPanel("phrases_nl"), FieldPanel("phrases_en")], heading=_("Rules")),
        FieldPanel("sections"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_nl"]


@register_snippet
class Organisation(TwoNames):
    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    website = models.URLField(_("website"), blank=True)

    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldPanel("slug"),
        FieldPanel("website"),
    ]

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["name_nl"]


@register_snippet
class Expert(models.Model):
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
        FieldRowPanel([FieldPanel("name"), FieldPanel("slug")]),
        FieldRowPanel([FieldPanel("role_nl"), FieldPanel("role_en")]),
        FieldPanel("organisation"),
        FieldPanel("biography_nl"),
        FieldPanel("biography_en"),
        FieldPanel("portrait"),
        FieldPanel("user", permission="accounts.change_user"),
    ]

    class Meta:
        verbose_name = _("expert")
        verbose_name_plural = _("experts")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def role(self) -> str:
        """The role in the active language."""
        return self.role_en if get_language() == "en" else self.role_nl


@register_setting(icon="cog")
class MagazineSettings(BaseSiteSetting):
    """What one magazine calls itself and how it can be reached."""

    name = models.CharField(_("name"), max_length=60, default="Vakblad")
    tagline_nl = models.CharField(_("tagline in Dutch"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=250, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    sender_name = models.CharField(_("name of the sender"), max_length=60, blank=True)
    sender_email = models.EmailField(_("mail address of the sender"), blank=True)

    class Meta:
        verbose_name = _("magazine settings")

    @property
    def tagline(self) -> str:
        """The tagline in the active language."""
        return self.tagline_en if get_language() == "en" else self.tagline_nl
