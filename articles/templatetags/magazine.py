"""Tags of every public page. Each calls one function and renders a component, or hands over what it found."""

import datetime
from typing import Any

from django import template
from django.conf import settings
from django.core.paginator import Page as Leaf
from django.core.paginator import Paginator
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import get_language
from wagtail.models import Page, Site

from articles import front as fronts
from articles import leaves, listing, navigation
from articles.models import ArticleAuthor, ArticlePage, HomePage, SectionPage

register = template.Library()

ARTICLES_ON_A_LEAF = 20


def shown_page(context: template.Context) -> Page | None:
    """The page of the tree that is shown, if it is one."""
    found = context.get("page")
    return found if isinstance(found, Page) else None


@register.inclusion_tag("components/nav.html", takes_context=True)
def nav(context: template.Context) -> dict[str, Any]:
    """The menu that an operator made, or the sections in their order."""
    language = get_language() or "nl"
    links = navigation.menu(context["request"], language, shown_page(context))
    home = navigation.home_url(language)
    return {"links": links, "home": home, "path": context["request"].path}


@register.simple_tag(takes_context=True)
def footer_links(context: template.Context) -> list[navigation.Link]:
    """The footer that an operator made, or the standard pages in their order."""
    return navigation.footer(context["request"], get_language() or "nl")


@register.simple_tag(takes_context=True)
def languages(context: template.Context) -> list[navigation.LanguageLink]:
    """The languages of this page, for the switch and for hreflang; `exists_in` where a view knows them."""
    page, exists_in = shown_page(context), context.get("exists_in")
    return navigation.languages(context["request"], get_language() or "nl", page, exists_in)


@register.simple_tag(takes_context=True)
def root_url(context: template.Context) -> str:
    """Scheme and host of this magazine, without a slash at the end."""
    site = Site.find_for_request(context["request"])
    return site.root_url if site else context["request"].build_absolute_uri("/").rstrip("/")


@register.simple_tag
def front(home: HomePage) -> fronts.Front:
    """What home shows beside its digests."""
    return fronts.front(home, Now())


@register.simple_tag
def related_articles(article: ArticlePage) -> list[ArticlePage]:
    """What stands below an article: chosen by the editor, of its topics, of its section."""
    return listing.related_articles(article)


@register.simple_tag
def series_parts(article: ArticlePage) -> list[ArticlePage]:
    """The live parts of the series of an article."""
    return listing.series_parts(article)


@register.simple_tag(takes_context=True)
def leaf_of_articles(context: template.Context, page: Page) -> Leaf[ArticlePage]:
    """The leaf of a section's articles that `?page=` names; a wrong number gives the nearest one."""
    return leaves.leaf_of(context["request"], Paginator(listing.articles_below(page), ARTICLES_ON_A_LEAF))


@register.inclusion_tag("components/time.html")
def moment(at: datetime.datetime) -> dict[str, Any]:
    """A moment as an absolute date, with the time for today; a script makes the last 24 hours relative."""
    local = timezone.localtime(at)
    return {"at": at, "is_today": local.date() == timezone.localdate()}


@register.simple_tag
def lang(language: str) -> str:
    """The attribute of a part in another language than the page's; nothing where that is not known."""
    if language == get_language() or language not in dict(settings.LANGUAGES):
        return ""
    return format_html(' lang="{}"', language)


@register.simple_tag
def byline(article: ArticlePage) -> list[ArticleAuthor]:
    """The authors of an article."""
    return listing.byline(article)


@register.simple_tag
def section_of(page: Page) -> SectionPage | None:
    """The section's page that a page stands below."""
    return listing.section_of(page)
