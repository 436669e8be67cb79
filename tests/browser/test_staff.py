"""The pages of ours in the CMS and behind the links of a mail: no complaint of the browser, none of axe."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

from tests.browser.content import EDITOR, OPERATOR, PASSWORD, PUBLISHER
from tests.browser.test_pages import RULES, WIDTHS

OURS = {
    "/cms/desk/": EDITOR,
    "/cms/issues/": PUBLISHER,
    "/cms/sources/": OPERATOR,
    "/cms/sources/add/": OPERATOR,
    "/cms/sources/import/": OPERATOR,
}


@pytest.fixture(scope="module")
def staff(site, chromium: Browser) -> Iterator[Callable[[str], BrowserContext]]:
    """A browser in which somebody has signed in; once each."""
    signed_in: dict[str, BrowserContext] = {}

    def context_of(email: str) -> BrowserContext:
        if email not in signed_in:
            signed_in[email] = chromium.new_context(locale="nl-NL")
            page = signed_in[email].new_page()
            page.goto(f"{site.address}/cms/")
            page.locator("input[name=login]").fill(email)
            page.locator("input[name=password]").fill(PASSWORD)
            page.locator("main button[type=submit]").click()
            page.wait_for_url("**/cms/")
        return signed_in[email]

    yield context_of
    for context in signed_in.values():
        context.close()


def check(page: Page) -> None:
    """Axe on the part of a CMS page that is ours; the frame around it is Wagtail's."""
    found = Axe().run(page, context="main", options=RULES)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("path", OURS)
def test_page_in_the_cms_has_no_fault(staff, site, path, width):
    page = staff(OURS[path]).new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(site.address + path)
    assert page.url == site.address + path
    check(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_desk_has_no_fault(staff, site, width, scheme):
    page = staff(EDITOR).new_page()
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    page.goto(f"{site.address}/cms/desk/")
    page.locator("a.desk-index__window").first.click()
    page.wait_for_selector("#desk[data-enhanced]")
    check(page)
    assert complaints == []
