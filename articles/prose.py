"""Rich text as a page shows it: the one place where a stored text becomes markup.

Comes in: the text as Wagtail keeps it. Goes out: markup in which headings have an address and a link to it, and in
which the links of a paid text say so. Called by the tags of `texts`.
"""

from __future__ import annotations

from collections.abc import Sequence
from re import Match

from django.template.loader import render_to_string
from django.utils.html import strip_tags
from django.utils.safestring import SafeString, mark_safe
from wagtail.rich_text import RichText, expand_db_html

from articles.contents import WRITTEN, Heading

PAID = 'rel="sponsored"'
PAID_ATTRIBUTE = mark_safe(f" {PAID}")  # noqa: S308 - a constant


def prose(text: RichText | str, headings: Sequence[Heading] = (), *, is_paid: bool = False) -> SafeString:
    """The markup of `text`. `headings` are those that `articles.contents` found in it, in order."""
    html = expand_db_html(text.source if isinstance(text, RichText) else str(text))
    if is_paid:
        html = html.replace("<a ", f"<a {PAID} ")
    return mark_safe(with_addresses(html, headings))  # noqa: S308 - what Wagtail's converter let through


def with_addresses(html: str, headings: Sequence[Heading]) -> str:
    """`html` with each heading as the component that links to itself; empty ones disappear."""
    left = iter(headings)

    def addressed(found: Match[str]) -> str:
        if not strip_tags(found[2]).strip():
            return ""
        context = {"heading": next(left), "markup": mark_safe(found[2])}  # noqa: S308 - as above
        return render_to_string("components/heading.html", context)

    return WRITTEN.sub(addressed, html) if headings else html
