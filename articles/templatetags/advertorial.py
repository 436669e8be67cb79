"""The one label of what a sponsor paid for."""

from django import template

from articles import labels
from articles.models import ArticlePage

register = template.Library()


@register.simple_tag
def advertorial_label(article: ArticlePage) -> str:
    """ "Advertorial by <sponsor>" in the active language; nothing for what the magazine itself chose."""
    return labels.label(article)


@register.simple_tag
def sponsored_by(sponsor_name: str) -> str:
    """The same words from the name of a sponsor, for what outlives its page."""
    return labels.in_words(sponsor_name)


@register.simple_tag
def labelled_title(article: ArticlePage, *, for_search: bool = False) -> str:
    """The headline, or what a search engine is to show for it, with the label before it."""
    return labels.labelled_title(article, (for_search and article.seo_title) or article.title)
