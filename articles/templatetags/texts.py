"""Tags of a text made of blocks. Each calls one function, with what the page around it knows."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.utils.safestring import SafeString
from wagtail.blocks.stream_block import StreamValue
from wagtail.rich_text import RichText

from articles import at_hand, code, contents, listing, numbers
from articles import prose as markup
from articles.models import ArticlePage

register = template.Library()
register.simple_tag(code.highlighted)


@register.simple_tag
def contents_of(stream: StreamValue) -> contents.Contents:
    """The parts of a text and their headings."""
    return contents.read(stream)


@register.simple_tag(takes_context=True)
def prose(context: template.Context, text: RichText, headings: Sequence[contents.Heading] = ()) -> SafeString:
    """Rich text as markup; in an advertorial its links are marked as paid for."""
    with at_hand.laid_out(getattr(context.get("page"), "pointed", None)):
        return markup.prose(text, headings or (), is_paid=is_paid(context))


@register.simple_tag
def neighbours(parts: list[ArticlePage], shown: ArticlePage) -> listing.Neighbours:
    """The parts of a series before and after the one that is shown."""
    return listing.neighbours(parts, shown)


@register.filter
def figure(cell: str | Decimal | None) -> str:
    """A cell as it is read: numbers with the decimals they were typed with, in groups from five digits on."""
    return numbers.figure(cell) if isinstance(cell, Decimal) else cell or ""


@register.simple_tag(takes_context=True)
def paid_rel(context: template.Context) -> str:
    """The attribute of a link outside rich text: `rel="sponsored"` in an advertorial, nothing elsewhere."""
    return markup.PAID_ATTRIBUTE if is_paid(context) else ""


def is_paid(context: template.Context) -> bool:
    """Whether the page that is rendered, or the article that a list renders, is an advertorial."""
    shown: Any = context.get("article") or context.get("page")
    return bool(getattr(shown, "is_advertorial", False))
