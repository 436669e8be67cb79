"""The pages of the magazine: home, section, article. Digests are pages of `curation`, below home or a section."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey, ParentalManyToManyField
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from articles.blocks import TextBlocks
from articles.models.rows import Expert, Organisation, Section, Topic

WORDS_PER_MINUTE = 230  # silent reading of non-fiction, Brysbaert 2019 (238 for English, less for a screen)


def check_time_zone(name: str) -> None:
    """Refuse a name that the machine knows no time zone by."""
    if name not in zoneinfo.available_timezones():
        raise ValidationError(_("There is no time zone named %(name)s."), params={"name": name})


class DigestPlan(models.Model):
    """When the digests below this page close, and how many links they aim at. No cadence means no digest."""

    class Cadence(models.TextChoices):
        DAILY = "daily", _("daily")
        WEEKLY = "weekly", _("weekly")

    class Weekday(models.IntegerChoices):
        MONDAY = 0, _("Monday")
        TUESDAY = 1, _("Tuesday")
        WEDNESDAY = 2, _("Wednesday")
        THURSDAY = 3, _("Thursday")
        FRIDAY = 4, _("Friday")
        SATURDAY = 5, _("Saturday")
        SUNDAY = 6, _("Sunday")

    digest_cadence = models.CharField(_("cadence"), max_length=8, choices=Cadence, blank=True)
    digest_weekday = models.PositiveSmallIntegerField(_("weekday"), choices=Weekday, default=Weekday.MONDAY)
    digest_hour = models.PositiveSmallIntegerField(
        _("closing hour"), default=6, validators=[MaxValueValidator(23)], help_text=_("0 to 23, local time.")
    )
    digest_time_zone = models.CharField(
        _("time zone"), max_length=64, default=settings.TIME_ZONE, validators=[check_time_zone]
    )
    digest_target = models.PositiveSmallIntegerField(
        _("links"), default=8, validators=[MinValueValidator(1), MaxValueValidator(40)]
    )

    digest_panels = [
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("digest_cadence"), FieldPanel("digest_weekday")]),
                FieldRowPanel([FieldPanel("digest_hour"), FieldPanel("digest_time_zone")]),
                FieldPanel("digest_target"),
            ],
            heading=_("Digest"),
        )
    ]

    class Meta:
        abstract = True


class HomePage(DigestPlan, Page):
    """The front of one magazine in one language."""

    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, *DigestPlan.digest_panels]

    class Meta:
        verbose_name = _("home page")

    section_key = "home"


class SectionPage(DigestPlan, Page):
    """The front of a section in one language."""

    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="pages", verbose_name=_("section")
    )
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)

    parent_page_types = ["articles.HomePage"]
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        FieldPanel("section"),
        FieldPanel("introduction"),
        *DigestPlan.digest_panels,
    ]

    class Meta:
        verbose_name = _("section page")

    @property
    def section_key(self) -> str:
        """The key by which windows name this section."""
        return self.section.key


class ArticlePage(Page):
    """What an expert wrote, in one language."""

    kicker = models.CharField(_("kicker"), max_length=60, blank=True)
    standfirst = models.TextField(_("standfirst"), max_length=400)
    body = StreamField(TextBlocks(), verbose_name=_("text"))
    topics = ParentalManyToManyField(Topic, blank=True, related_name="articles", verbose_name=_("topics"))
    organisations = ParentalManyToManyField(
        Organisation, blank=True, related_name="articles", verbose_name=_("organisations mentioned")
    )
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=1, editable=False)

    parent_page_types = ["articles.SectionPage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [
        FieldPanel("kicker"),
        *Page.content_panels,
        FieldPanel("standfirst"),
        InlinePanel("authors", label=_("Author"), min_num=1),
        FieldPanel("topics"),
        FieldPanel("organisations"),
        FieldPanel("body"),
    ]

    class Meta:
        verbose_name = _("article")
        verbose_name_plural = _("articles")

    def full_clean(self, *args: object, **kwargs: object) -> None:
        self.minutes = minutes_to_read(self.plain_text())
        super().full_clean(*args, **kwargs)

    def plain_text(self) -> str:
        """Standfirst and text without markup, in the order of reading."""
        parts = self.body.stream_block.get_searchable_content(self.body) if self.body else []
        return " ".join([self.standfirst, *map(str, parts)])


def minutes_to_read(text: str) -> int:
    """Whole minutes, rounded up, at least one."""
    return max(1, -(-len(text.split()) // WORDS_PER_MINUTE))


class ArticleAuthor(Orderable):
    """One author of an article; the order is the order of the byline."""

    page = ParentalKey(ArticlePage, on_delete=models.CASCADE, related_name="authors")
    expert = models.ForeignKey(
        Expert, on_delete=models.PROTECT, related_name="articles", verbose_name=_("expert")
    )

    panels = [FieldPanel("expert")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["page", "expert"], name="articles_author_once_per_article")
        ]
