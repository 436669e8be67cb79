"""Pages about the magazine itself: about, colophon, how we work, privacy, terms, contact, accessibility."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.blocks.generated import StandardBlocks
from articles.models.publishing import AsksFirst


class StandardPage(AsksFirst, Page):
    """A page of text without author or date."""

    body = StreamField(StandardBlocks(), verbose_name=_("text"))

    parent_page_types = ["articles.HomePage"]
    subpage_types: list[str] = []
    private_page_options: list[str] = []
    content_panels = [*Page.content_panels, FieldPanel("body")]

    class Meta:
        verbose_name = _("standard page")
        verbose_name_plural = _("standard pages")
