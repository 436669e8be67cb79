"""Structured data of a digest and of a story (schema.org), as plain dictionaries.

Comes in: what a page shows of them, and the request. Goes out: what the tag `data_of` prints. `curation/apps.py`
signs both in at `articles.structured`.
"""

from django.http import HttpRequest
from django.utils.translation import get_language

from articles.listing import section_of
from articles.structured import Data
from articles.structured.parts import dates, item_list, path_to, path_to_page, publisher, root_url
from curation.published import ShownDigest
from curation.timeline import ShownStory


def digest(shown: ShownDigest, request: HttpRequest) -> list[Data]:
    """CollectionPage whose main entity lists the links in the editor's order."""
    page = shown.page
    described = {
        "@type": "CollectionPage",
        "name": page.title,
        "description": page.foreword,
        "inLanguage": page.locale.language_code,
        "url": page.get_full_url(request),
        "publisher": publisher(request),
        "mainEntity": item_list((each.link.headline, each.link.url) for each in shown.links),
    }
    return [described | dates(page), path_to_page(request, page, section_of(page))]


def story(shown: ShownStory, request: HttpRequest) -> list[Data]:
    """CollectionPage of a story: everybody who told it, newest first."""
    address = shown.story.get_absolute_url()
    described = {
        "@type": "CollectionPage",
        "name": shown.headline,
        "description": shown.why,
        "inLanguage": get_language(),
        "url": root_url(request) + address,
        "publisher": publisher(request),
        "mainEntity": item_list((each.title, each.url) for each in shown.tellings),
    }
    return [described, path_to(request, get_language() or "nl", [(shown.headline, address)])]
