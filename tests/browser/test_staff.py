"""The pages of ours in the CMS, and the mail of an issue: no complaint of the browser, none of axe."""

from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext

from tests.browser.conftest import Visit, Watched, context_of, watch
from tests.browser.content import EDITOR, OPERATOR, PUBLISHER
from tests.browser.looking import LOCALES, WIDTHS, check, check_dresses
from tests.browser.test_flow import sign_in

OURS = {
    "/cms/desk/": EDITOR,
    "/cms/issues/": PUBLISHER,
    "/cms/sources/": OPERATOR,
    "/cms/sources/add/": OPERATOR,
    "/cms/sources/import/": OPERATOR,
}
ROWS = {"/cms/issues/": PUBLISHER, "/cms/sources/": OPERATOR}  # lists whose rows lead to a page


@pytest.fixture(scope="module")
def staff(site, chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Open an address as somebody who has signed in: once in each language."""
    signed_in: dict[tuple[str, str], BrowserContext] = {}

    def show(email: str, path: str, language: str = "nl", status: int = 200, **headers: str) -> Watched:
        key = (email, language)
        if key not in signed_in:
            signed_in[key] = context_of(chromium, Visit(locale=LOCALES[language]))
            sign_in(signed_in[key].new_page(), site, email)
        watched = watch(signed_in[key].new_page(), status)
        watched.page.set_extra_http_headers(
            {name.replace("_", "-"): value for name, value in headers.items()}
        )
        response = watched.page.goto(site.address + path)
        assert response is not None
        assert (response.status, response.url) == (status, site.address + path)
        return watched

    yield show
    for context in signed_in.values():
        context.close()


def check_ours(watched: Watched) -> None:
    """The part of a CMS page that is ours, narrow and wide; the frame around it is Wagtail's."""
    for width in WIDTHS:
        watched.page.set_viewport_size({"width": width, "height": 900})
        check(watched, "main")


def last_row(watched: Watched) -> str:
    """The path of the page that the last row of a list leads to."""
    path = watched.page.locator("td.title a[href^='/cms/']").last.get_attribute("href")
    assert path
    return path


@pytest.mark.parametrize("path", OURS)
def test_page_in_the_cms_has_no_fault(staff, path):
    check_ours(staff(OURS[path], path))


@pytest.mark.parametrize("language", LOCALES)
@pytest.mark.parametrize("path", ROWS)
def test_page_of_one_row_has_no_fault(staff, path, language):
    row = last_row(staff(ROWS[path], path, language))
    check_ours(staff(ROWS[path], row, language))


@pytest.mark.parametrize("language", LOCALES)
def test_preview_of_an_issue_has_no_fault(staff, language):
    issue = last_row(staff(PUBLISHER, "/cms/issues/", language))
    watched = staff(PUBLISHER, f"{issue}preview/", language)
    assert watched.page.locator("main iframe").is_visible()
    check_ours(watched)


def test_mail_of_an_issue_has_no_fault(staff):
    issue = last_row(staff(PUBLISHER, "/cms/issues/"))
    dutch = staff(PUBLISHER, f"{issue}preview/").page
    english = dutch.locator(f"main a[href^='{issue}preview/']").first.get_attribute("href")
    for language, page in (("nl", dutch), ("en", staff(PUBLISHER, english).page)):
        watched = staff(PUBLISHER, page.locator("main iframe").get_attribute("src"))
        assert watched.page.locator("html").get_attribute("lang") == language
        check_dresses(watched)


@pytest.mark.parametrize("language", LOCALES)
def test_refused_page_has_no_fault(staff, language):
    # People are led back to the CMS with a message; its own scripts are shown the page.
    watched = staff(OPERATOR, "/cms/desk/", language, status=403, X_Requested_With="XMLHttpRequest")
    assert watched.page.locator("html").get_attribute("lang") == language
    check_dresses(watched)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_desk_has_no_fault(staff, width, scheme):
    watched = staff(EDITOR, "/cms/desk/")
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.emulate_media(color_scheme=scheme)
    watched.page.locator("a.desk-index__window").first.click()
    watched.page.wait_for_selector("#desk[data-enhanced]")
    check(watched, "main")
