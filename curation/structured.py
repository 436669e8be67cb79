"""Structured data of a digest (schema.org CollectionPage with an ItemList), as a plain dictionary.

Comes in: a described digest and the request. Goes out: what a tag prints as a data block.
"""

from typing import Any

from django.http import HttpRequest

from articles.structured import dates, publisher
from curation.published import ShownDigest


def collection_page(request: HttpRequest, digest: ShownDigest) -> dict[str, Any]:
    """CollectionPage whose main entity lists the links in the editor's order."""
    url = digest.page.get_full_url(request)
    return {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "name": digest.page.title,
        "inLanguage": digest.page.locale.language_code,
        "url": url,
        "publisher": publisher(request),
        "mainEntity": {
            "@type": "ItemList",
            "numberOfItems": len(digest.links),
            "itemListElement": [
                {
                    "@type": "ListItem",
                    "position": shown.number,
                    "name": shown.link.headline,
                    "url": shown.link.url,
                }
                for shown in digest.links
            ],
        },
    } | dates(digest.page)
