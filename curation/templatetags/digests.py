"""Tags that show digests on public pages. Each calls one function of `published`."""

from django import template
from wagtail.models import Page

from articles.models import SectionPage
from curation import published
from curation.models import DigestPage

register = template.Library()

EARLIER_DIGESTS = 7


@register.simple_tag
def digests_of(page: Page) -> published.Shelf:
    """The newest published digest below a home or section page, and the ones before it."""
    return published.shelf(page, EARLIER_DIGESTS)


@register.simple_tag
def section_digests(home: Page) -> list[tuple[SectionPage, DigestPage]]:
    """Each section with its newest published digest."""
    return published.newest_of_sections(home)


@register.simple_tag
def shown_digest(digest: DigestPage) -> published.ShownDigest:
    """A digest described for its own page, published or in preview."""
    return published.show(digest)


@register.simple_tag
def neighbours(digest: DigestPage) -> tuple[DigestPage | None, DigestPage | None]:
    """The published digests before and after."""
    return published.neighbours(digest)
