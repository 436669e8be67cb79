"""From an address to an article in one query, where Wagtail takes one for each level of the tree and two more.

Comes in: a request and the path below the language. Goes out: the article with the rows it points at and with its
addresses in other languages, or nothing: then Wagtail looks, and finds pages of other kinds, redirects and 404.
"""

from __future__ import annotations

from django.conf import settings
from django.db.models import OuterRef, Subquery, TextField, Value
from django.db.models.functions import Concat
from django.http import HttpRequest
from django.utils.translation import get_language
from wagtail.models import Page, Site

from articles.models import ArticlePage

LEVELS = 2  # an article stands below its section


def find_article(request: HttpRequest, path: str) -> ArticlePage | None:
    """The live article of this magazine and language at `path`."""
    site = Site.find_for_request(request)
    if site is None or path.strip("/").count("/") != LEVELS - 1:
        return None
    front = Page.objects.filter(pk=site.root_page_id).values("translation_key")
    home = Page.objects.live().filter(translation_key__in=front, locale__language_code=get_language() or "")
    address = Subquery(home.values(address=Concat("url_path", Value(path), output_field=TextField()))[:1])
    articles = ArticlePage.objects.live().filter(url_path=address)
    found = (
        articles.select_related("locale", "series", "picture", "sponsor").annotate(**translations()).first()
    )
    if found is not None:
        found.found_in = {code: getattr(found, f"in_{code}") for code, _name in settings.LANGUAGES}
    return found


def translations() -> dict[str, Subquery]:
    """For each language the path at which the article of the outer query is live in it."""
    same = ArticlePage.objects.live().filter(translation_key=OuterRef("translation_key"))
    return {
        f"in_{code}": Subquery(same.filter(locale__language_code=code).values("url_path")[:1])
        for code, _name in settings.LANGUAGES
    }
