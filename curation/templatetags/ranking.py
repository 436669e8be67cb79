"""The tag of what counts when stories are ranked, for the page on how we work."""

from django import template
from wagtail.models import Site

from curation import weighing

register = template.Library()


@register.simple_tag(takes_context=True)
def ranking_weights(context: template.Context) -> list[weighing.Shown]:
    """The parts of a score with the points that each can earn in this magazine, the heaviest first."""
    site = Site.find_for_request(context["request"])
    return weighing.shown(site) if site else []
