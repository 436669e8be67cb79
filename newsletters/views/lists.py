"""Newsletters in the CMS, with Wagtail's own forms: what they draw on, who sends them, and when.

Registered in `wagtail_hooks`; Wagtail asks for the permissions on the model.
"""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.viewsets.model import ModelViewSet

from newsletters.models import Newsletter


class NewsletterViewSet(ModelViewSet):
    """List, add and edit newsletters."""

    model = Newsletter
    icon = "mail"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["name", "slug", "site"]
    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("site"), FieldPanel("slug")]),
        FieldPanel("sections", help_text=_("Choose none to draw on the whole magazine.")),
        FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender_email")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("daily_closing_hour"), FieldPanel("daily_sending_hour")]),
                FieldPanel("weekly_weekday"),
                FieldRowPanel([FieldPanel("weekly_closing_hour"), FieldPanel("weekly_sending_hour")]),
                FieldPanel("time_zone"),
            ],
            heading=_("When it goes"),
        ),
    ]
