"""What an operator sets for one magazine: its name, how it is reached, its menu and its footer."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from modelcluster.models import ClusterableModel
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.models import Orderable, Page

from articles.models.articles import refuse_advertorial
from articles.models.rows import in_language, of_the_web


@register_setting(icon="cog")
class MagazineSettings(ClusterableModel, BaseSiteSetting):
    """What one magazine calls itself and how it can be reached."""

    name = models.CharField(_("name"), max_length=60, default="Vakblad")
    tagline_nl = models.CharField(_("tagline in Dutch"), max_length=160, blank=True)
    tagline_en = models.CharField(_("tagline in English"), max_length=160, blank=True)
    postal_address = models.CharField(_("postal address"), max_length=250, blank=True)
    contact_email = models.EmailField(_("contact address"), blank=True)
    privacy_email = models.EmailField(_("address for questions about personal data"), blank=True)
    security_email = models.EmailField(_("address for reports of weaknesses"), blank=True)
    telephone = models.CharField(_("telephone"), max_length=40, blank=True)
    sender_name = models.CharField(_("name of the sender"), max_length=60, blank=True)
    sender_email = models.EmailField(_("mail address of the sender"), blank=True)

    panels = [
        MultiFieldPanel(
            [FieldPanel("name"), FieldRowPanel([FieldPanel("tagline_nl"), FieldPanel("tagline_en")])],
            heading=_("Name"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("postal_address"),
                FieldRowPanel([FieldPanel("contact_email"), FieldPanel("telephone")]),
                FieldRowPanel([FieldPanel("privacy_email"), FieldPanel("security_email")]),
            ],
            heading=_("Contact"),
        ),
        FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender_email")], heading=_("Sender of mail")),
        InlinePanel("menu_links", heading=_("Menu and footer"), label=_("Link")),
    ]

    class Meta:
        verbose_name = _("magazine settings")

    @property
    def tagline(self) -> str:
        """The tagline in the active language."""
        return in_language(self.tagline_nl, self.tagline_en)


class MenuLink(Orderable):
    """One link of the menu or the footer: to a page, in whichever language is read, or to an address."""

    class Place(models.TextChoices):
        MENU = "menu", _("menu")
        FOOTER = "footer", _("footer")

    settings = ParentalKey(MagazineSettings, on_delete=models.CASCADE, related_name="menu_links")
    place = models.CharField(_("place"), max_length=6, choices=Place, default=Place.MENU)
    page = models.ForeignKey(
        Page, on_delete=models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("page")
    )
    url = models.URLField(
        _("or an address"),
        max_length=500,
        blank=True,
        validators=[of_the_web],
        help_text=_("Of another site, from https:// on."),
    )
    name_nl = models.CharField(_("name in Dutch"), max_length=60, blank=True)
    name_en = models.CharField(_("name in English"), max_length=60, blank=True)

    panels = [
        FieldPanel("place"),
        FieldPanel(
            "page",
            help_text=_("Each reader is led to it in their language; without a name its title is shown."),
        ),
        FieldPanel("url"),
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
    ]

    class Meta(Orderable.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(page__isnull=False, url="")
                | models.Q(page__isnull=True) & ~models.Q(url=""),
                name="articles_menu_link_page_or_address",
                violation_error_message=_("Choose a page or type an address, one of the two."),
            ),
        ]

    def __str__(self) -> str:
        return in_language(self.name_nl, self.name_en) or str(self.page or self.url)

    def name_in(self, language: str) -> str:
        """The name in `language` ("nl" or "en"); empty where the page's own title is to be used."""
        return self.name_en if language == "en" else self.name_nl

    def clean(self) -> None:
        """A link to an address needs a name in both languages; a page has a title, and is no advertorial."""
        super().clean()
        refuse_advertorial(self.page_id, "page")
        if self.url and not (self.name_nl and self.name_en):
            raise ValidationError(_("A link to an address needs a name in both languages."))
