"""The words that say that a sponsor paid for a text. Every list, page, feed and mail takes them from here.

Comes in: an article. Goes out: its label in the active language, empty for what the magazine itself chose to print.
"""

from django.utils.translation import gettext as _

from articles.models import ArticlePage


def label(article: ArticlePage) -> str:
    """Advertorial and by whom; a draft without a sponsor says at least the first."""
    if not article.is_advertorial:
        return ""
    if article.sponsor is None:
        return _("Advertorial")
    return _("Advertorial by %(sponsor)s") % {"sponsor": article.sponsor.name}


def labelled_title(article: ArticlePage) -> str:
    """The headline with the label before it: for feeds, shares and search engines, where nothing else can say it."""
    words = label(article)
    return f"{words}: {article.title}" if words else article.title
