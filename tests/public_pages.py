"""Every kind of public page, each with a maker: what is promised of all of them is tested over this list.

A maker writes what the page needs and returns the address of a page that shows it. A new page type, or a view that
is marked as a public page, gets its line here; tests/config/test_public_pages.py fails for one that has none.
"""

from collections.abc import Callable

from tests import factories

MAKERS: dict[str, Callable[[], str]] = {}


def maker(make: Callable[[], str]) -> Callable[[], str]:
    MAKERS[make.__name__] = make
    return make


@maker
def home() -> str:
    factories.digest(links=2)
    factories.digest(factories.section_page("data"), links=2)
    factories.article(factories.section_page("cloud"))
    return "/nl/"


@maker
def section() -> str:
    page = factories.section_page("cloud")
    factories.digest(page, links=1)
    factories.article(page)
    return page.get_url()


@maker
def article() -> str:
    page = factories.section_page("cloud")
    factories.article(page)
    return factories.article(page).get_url()


@maker
def digest() -> str:
    return factories.digest(links=3).get_url()


@maker
def story() -> str:
    told = factories.item(story=factories.story()).story
    page = factories.digest()
    page.links = [factories.digest_link(story=told)]
    page.save()
    return told.get_absolute_url()


@maker
def bot() -> str:
    return "/nl/bot/"
