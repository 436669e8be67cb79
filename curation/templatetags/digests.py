"""Tags that show digests on public pages. Each calls one function of `published`."""

from django import template
from wagtail.models import Page

from articles import navigation
from articles.models import HomePage
from curation import published
from curation.models import DigestPage

register = template.Library()

EARLIER_DIGESTS = 7


@register.simple_tag
def digests_of(page: Page) -> published.Shelf:
    """The newest published digest below a home or section page, and the ones before it."""
    return published.shelf(page, EARLIER_DIGESTS)


@register.simple_tag(takes_context=True)
def front_digests(context: template.Context, home: HomePage) -> published.FrontDigests:
    """The digests of a home page and the newest of each section."""
    sections = navigation.sections(context["request"], home.locale.language_code)
    return published.on_front(home, sections, EARLIER_DIGESTS)


@register.simple_tag
def shown_digest(digest: DigestPage) -> published.ShownDigest:
    """A digest described for its own page, published or in preview."""
    return published.show(digest)


@register.simple_tag
def neighbours(digest: DigestPage) -> tuple[DigestPage | None, DigestPage | None]:
    """The published digests before and after."""
    return published.neighbours(digest)
