"""The tag that prints structured data."""

import json

from django import template
from django.utils.safestring import SafeString, mark_safe

from articles import structured

register = template.Library()

# What may not stand in a <script> element as it is (HTML, "restrictions for contents of script elements").
DATA_BLOCK_ESCAPES = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


@register.simple_tag(takes_context=True)
def data_of(context: template.Context, thing: object) -> SafeString | str:
    """The description of what a page shows, as a data block that nothing within it can end; nothing where none is."""
    data = structured.describe(thing, context["request"])
    if not data:
        return ""
    text = json.dumps(data, ensure_ascii=False).translate(DATA_BLOCK_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308 - escaped above
