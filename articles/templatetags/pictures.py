"""Tags of pictures: a generated pattern, a picture in the widths that exist, the portrait of an expert.

`{% pattern topic.slug ratio="16:9" %}`
`{% picture value.image alt=value.words_instead topic=topics %}` within a text, in its own shape
`{% picture article.picture use="list" topic=topics alt="" %}` in the shape of a list; a pattern where there is none
`{% picture page.picture use="lead" eager=True topic=topics %}` the first picture of a page
`{% portrait expert %}` `{% portrait expert large=True %}`
`{% share_image page as share %}` share.url, share.width, share.height, share.alt
"""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from django import template
from django.utils.safestring import SafeString, mark_safe
from wagtail.models import Page

from articles import patterns, renditions, share_images
from articles.models import Expert, Picture, Topic
from articles.patterns import portrait as portraits
from articles.patterns import svg

register = template.Library()

LARGE = "8rem"

Topics = Topic | str | Iterable[Topic] | None


@register.simple_tag
def pattern(slug: str, ratio: str | float = 2.0) -> SafeString:
    """The pattern of a slug as inline SVG; `ratio` is width over height, a number or "16:9"."""
    return drawn(slug, *patterns.size_of(as_number(ratio)))


@register.inclusion_tag("components/picture.html", takes_context=True)
def picture(
    context: template.Context,
    picture: Picture | None,
    use: str = "text",
    topic: Topics = None,
    alt: str | None = None,
    **options: Any,
) -> dict[str, Any]:
    """A picture in a use of the table of renditions, or the topic's pattern while it has none.

    Options: `eager` for the first picture of a page, `sizes` where the place is not as wide as usual, `ratio` of the
    pattern where the picture's own shape is not meant.
    """
    place = renditions.USES[use]
    found = find(context, picture, use)
    if not found:
        ratio = as_number(options.get("ratio") or place.width_to_height(picture))
        return {"pattern": drawn(slug_of(topic), *patterns.size_of(ratio))}
    words = picture.default_alt_text if picture and alt is None else alt
    sizes = options.get("sizes") or place.sizes
    return {"found": found, "alt": words, "sizes": sizes, "eager": options.get("eager", False)}


@register.inclusion_tag("components/portrait.html", takes_context=True)
def portrait(context: template.Context, expert: Expert, large: bool = False) -> dict[str, Any]:
    """The portrait of an expert beside the name: their picture, or initials on a pattern."""
    found = find(context, expert.portrait, "portrait")
    sizes = LARGE if large else renditions.USES["portrait"].sizes
    return {"found": found, "expert": expert, "sizes": sizes, "large": large}


@register.simple_tag
def initials_of(expert: Expert, large: bool = False) -> SafeString:
    """The initials of an expert on their pattern as inline SVG."""
    return mark_safe(portraits.draw_svg(expert.slug, expert.name, is_large=large))  # noqa: S308 - letters, numbers


@register.simple_tag
def srcset(found: list[renditions.Shown]) -> str:
    """The widths of one format as the attribute `srcset` wants them."""
    return ", ".join(f"{each.url} {each.width}w" for each in found)


@register.simple_tag(takes_context=True)
def share_image(context: template.Context, page: Page) -> share_images.Shared | None:
    """The picture by which a page is shared, with its whole address. None until it is drawn."""
    return share_images.of(page, root=context.get("root") or "")


def find(context: template.Context, picture: Picture | None, use: str) -> dict[str, Any]:
    """The renditions of a use. Only a preview in the CMS makes them, for it has no time to wait for a task."""
    if picture is None:
        return {}
    found = renditions.shown(picture, use)
    if not found and getattr(context.get("request"), "is_preview", False):
        renditions.make_for(picture, use)
        found = renditions.shown(picture, use)
    return found


def slug_of(topic: Topics) -> str:
    """The slug whose pattern is drawn. Of several topics the first; only now is the database asked for them."""
    if topic is not None and not isinstance(topic, str | Topic):
        topic = next(iter(topic), None)
    return (topic.slug if isinstance(topic, Topic) else topic) or patterns.OWN_SLUG


def as_number(ratio: str | float) -> float:
    """Width over height of "16:9", "1.5" or 1.5."""
    width, _, height = str(ratio).partition(":")
    return float(width) / float(height or 1)


@lru_cache(maxsize=512)
def drawn(slug: str, width: int, height: int) -> SafeString:
    """The SVG of a pattern, kept: a list shows the same few topics again and again."""
    return mark_safe(svg.draw(patterns.describe(slug, width, height)))  # noqa: S308 - numbers and our own words
