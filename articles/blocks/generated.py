"""Blocks that hold no text of an editor: what they show is drawn from the code, so that it cannot say anything else.

For standard pages alone. A block renders by its template, which asks the tags of the room that knows.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks import TextBlocks


class DrawnBlock(blocks.StaticBlock):
    """A part of a page that the magazine itself draws."""

    class Meta:
        icon = "cogs"
        group = _("Drawn by the magazine")


class PersonalDataBlock(DrawnBlock):
    class Meta:
        label = _("Personal data")
        admin_text = _(
            "For each kind of personal data what it is for, how long it is kept and who receives it."
        )
        template = "blocks/personal_data.html"


class CookiesBlock(DrawnBlock):
    class Meta:
        label = _("Cookies")
        admin_text = _("Every cookie that the magazine sets, and what it keeps in browsers otherwise.")
        template = "blocks/cookies.html"


class ContactsBlock(DrawnBlock):
    class Meta:
        label = _("Contact")
        admin_text = _("Addresses and telephone as they stand in the settings of the magazine.")
        template = "blocks/contacts.html"


class AccessibilityCheckBlock(DrawnBlock):
    class Meta:
        label = _("Last check of accessibility")
        admin_text = _("When every kind of page was last looked at by axe, and what was found.")
        template = "blocks/accessibility_check.html"


class RankingBlock(DrawnBlock):
    class Meta:
        label = _("Ranking")
        admin_text = _("What counts when stories are ranked, with the weights that hold now.")
        template = "blocks/ranking.html"


class StandardBlocks(TextBlocks):
    """What a standard page is made of: the blocks of an article, and what is drawn from the code."""

    contacts = ContactsBlock()
    personal_data = PersonalDataBlock()
    cookies = CookiesBlock()
    ranking = RankingBlock()
    accessibility_check = AccessibilityCheckBlock()
