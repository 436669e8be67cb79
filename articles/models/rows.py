"""Rows that texts point at: sections, topics and series.

Each has its name in both languages: they are the keys of rules, interests and facets for the whole installation.
"""

from typing import Any

from django.core.validators import RegexValidator, URLValidator
from django.db import models
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.models import Site
from wagtail.snippets.models import register_snippet

SLUG_HELP = _("The end of the page's address. When it changes, the old address leads to the new one.")
KEY_HELP = _("It names the section in rules and in the addresses of its feeds. Once saved it stays.")
KEY = RegexValidator(r"^[a-z][a-z0-9-]*$", _("Small letters, digits and hyphens only."))
of_the_web = URLValidator(
    schemes=["http", "https"], message=_("Type an address of the web, as https://example.org/.")
)


def in_language(dutch: str, english: str) -> str:
    """The one of two texts that the active language asks for."""
    return english if get_language() == "en" else dutch


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


class SectionForm(WagtailAdminModelForm):
    """A section in the CMS: digests, newsletters and the addresses of feeds know it by its key, for good."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].disabled = self.instance.pk is not None


@register_snippet
class Section(TwoNames):
    """A part of one magazine. Its page in each language points here, and so do sources and newsletters."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="sections", verbose_name=_("magazine")
    )
    key = models.CharField(_("key"), max_length=40, validators=[KEY])
    position = models.PositiveSmallIntegerField(_("position"), default=0)

    base_form_class = SectionForm
    panels = [
        FieldPanel("site"),
        FieldPanel("key", help_text=KEY_HELP),
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
        FieldPanel("slug", help_text=SLUG_HELP),
        FieldPanel("description_nl"),
        FieldPanel("description_en"),
        MultiFieldPanel([FieldPanel("phrases_nl"), FieldPanel("phrases_en")], heading=_("Rules")),
        FieldPanel("sections"),
    ]

    class Meta:
        verbose_name = _("topic")
        verbose_name_plural = _("topics")
        ordering = ["name_nl"]

    def get_absolute_url(self) -> str:
        """The address of its page in the active language; it exists where `articles.appearances` says so."""
        return reverse("topic", args=[self.slug])

    @property
    def description(self) -> str:
        """The description in the active language."""
        return in_language(self.description_nl, self.description_en)


class Series(TwoNames):
    """Articles that belong together, in the order of their part numbers."""

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    description_nl = models.TextField(_("description in Dutch"))
    description_en = models.TextField(_("description in English"))

    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldPanel("slug", help_text=SLUG_HELP),
        FieldPanel("description_nl"),
        FieldPanel("description_en"),
    ]

    class Meta:
        verbose_name = _("series")
        verbose_name_plural = _("series")
        ordering = ["name_nl"]

    def get_absolute_url(self) -> str:
        """The address of its page in the active language; it exists where `articles.appearances` says so."""
        return reverse("series", args=[self.slug])

    @property
    def description(self) -> str:
        """The description in the active language."""
        return in_language(self.description_nl, self.description_en)
