"""The tag by which a topic's page shows what digests say of it."""

from django import template

from articles.models import HomePage, Topic
from curation import filing
from curation.models import DigestLink

register = template.Library()

LINKS_OF_TOPIC = 10


@register.simple_tag
def links_about(topic: Topic, home: HomePage) -> list[DigestLink]:
    """The newest links of published digests about a topic."""
    return filing.links_about(topic, home, LINKS_OF_TOPIC)
