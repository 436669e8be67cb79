"""How an article is edited in the CMS: what is read on one tab, where it is filed on another.

Named by `ArticlePage.edit_handler`; every field says what it does on the page, for whoever writes here first.
"""

from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    PageChooserPanel,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

READ: list[Panel] = [
    TitleFieldPanel("title", heading=_("Headline"), placeholder=_("Headline*")),
    FieldPanel(
        "kicker", help_text=_("One to three words above the headline in lists; else the first topic.")
    ),
    FieldPanel(
        "standfirst", help_text=_("One or two sentences that say why it matters; they stand in every list.")
    ),
    InlinePanel(
        "authors",
        heading=_("Authors"),
        label=_("Author"),
        min_num=1,
        help_text=_("In the order of the byline. Role, organisation and portrait come from the expert."),
    ),
    MultiFieldPanel(
        [FieldPanel("picture"), FieldPanel("picture_caption")],
        heading=_("Picture"),
        help_text=_("Stands below the standfirst and, without its caption, in lists."),
    ),
    FieldPanel(
        "body",
        help_text=_(
            "Paste a whole manuscript into a paragraph: headings, lists and links stay. From four headings on the"
            " page shows a table of contents."
        ),
    ),
    InlinePanel(
        "notes",
        heading=_("Updates and corrections"),
        label=_("Note"),
        help_text=_("What was added or put right after publishing. Readers see it with its date."),
    ),
]
FILED: list[Panel] = [
    FieldPanel(
        "topics", widget=CheckboxSelectMultiple, help_text=_("The article stands on the page of each topic.")
    ),
    FieldPanel(
        "organisations",
        help_text=_("The article stands on their pages. Hold Ctrl (on a Mac: Command) to choose several."),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("series"), FieldPanel("part")])],
        heading=_("Series"),
        help_text=_("With a part number the page leads to the part before and the part after it."),
    ),
    InlinePanel(
        "related_links",
        panels=[PageChooserPanel("article")],
        heading=_("Related articles"),
        label=_("Article"),
        max_num=3,
        help_text=_(
            "Up to three, shown below the text. What you leave open is filled by topic, then by section."
        ),
    ),
    MultiFieldPanel(
        [FieldRowPanel([FieldPanel("kind"), FieldPanel("sponsor")])],
        heading=_("Advertorial"),
        help_text=_("An advertorial names its sponsor wherever it stands, and is in no list of news."),
    ),
]

ARTICLE = TabbedInterface(
    [
        ObjectList(READ, heading=_("Text")),
        ObjectList(FILED, heading=_("Filing")),
        ObjectList(Page.promote_panels, heading=_("Address and search")),
        ObjectList(Page.settings_panels, heading=_("Publishing")),
    ]
)

PREVIEW_SIZES = [
    {"name": "mobile", "icon": "mobile-alt", "device_width": 375, "label": _("Preview on a phone")},
    {"name": "tablet", "icon": "tablet-alt", "device_width": 768, "label": _("Preview on a tablet")},
    {"name": "desktop", "icon": "desktop", "device_width": 1440, "label": _("Preview on a wide screen")},
]
