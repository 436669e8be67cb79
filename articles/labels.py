"""The words that say that a sponsor paid for a text. Every list, page, feed and mail takes them from here.

Comes in: an article. Goes out: its label in the active language, empty for what the magazine itself chose to print.
"""

from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.models import ArticlePage


def label(article: ArticlePage) -> str:
    """Advertorial and by whom; a draft without a sponsor says at least the first."""
    if not article.is_advertorial:
        return ""
    return in_words(article.sponsor.name) if article.sponsor else _("Advertorial")


def in_words(sponsor_name: str) -> str:
    """The label of a text that this sponsor paid for, in the active language."""
    return _("Advertorial by %(sponsor)s") % {"sponsor": sponsor_name}


def title_of(page: Page) -> str:
    """What a page of any kind is called where its title stands alone."""
    return labelled_title(page) if isinstance(page, ArticlePage) else page.title


def labelled_title(article: ArticlePage, title: str = "") -> str:
    """The headline (or `title`) with the label before it: for feeds, shares and search engines, where nothing else
    can say it."""
    words = label(article)
    return f"{words}: {title or article.title}" if words else title or article.title
