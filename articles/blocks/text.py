"""Blocks of words: paragraph, heading, quote, pull quote, fact box, code.

Rich text may hold headings, lists and links, for that is what a pasted manuscript brings; pictures and embeds have
blocks of their own, which know credit, alternative text and consent.
"""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.code import LANGUAGES

BOX_FEATURES = ["bold", "italic", "link", "document-link", "ol", "ul", "manuscript"]
TEXT_FEATURES = ["h2", "h3", *BOX_FEATURES]


class QuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("quote"), help_text=_("Without quotation marks: the page adds them."))
    speaker = blocks.CharBlock(label=_("who said it"), required=False, max_length=120)

    class Meta:
        icon = "openquote"
        label = _("Quote")
        group = _("Text")
        template = "blocks/quote.html"


class PullQuoteBlock(blocks.StructBlock):
    text = blocks.TextBlock(
        label=_("sentence"), max_length=200, help_text=_("One sentence of this article, printed large.")
    )

    class Meta:
        icon = "openquote"
        label = _("Pull quote")
        group = _("Text")
        template = "blocks/pull_quote.html"


class FactBoxBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.RichTextBlock(label=_("text"), features=BOX_FEATURES)

    class Meta:
        icon = "info-circle"
        label = _("Fact box")
        group = _("Text")
        template = "blocks/fact_box.html"


class CodeBlock(blocks.StructBlock):
    code = blocks.TextBlock(label=_("code"), rows=8, form_classname="code")
    language = blocks.ChoiceBlock(
        label=_("language"),
        choices=LANGUAGES,
        default="text",
        search_index=False,
        help_text=_("Colours the words."),
    )
    caption = blocks.CharBlock(
        label=_("caption"),
        required=False,
        max_length=250,
        help_text=_("What it does, or the name of the file."),
    )

    class Meta:
        icon = "code"
        label = _("Code")
        group = _("Figures")
        template = "blocks/code.html"
