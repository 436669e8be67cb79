"""The fronts of a magazine: home and its sections. Digests are pages of `curation`, below either of them."""

import zoneinfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel, PageChooserPanel
from wagtail.models import Orderable, Page, PageViewRestriction

from articles.models.articles import ArticlePage, refuse_advertorial
from articles.models.people import Expert
from articles.models.publishing import AsksFirst
from articles.models.rows import Section, Series


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


class HomePage(AsksFirst, DigestPlan, Page):
    """The front of one magazine in one language."""

    series = models.ForeignKey(
        Series,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("series on the front"),
    )

    parent_page_types = ["wagtailcore.Page"]
    private_page_options: list[str] = []
    content_panels = [
        *Page.content_panels,
        InlinePanel("pins", heading=_("Pinned articles"), label=_("Article"), max_num=6),
        InlinePanel("chosen_experts", heading=_("Experts"), label=_("Expert"), max_num=6),
        FieldPanel("series"),
        *DigestPlan.digest_panels,
    ]

    class Meta:
        verbose_name = _("home page")

    section_key = "home"

    def get_view_restrictions(self) -> models.QuerySet[PageViewRestriction]:
        """Of the page and of all above it, as Wagtail's, in one query; an alias has those of its original."""
        if self.alias_of_id:
            return super().get_view_restrictions()
        ends = range(self.steplen, len(self.path) + 1, self.steplen)
        return PageViewRestriction.objects.filter(page__path__in=[self.path[:end] for end in ends])


class HomePin(Orderable):
    """An article that stays before the newest ones until an editor takes it away."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="pins")
    article = models.ForeignKey(
        ArticlePage, on_delete=models.CASCADE, related_name="+", verbose_name=_("article")
    )

    panels = [PageChooserPanel("article")]

    class Meta(Orderable.Meta):
        constraints = [models.UniqueConstraint(fields=["home", "article"], name="articles_pin_once_per_home")]

    def __str__(self) -> str:
        return str(self.article)

    def clean(self) -> None:
        """An advertorial has a slot of its own on the front."""
        super().clean()
        refuse_advertorial(self.article_id, "article")


class HomeExpert(Orderable):
    """An expert whom the editor put on the front."""

    home = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="chosen_experts")
    expert = models.ForeignKey(Expert, on_delete=models.CASCADE, related_name="+", verbose_name=_("expert"))

    panels = [FieldPanel("expert")]

    class Meta(Orderable.Meta):
        constraints = [
            models.UniqueConstraint(fields=["home", "expert"], name="articles_expert_once_per_home")
        ]

    def __str__(self) -> str:
        return str(self.expert)


class SectionPage(AsksFirst, DigestPlan, Page):
    """The front of a section in one language."""

    section = models.ForeignKey(
        Section, on_delete=models.PROTECT, related_name="pages", verbose_name=_("section")
    )
    introduction = models.CharField(_("introduction"), max_length=250, blank=True)

    query_parameters = ("page",)  # what the page cache keeps apart
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
