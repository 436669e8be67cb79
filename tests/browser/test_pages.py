"""Pages that come after an act of a reader: forms, answers, links of mails. And what scripts add to a page.

`test_walk` looks at every kind of page that has an address; here are those that one gets to.
"""

import pytest
from django.template.loader import render_to_string

from tests.browser.conftest import Watched
from tests.browser.looking import LOCALES, WIDTHS, check, check_dresses
from tests.browser.mail_content import EXPIRED


def expect_status(watched: Watched, status: int) -> None:
    """Forget the browser's own line about a status that a form was expected to be answered with."""
    watched.complaints[:] = [said for said in watched.complaints if f"status of {status}" not in said]


@pytest.mark.parametrize("width", WIDTHS)
def test_refused_request_has_no_fault(open_page, site, width):
    address = site.address.replace("localhost", "unknown.example")
    watched = open_page(address, width=width, status=400)
    # A browser ignores this header from a host without https that is not localhost, and says so.
    watched.complaints[:] = [said for said in watched.complaints if "Cross-Origin-Opener-Policy" not in said]
    check(watched)


@pytest.mark.parametrize("name", ["500.html", "503.html"])
def test_page_of_a_fault_of_ours_has_no_fault(open_page, site, name):
    watched, status = open_page("/nl/bot/"), int(name[:3])
    answer = {"status": status, "content_type": "text/html", "body": render_to_string(name)}
    watched.page.route("**/kapot/", lambda route: route.fulfill(**answer))
    watched.page.goto(f"{site.address}/nl/kapot/")
    expect_status(watched, status)
    check_dresses(watched)


@pytest.mark.parametrize("width", WIDTHS)
def test_sign_in_has_no_fault(open_page, width):
    check(open_page("/accounts/login/", width=width))


@pytest.mark.parametrize("width", WIDTHS)
def test_form_with_an_error_has_no_fault(open_page, width):
    watched = open_page("/nl/newsletters/", width=width)
    watched.page.locator("form.choices input[name=email]").fill("geen adres")
    watched.page.locator("form.choices button[type=submit]").click()
    watched.page.wait_for_selector("[role=alert]")
    expect_status(watched, 422)
    check(watched)


@pytest.mark.parametrize("language", LOCALES)
def test_answer_to_a_sign_up_has_no_fault(open_page, language):
    watched = open_page(f"/{language}/newsletters/")
    form = watched.page.locator("form.choices")
    form.locator("input[name=email]").fill(f"post-{language}@example.org")
    form.locator("input[name=minutes][value='3']").check()
    form.locator("button[type=submit]").click()
    watched.page.wait_for_url("**/subscribe/")
    assert f"post-{language}@example.org" in watched.page.locator(".notice").inner_text()
    check_dresses(watched)


@pytest.mark.parametrize("language", LOCALES)
def test_expired_link_of_a_mail_has_no_fault(open_page, site, language):
    path = (site.folder / EXPIRED).read_text()
    check_dresses(open_page(path.replace("/nl/", f"/{language}/", 1), status=410))


@pytest.mark.parametrize("language", LOCALES)
def test_password_reset_has_no_fault(open_page, language):
    watched = open_page("/accounts/password/reset/", locale=LOCALES[language])
    assert watched.page.locator("html").get_attribute("lang") == language
    check_dresses(watched)
    watched.page.locator("input[name=email]").fill("niemand@example.org")
    watched.page.locator("main button[type=submit]").click()
    watched.page.wait_for_url("**/reset/done/")
    check_dresses(watched)


@pytest.mark.parametrize("language", LOCALES)
def test_form_without_a_cookie_has_no_fault(open_page, language):
    watched = open_page("/accounts/login/", locale=LOCALES[language])
    watched.page.context.clear_cookies()
    watched.page.locator("input[name=login]").fill("niemand@example.org")
    watched.page.locator("input[name=password]").fill("iets")
    watched.page.locator("main button[type=submit]").click()
    watched.page.wait_for_selector(".notice h1")
    expect_status(watched, 403)
    check_dresses(watched)


def test_first_tab_reaches_the_way_to_the_text(open_page):
    page = open_page("/nl/").page
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_theme_is_chosen_and_kept(open_page):
    page = open_page("/nl/", scheme="light").page
    page.get_by_role("button", name="Donker").click()
    page.reload()
    assert page.evaluate("getComputedStyle(document.body.parentElement).backgroundColor") == "rgb(20, 22, 26)"
    assert page.get_by_role("button", name="Licht").is_visible()


def test_recent_times_become_relative(open_page):
    page = open_page("/nl/vandaag/").page
    assert page.locator("time[data-relative]").first.inner_text() == "1 uur geleden"


def test_page_works_without_scripts(open_page):
    page = open_page("/nl/", scripts=False).page
    assert not page.locator("button.theme").is_visible()
    assert "geleden" not in page.locator("time[data-relative]").first.inner_text()
    page.get_by_role("link", name="Cloud", exact=True).first.click()
    assert page.url.endswith("/nl/cloud/")


def test_current_part_of_the_menu_is_in_view_on_a_phone(open_page):
    page = open_page("/nl/newsletters/", width=375).page
    current = page.locator(".nav [aria-current]")
    assert current.evaluate("(link) => link.getBoundingClientRect().right <= innerWidth")
