"""Where a reader can go: the menu of sections, and the same page in the other language.

Comes in: a request with its Wagtail site, and the page that is shown, if it is one of the tree. Goes out:
links, ready to print. The tags of `magazine` call it for every public page.
"""

from collections.abc import Collection
from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse, translate_url
from django.utils.translation import override
from wagtail.models import Page, Site

from articles.models import SectionPage


@dataclass(frozen=True, slots=True)
class MenuLink:
    """One entry of the menu."""

    name: str
    url: str
    is_current: bool


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


def menu(request: HttpRequest, language: str, page: Page | None) -> list[MenuLink]:
    """The live sections of this magazine in `language`, in the order the editors gave them."""
    return [
        MenuLink(found.section.name_in(language), found.get_url(request), is_within(page, found))
        for found in sections(request, language)
    ]


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
