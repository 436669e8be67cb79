"""From an address to an article or the front in one query, where Wagtail takes one for each level of the tree.

Comes in: a request and the path below the language. Goes out: the page with the rows it points at and with its
addresses in other languages, or nothing: then Wagtail looks, and finds pages of other kinds, redirects and 404.
"""

from __future__ import annotations

from typing import TypeVar

from django.conf import settings
from django.db.models import OuterRef, Q, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from articles.models import ArticlePage, HomePage

Found = TypeVar("Found", bound=Page | None)

LEVELS = 2  # an article stands below its section


def find_article(request: HttpRequest, path: str) -> ArticlePage | None:
    """The live article of this magazine and language at `path`."""
    site = Site.find_for_request(request)
    if site is None or path.strip("/").count("/") != LEVELS - 1:
        return None
    articles = ArticlePage.objects.live().filter(url_path=address_at(site, path))
    found = (
        articles.select_related("locale", "series", "picture", "sponsor", "share_image")
        .annotate(**translations(ArticlePage))
        .first()
    )
    return remember_translations(found)


def find_home(request: HttpRequest, path: str) -> HomePage | None:
    """The live front of this magazine in this language, where `path` is the front's."""
    site = Site.find_for_request(request)
    if site is None or path:
        return None
    fronts = HomePage.objects.live().filter(at_front(site)).select_related("locale", "series", "share_image")
    return remember_translations(fronts.annotate(**translations(HomePage)).first())


def exists(request: HttpRequest, path: str) -> bool:
    """Whether any live page of this magazine and language is at `path`: Wagtail asks for each level on the way."""
    site = Site.find_for_request(request)
    return site is not None and Page.objects.live().filter(url_path=address_at(site, path)).exists()


def address_at(site: Site, path: str) -> Subquery:
    """The `url_path` of what is at `path` below the live front in the active language."""
    home = Page.objects.live().filter(at_front(site))
    return Subquery(home.values(address=Concat("url_path", Value(path), output_field=TextField()))[:1])


def at_front(site: Site) -> Q:
    """Whether a page is the front of a magazine in the active language."""
    front = Page.objects.filter(pk=site.root_page_id).values("translation_key")
    return Q(translation_key__in=front, locale__language_code=get_language() or "")


def remember_translations(found: Found) -> Found:
    """Keep what `translations` found where `navigation.page_urls` looks."""
    if found is not None:
        found.found_in = {code: getattr(found, f"in_{code}") for code, _name in settings.LANGUAGES}
    return found


def translations(model: type[Page]) -> dict[str, Subquery]:
    """For each language the path at which the page of the outer query is live in it."""
    same = model.objects.live().filter(translation_key=OuterRef("translation_key"))
    return {
        f"in_{code}": Subquery(same.filter(locale__language_code=code).values("url_path")[:1])
        for code, _name in settings.LANGUAGES
    }
