"""Tags of what standard pages draw from the code. Each calls one function."""

from django import template

from accounts import personal_data as kept
from articles import accessibility

register = template.Library()


@register.simple_tag
def personal_data() -> list[kept.Entry]:
    """What is kept about people, as each room signed it in."""
    return kept.entries()


@register.simple_tag
def cookies() -> list[kept.Cookie]:
    """What browsers keep for us."""
    return list(kept.cookies())


@register.simple_tag
def accessibility_check() -> accessibility.Check | None:
    """The last time that axe looked at every kind of page."""
    return accessibility.last_check(accessibility.FILE)
