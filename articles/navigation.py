"""Where a reader can go: the menu, the footer, and the same page in the other language.

Comes in: a request with its Wagtail site, and the page that is shown, if it is one of the tree. Goes out:
links, ready to print. The tags of `magazine` call it for every public page.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import override
from wagtail.models import Page, Site

from articles.addresses import FRONT_DEPTH
from articles.models import ArticlePage, HomePage, MenuLink, SectionPage, StandardPage


@dataclass(frozen=True, slots=True)
class Link:
    """One entry of the menu or the footer."""

    name: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """One language: `url` is empty where the page does not exist in it."""

    code: str
    url: str
    is_current: bool


def home_url(language: str) -> str:
    """The address of the front in `language`."""
    with override(language):
        return reverse("wagtail_serve", args=[""])


def menu(request: HttpRequest, language: str, page: Page | None) -> list[Link]:
    """The menu that an operator made; without one the live sections in the order the editors gave them."""
    made = placed(request, MenuLink.Place.MENU)
    if made:
        return [link for row in made if (link := linked(request, row, language, page))]
    return [
        Link(found.section.name_in(language), found.get_url(request), is_within(page, found))
        for found in sections(request, language)
    ]


def footer(request: HttpRequest, language: str) -> list[Link]:
    """The footer that an operator made; without one the live standard pages, in the order of the tree."""
    made = placed(request, MenuLink.Place.FOOTER)
    if made:
        return [link for row in made if (link := linked(request, row, language))]
    return [Link(found.title, found.get_url(request)) for found in standard_pages(request, language)]


def standard_pages(request: HttpRequest, language: str) -> QuerySet[StandardPage]:
    """The live standard pages of this magazine in `language`, in the order of the tree."""
    site = Site.find_for_request(request)
    root = Page.objects.filter(pk=site.root_page_id if site else None).values("translation_key")
    homes = HomePage.objects.filter(translation_key__in=root).values("path")
    above = Substr("path", 1, Length("path") - Page.steplen)
    pages = StandardPage.objects.live().filter(locale__language_code=language)
    return pages.annotate(above=above).filter(above__in=homes).order_by("path")


def placed(request: HttpRequest, place: str) -> list[MenuLink]:
    """The rows of one place, each with its page as it is called in each language; asked for once in a request."""
    if "_menu_links" not in request.__dict__:
        site = Site.find_for_request(request)
        rows = MenuLink.objects.filter(settings__site=site).annotate(**translations())
        request.__dict__["_menu_links"] = list(rows.order_by("sort_order", "pk"))
    return [row for row in request.__dict__["_menu_links"] if row.place == place]


def translations() -> dict[str, Subquery]:
    """For each language title, address and tree path of the live translation of the page that a row points at."""
    same = Page.objects.live().filter(translation_key=OuterRef("page__translation_key"))
    same = same.exclude(
        articlepage__kind=ArticlePage.Kind.ADVERTORIAL
    )  # a publisher's to place, in its slots
    return {
        f"{name}_{code}": Subquery(same.filter(locale__language_code=code).values(name)[:1])
        for name in ("title", "url_path", "path")
        for code, _name in settings.LANGUAGES
    }


def linked(request: HttpRequest, row: MenuLink, language: str, page: Page | None = None) -> Link | None:
    """A row as a link in `language`; None where its page has no live translation."""
    name = row.name_in(language)
    if row.url:
        return Link(name, row.url)
    address, path = getattr(row, f"url_path_{language}"), getattr(row, f"path_{language}")
    if not address or (url := Page(url_path=address).get_url(request)) is None:
        return None
    return Link(name or getattr(row, f"title_{language}"), url, leads_to(path, page))


def leads_to(path: str, page: Page | None) -> bool:
    """Whether the page at a tree path is `page`, or a part of the magazine that it stands in."""
    if page is None or not page.path:
        return False
    is_front = len(path) <= FRONT_DEPTH * Page.steplen
    return page.path == path or (not is_front and page.path.startswith(path))


def sections(request: HttpRequest, language: str) -> list[SectionPage]:
    """The live section pages of this magazine in `language`; asked for once in a request."""
    remembered = request.__dict__.setdefault("_section_pages", {})
    if language not in remembered:
        found = SectionPage.objects.live().filter(section__site=Site.find_for_request(request))
        remembered[language] = list(
            found.filter(locale__language_code=language)
            .select_related("section", "locale")
            .order_by("section__position", "section__key")
        )
    return remembered[language]


def is_within(page: Page | None, section: SectionPage) -> bool:
    """Whether `page` is the section's page or stands below it."""
    return page is not None and page.path.startswith(section.path)


def languages(
    request: HttpRequest, language: str, page: Page | None, exists_in: Collection[str] | None = None
) -> list[LanguageLink]:
    """Every language of the site, with the address of this page in it where it exists.

    Outside the tree a page exists in each language, or in those of `exists_in`.
    """
    urls = page_urls(request, page) if page is not None else view_urls(request)
    if exists_in is not None:
        urls = {code: url for code, url in urls.items() if code in exists_in}
    return [LanguageLink(code, urls.get(code, ""), code == language) for code, _name in settings.LANGUAGES]


def page_urls(request: HttpRequest, page: Page) -> dict[str, str]:
    """Language code to address for each live translation of a page of the tree, itself included."""
    if not page.pk:
        return {}
    if (found_in := getattr(page, "found_in", None)) is not None:
        return {code: Page(url_path=path).get_url(request) for code, path in found_in.items() if path}
    found = page.get_translations(inclusive=True).live().select_related("locale")
    return {other.locale.language_code: other.get_url(request) for other in found}


def view_urls(request: HttpRequest) -> dict[str, str]:
    """Language code to address outside the tree: a page with a language in its address exists in each of them.

    Where nothing was found, the fronts; where the address holds no language (signing in), none.
    """
    if getattr(request, "resolver_match", None) is None:
        return {code: home_url(code) for code, _name in settings.LANGUAGES}
    urls = {code: translate_url(request.path, code) for code, _name in settings.LANGUAGES}
    return {code: url for code, url in urls.items() if url.startswith(f"/{code}/")}
