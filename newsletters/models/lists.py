"""The newsletter itself: what it draws on, who sends it, and when its windows close."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from articles.models import Section
from articles.models.pages import DigestPlan, check_time_zone
from articles.models.rows import TwoNames
from mail.models import normalise
from newsletters.encoding import has_control, is_address


class Cadence(models.TextChoices):
    DAILY = "daily", _("daily")
    WEEKLY = "weekly", _("weekly")


HIDDEN_CHARACTER = _("This holds a tab, a line break or another character that one cannot see. Type it anew.")


class Newsletter(TwoNames):
    """A list that one can subscribe to. No sections means the whole magazine."""

    site = models.ForeignKey(
        Site, on_delete=models.CASCADE, related_name="newsletters", verbose_name=_("magazine")
    )
    slug = models.SlugField(_("slug"), max_length=60)
    sections = models.ManyToManyField(
        Section, blank=True, related_name="newsletters", verbose_name=_("sections")
    )
    sender_name = models.CharField(_("name of the sender"), max_length=60)
    sender_email = models.EmailField(_("mail address of the sender"))
    daily_closing_hour = models.PositiveSmallIntegerField(
        _("daily: closing hour"), default=7, validators=[MaxValueValidator(23)]
    )
    daily_sending_hour = models.PositiveSmallIntegerField(
        _("daily: not sent before"), default=7, validators=[MaxValueValidator(23)]
    )
    weekly_weekday = models.PositiveSmallIntegerField(
        _("weekly: day"), choices=DigestPlan.Weekday, default=DigestPlan.Weekday.FRIDAY
    )
    weekly_closing_hour = models.PositiveSmallIntegerField(
        _("weekly: closing hour"), default=7, validators=[MaxValueValidator(23)]
    )
    weekly_sending_hour = models.PositiveSmallIntegerField(
        _("weekly: not sent before"), default=7, validators=[MaxValueValidator(23)]
    )
    time_zone = models.CharField(
        _("time zone"), max_length=64, default=settings.TIME_ZONE, validators=[check_time_zone]
    )

    class Meta:
        verbose_name = _("newsletter")
        verbose_name_plural = _("newsletters")
        ordering = ["name_nl"]
        constraints = [
            models.UniqueConstraint(fields=["site", "slug"], name="newsletters_newsletter_slug_once_per_site")
        ]

    def clean(self) -> None:
        """What stands in mail headers holds no control character; the sender's host is kept in punycode."""
        super().clean()
        self.sender_email = normalise(self.sender_email)
        named = ("name_nl", "name_en", "sender_name")
        wrong = {name: HIDDEN_CHARACTER for name in named if has_control(getattr(self, name))}
        if self.sender_email and not is_address(self.sender_email):
            wrong["sender_email"] = _(
                "No mail can be sent from this address. Enter one such as name@company.nl."
            )
        if wrong:
            raise ValidationError(wrong)
