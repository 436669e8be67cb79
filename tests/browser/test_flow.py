"""From sign-up to sign-off, by the people who do it: a reader without scripts, an editor by keyboard, a publisher.

The processes are the real ones: the worker hands over the mails, and the reader finds them at the mail catcher.
"""

import time
from collections.abc import Callable, Iterator

import pytest
from django.utils.translation import gettext, override
from playwright.sync_api import Browser, Page

from tests.browser.content import EDITOR, PASSWORD, PUBLISHER
from tests.browser.looking import WIDTHS, check

READER = "lezer@example.org"
HEADLINE = "Wat de redactie ervan maakte"
WHY = "Omdat het morgen in elk contract staat."
ARRIVES_WITHIN_S = 60
IS_QUIET = "() => !document.getElementById('desk').hasAttribute('aria-busy')"


def dutch(text: str) -> str:
    """A text of the site as a Dutch reader sees it."""
    with override("nl"):
        return gettext(text)


@pytest.fixture
def visitor(chromium: Browser) -> Iterator[Callable[..., Page]]:
    """Somebody with a browser of their own."""
    contexts = []

    def arrive(*, scripts: bool = True) -> Page:
        contexts.append(chromium.new_context(locale="nl-NL", java_script_enabled=scripts))
        return contexts[-1].new_page()

    yield arrive
    for context in contexts:
        context.close()


def link_in_mail(page: Page, site, number: int, part: str) -> str:
    """Wait for the reader's mail of this number at the catcher; return the link in its text that holds `part`."""
    until = time.monotonic() + ARRIVES_WITHIN_S
    mails = page.locator("a[href^='/mail/']")
    page.goto(f"{site.mail}/?q={READER}")
    while mails.count() < number:
        assert time.monotonic() < until, f"Mail {number} did not arrive."
        time.sleep(0.5)
        page.reload()
    mails.first.click()
    address = page.locator(f"a[href*='{part}']").first.get_attribute("href")
    assert address
    return address


def sign_in(page: Page, site, email: str) -> None:
    """Sign in to the CMS."""
    page.goto(f"{site.address}/cms/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(PASSWORD)
    page.locator("main button[type=submit]").click()
    page.wait_for_url("**/cms/")


def ask_for_mail(page: Page, site) -> None:
    """From the box on home to the form that it fills in, and the answer."""
    page.goto(f"{site.address}/nl/")
    page.locator(".subscribe input[name=email]").fill(READER)
    page.locator(".subscribe button").click()
    assert page.locator("form.choices input[name=email]").input_value() == READER
    page.locator("input[name=minutes][value='3']").check()
    page.locator("form.choices button[type=submit]").click()
    assert page.locator("h1").inner_text() == dutch("Look in your mailbox")


def look_at(open_page, address: str) -> None:
    """The page behind a signed link has no fault, in either language, narrow and wide."""
    for width in WIDTHS:
        check(open_page(address, width=width))
        check(open_page(address.replace("/nl/", "/en/", 1), width=width))


def confirm(page: Page, address: str) -> None:
    """By the link in the mail, which shows, and the button behind it, which does."""
    page.goto(address)
    assert page.locator("h1").inner_text() == dutch("Confirm your subscription")
    page.locator("main button[type=submit]").click()
    assert page.locator("h1").inner_text() == dutch("You are subscribed")


def press(page: Page, *keys: str) -> None:
    """Press keys one after the other, each when the desk has done what the one before asked."""
    for key in keys:
        page.keyboard.press(key)
        page.wait_for_function(IS_QUIET)


def edit_by_keyboard(page: Page, site) -> None:
    """Take a candidate, write the headline and the why of the first link, move it down, publish."""
    page.goto(f"{site.address}/cms/desk/")
    page.locator("a.desk-index__window", has=page.locator("strong")).first.press("Enter")
    page.wait_for_selector("#desk[data-enhanced]")
    links = page.locator("#desk-links > li")
    assert links.count() == 5
    press(page, "t", "d", "e")
    assert links.count() == 6
    page.keyboard.type(HEADLINE)
    press(page, "Enter", "w")
    page.keyboard.type(WHY)
    press(page, "Enter", "Shift+J")
    assert links.nth(1).locator("textarea[name=headline]").input_value() == HEADLINE
    press(page, "p")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.locator(".desk-told a").click()
    assert page.locator(".item__headline").nth(1).inner_text() == HEADLINE
    assert page.locator(".item__why").first.inner_text() == WHY


def send(page: Page, site) -> None:
    """Compose an issue now, approve it, and see that its balance holds."""
    page.goto(f"{site.address}/cms/issues/")
    page.locator("form:has(input[value=daily]) button[aria-label*='Vakblad dagelijks']").click()
    page.locator("button[value=approve]").click()
    until = time.monotonic() + ARRIVES_WITHIN_S
    while page.locator(".w-status--primary").count() < 2:
        assert time.monotonic() < until, page.locator("main").inner_text()
        time.sleep(0.5)
        page.reload()


def change_minutes(page: Page, address: str) -> None:
    """Ten minutes instead of three, without signing in."""
    page.goto(address)
    page.locator("input[name$=minutes][value='10']").check()
    page.locator("main button[type=submit]").click()
    assert page.locator("[role=status]").inner_text() == dutch("Saved. It holds from the next mail on.")
    assert page.locator("input[name$=minutes][value='10']").is_checked()


def unsubscribe(page: Page, address: str) -> None:
    """The link shows, the button ends it."""
    page.goto(address)
    page.locator("main button[type=submit]").click()
    assert page.locator("h1").inner_text() == dutch("You no longer receive this")


def test_from_sign_up_to_sign_off(site, visitor, open_page):
    reader, editor, publisher = visitor(scripts=False), visitor(), visitor()
    ask_for_mail(reader, site)
    link = link_in_mail(reader, site, 1, "/confirm/")
    look_at(open_page, link)
    confirm(reader, link)
    sign_in(editor, site, EDITOR)
    edit_by_keyboard(editor, site)
    sign_in(publisher, site, PUBLISHER)
    send(publisher, site)
    preferences = link_in_mail(reader, site, 2, "/preferences/")
    assert HEADLINE in reader.locator("body").inner_text()
    ending = link_in_mail(reader, site, 2, "/unsubscribe/")
    for link in (preferences, ending):
        look_at(open_page, link)
    change_minutes(reader, preferences)
    unsubscribe(reader, ending)
