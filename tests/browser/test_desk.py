"""The desk in the browser: a digest from its draft by keyboard alone, and by mouse; no fault in any dress."""

import subprocess
import sys
from itertools import count

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.browser.desk_content import EDITOR
from tests.browser.looking import RULES

number = count(1)
WIDTHS = (375, 1440)


@pytest.fixture(scope="module")
def staff(site, chromium):
    """What a signed-in editor's browser remembers."""
    make(site)
    context = chromium.new_context()
    page = context.new_page()
    page.goto(f"{site.address}/accounts/login/")
    page.fill("input[name=login]", EDITOR)
    page.fill("input[name=password]", "secret-word-1")
    page.press("input[name=password]", "Enter")
    page.wait_for_url("**/cms/**")
    state = context.storage_state()
    context.close()
    return state


def make(site) -> str:
    """A desk of its own; gives its address."""
    command = [sys.executable, "-m", "tests.browser.desk_content", f"desk{next(number)}"]
    done = subprocess.run(command, env=site.environment, check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return f"{site.address}/cms/desk/{done.stdout.strip()}/"


@pytest.fixture(scope="module")
def untouched(site, staff) -> str:
    """The address of a desk that is only looked at."""
    return make(site)


@pytest.fixture
def show(chromium, staff):
    """Open an address as the editor; at the end nothing was complained of."""
    contexts, complaints = [], []

    def open_desk(address, *, width=1440, scripts=True, **options):
        context = chromium.new_context(
            storage_state=staff,
            viewport={"width": width, "height": 900},
            java_script_enabled=scripts,
            **options,
        )
        contexts.append(context)
        page = context.new_page()
        page.on(
            "console",
            lambda said: complaints.append(said.text) if is_complaint(said) else None,
        )
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    yield open_desk
    for context in contexts:
        context.close()
    assert complaints == []


def is_complaint(said):
    """Errors and warnings, but for the browser's own line about an act that came too late."""
    return said.type in {"error", "warning"} and "409" not in said.text


def settled(page):
    """Wait until no act is on its way."""
    expect(page.locator("#desk:not([aria-busy])")).to_be_attached()


def headlines(page):
    return page.locator("textarea[name=headline]").evaluate_all("fields => fields.map(field => field.value)")


def focused(page):
    return page.evaluate("document.activeElement.dataset.deskRow || document.activeElement.id")


def press(page, *keys):
    for key in keys:
        page.keyboard.press(key)
        settled(page)


def test_editor_publishes_a_digest_from_its_draft_by_keyboard(site, show):
    page = show(make(site))
    before = headlines(page)
    press(page, "j", "t")
    assert headlines(page)[3].startswith("Arbeidsongeschiktheid")
    press(page, "x")
    expect(page.locator("#desk-dropped > summary")).to_contain_text("2")
    press(page, "d", "Shift+J")
    assert headlines(page)[:2] == [before[1], before[0]]
    press(page, "e")
    page.keyboard.press("Control+a")
    page.keyboard.type("De eigen kop")
    press(page, "Enter", "w")
    page.keyboard.type("Hierom telt het.")
    press(page, "Enter", "f")
    page.keyboard.type("Goedemorgen.")
    press(page, "Control+Enter")
    while not focused(page).startswith("l"):
        page.keyboard.press("Shift+Tab")
    press(page, "p")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    address = page.locator(".desk-told a").get_attribute("href")
    page.goto(address)
    expect(page.locator("main")).to_contain_text("De eigen kop")
    expect(page.locator("main")).to_contain_text("Hierom telt het.")
    expect(page.locator("main")).to_contain_text("Goedemorgen.")


def test_undo_by_key_brings_back_what_was(site, show):
    page = show(make(site))
    before = headlines(page)
    press(page, "d", "x")
    assert len(headlines(page)) == 2
    press(page, "z")
    assert headlines(page) == before


def test_acts_work_by_mouse_without_loading_the_page_anew(site, show):
    page = show(make(site))
    page.evaluate("window.isSamePage = true")
    page.locator("#desk-ready button", has_text="Neem").or_(
        page.locator("#desk-ready button", has_text="Take")
    ).first.click()
    expect(page.locator("#desk-links > li")).to_have_count(4)
    assert page.evaluate("window.isSamePage")


def test_acts_and_words_work_without_scripts_of_ours(site, show):
    page = show(make(site), scripts=False)
    page.locator("#desk-ready button[value^=take]").first.click()
    assert len(headlines_without_scripts(page)) == 4
    page.locator("textarea[name=why]").first.fill("Hierom.")
    page.locator("#desk-links form button").first.click()
    assert page.locator("textarea[name=why]").first.input_value() == "Hierom."


def headlines_without_scripts(page):
    return page.locator("textarea[name=headline]").all()


def test_keys_work_only_while_a_list_has_the_focus_and_can_be_switched_off(site, show):
    page = show(make(site))
    page.locator("#desk-address").focus()
    page.keyboard.type("tx")
    assert page.locator("#desk-address").input_value() == "tx"
    page.locator(".desk h2").click()
    page.keyboard.press("t")
    page.locator("[data-desk-keys-switch]").uncheck()
    page.locator("#desk-ready > li").first.focus()
    page.keyboard.press("t")
    settled(page)
    assert len(headlines(page)) == 3
    page.reload()
    assert not page.locator("[data-desk-keys-switch]").is_checked()


def test_words_are_saved_on_leaving_the_field(site, show):
    address = make(site)
    page = show(address)
    page.locator("textarea[name=headline]").first.fill("Kop zonder Enter")
    page.locator("textarea[name=why]").first.click()
    page.keyboard.type("Typt door")
    settled(page)
    page.locator("#desk-foreword").click()
    settled(page)
    fresh = show(address)
    assert headlines(fresh)[0] == "Kop zonder Enter"
    assert fresh.locator("textarea[name=why]").first.input_value() == "Typt door"


def test_two_editors_the_second_sees_what_the_first_did(site, show):
    address = make(site)
    first, second = show(address), show(address)
    press(first, "t")
    with second.expect_response("**/cms/desk/**"):
        second.keyboard.press("x")
    expect(second.locator(".desk-since li")).to_have_count(1)
    expect(second.locator("#desk-dropped > summary")).to_contain_text("1")
    press(second, "x")
    expect(second.locator("#desk-dropped > summary")).to_contain_text("2")


def test_words_that_came_too_late_stand_in_their_field_until_saved(site, show):
    address = make(site)
    first, second = show(address), show(address)
    press(first, "t")
    second.locator("textarea[name=why]").first.fill("Hierom.")
    second.keyboard.press("Enter")
    expect(second.locator(".desk-since")).to_be_visible()
    assert second.locator("textarea[name=why]").first.input_value() == "Hierom."
    second.locator("textarea[name=why]").first.focus()
    press(second, "Enter")
    expect(second.locator(".desk-since")).to_have_count(0)
    assert show(address).locator("textarea[name=why]").first.input_value() == "Hierom."


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_desk_has_no_fault(untouched, show, width, scheme):
    page = show(untouched, width=width, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('#desk details').forEach((one) => { one.open = true; })")
    for locator in ("#desk", ".desk"):
        found = Axe().run(page, context=locator, options=RULES)
        assert found.violations_count == 0, found.generate_report()
        page.goto(page.url.split("/desk/")[0] + "/desk/")


@pytest.mark.parametrize("width", [320, 768, 1440])
def test_desk_scrolls_no_sideways_and_targets_are_large_enough(untouched, show, width):
    page = show(untouched, width=width)
    assert page.evaluate("document.querySelector('#desk').scrollWidth <= innerWidth")
    small = page.locator("#desk button:visible, #desk summary:visible").evaluate_all(
        "all => all.map(one => one.getBoundingClientRect()).filter(box => box.width < 24 || box.height < 24).length"
    )
    assert small == 0
