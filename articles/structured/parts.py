"""Parts that several descriptions share: who publishes, who wrote, when, and the path to a page."""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.http import HttpRequest
from django.templatetags.static import static
from wagtail.models import Page, Site

from articles import renditions
from articles.labels import title_of
from articles.models import Expert, MagazineSettings, Organisation, Picture, SectionPage
from articles.navigation import home_url
from articles.structured import Data


def root_url(request: HttpRequest) -> str:
    """Scheme and host of the magazine that is asked for."""
    return Site.find_for_request(request).root_url


def publisher(request: HttpRequest) -> Data:
    """Organization: the magazine itself."""
    magazine, root = MagazineSettings.for_request(request), root_url(request)
    return {
        "@type": "Organization",
        "@id": f"{root}/#publisher",
        "name": magazine.name,
        "url": f"{root}/",
        "logo": {"@type": "ImageObject", "url": root + static("img/icon.svg")},
    }


def person(expert: Expert, request: HttpRequest) -> Data:
    """Person, with the role in the language of the page and, where known, for whom they work."""
    return {
        "@type": "Person",
        "name": expert.name,
        "jobTitle": expert.role,
        "url": root_url(request) + expert.get_absolute_url(),
        "image": widest(expert.portrait, "portrait", request),
        "worksFor": organisation(expert.organisation, request) if expert.organisation else {},
    }


def widest(picture: Picture | None, use: str, request: HttpRequest) -> list[str]:
    """The address of a picture at its widest; none while it is not made."""
    url = renditions.widest(picture, use)
    return [urljoin(root_url(request), url)] if url else []


def organisation(row: Organisation, request: HttpRequest) -> Data:
    """Organization: one that is written about, employs an expert, or sponsors."""
    return {
        "@type": "Organization",
        "name": row.name,
        "url": root_url(request) + row.get_absolute_url(),
        "sameAs": row.website,
    }


def dates(page: Page) -> Data:
    """When a page was first and last published; empty for a draft."""
    named = {"datePublished": page.first_published_at, "dateModified": page.last_published_at}
    return {name: at.isoformat() for name, at in named.items() if at}


def item_list(links: Iterable[tuple[str, str]]) -> Data:
    """ItemList of (name, address) in the order of the page."""
    found = [
        {"@type": "ListItem", "position": position, "name": name, "url": url}
        for position, (name, url) in enumerate(links, start=1)
    ]
    return {"@type": "ItemList", "numberOfItems": len(found), "itemListElement": found}


def path_to(request: HttpRequest, language: str, steps: Iterable[tuple[str, str]]) -> Data:
    """BreadcrumbList from the front of `language` over `steps`, each a name and an address on this host."""
    front = (MagazineSettings.for_request(request).name, home_url(language))
    found = [
        {"@type": "ListItem", "position": position, "name": name, "item": root_url(request) + url}
        for position, (name, url) in enumerate([front, *steps], start=1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": found}


def path_to_page(request: HttpRequest, page: Page, section: SectionPage | None = None) -> Data:
    """BreadcrumbList to a page of the tree, over its section where it has one."""
    pages = [step for step in (section, page) if step is not None]
    steps = [(title_of(step), step.get_url(request) or "") for step in pages]
    return path_to(request, page.locale.language_code, steps)
