"""Tags of pictures: a generated pattern, a picture in the widths that exist, the portrait of an expert."""

from functools import lru_cache

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles import patterns
from articles.patterns import svg

register = template.Library()


@register.simple_tag
def pattern(slug: str, ratio: str | float = 2.0) -> SafeString:
    """The pattern of a slug as inline SVG; `ratio` is width over height, a number or "16:9"."""
    return drawn(slug, *patterns.size_of(as_number(ratio)))


def as_number(ratio: str | float) -> float:
    """Width over height of "16:9", "1.5" or 1.5."""
    width, _, height = str(ratio).partition(":")
    return float(width) / float(height or 1)


@lru_cache(maxsize=512)
def drawn(slug: str, width: int, height: int) -> SafeString:
    """The SVG of a pattern, kept: a list shows the same few topics again and again."""
    return mark_safe(svg.draw(patterns.describe(slug, width, height)))  # noqa: S308 - numbers and our own words
