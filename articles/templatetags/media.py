"""Tags of things that play or are taken along: an embed's words and player, a file's kind and size, a poster."""

from django import template
from django.template.defaultfilters import filesizeformat

from articles import renditions
from articles.embeds import showing
from articles.media import kinds
from articles.models import Attachment, Picture

register = template.Library()
register.filter("shown_embed", showing.show)


@register.filter
def kind_and_size(document: Attachment) -> str:
    """As a reader is told before a download: "PDF, 1.2 MB"; the size is left out where nobody noted it."""
    kind = kinds.extension(document.filename).upper()
    return f"{kind}, {filesizeformat(document.file_size)}" if document.file_size else kind


@register.filter
def poster_address(picture: Picture | None) -> str:
    """Where a video's poster lies, as wide as it was made; empty until it was: no reader's request makes one."""
    return renditions.widest(picture, "text")
