"""Every kind of page in both languages, shown once and looked at in every way that it may be seen.

The pages stay open while the tests of this module look at them one after the other: a test changes the width, the
theme or the size of the text, and never leaves the page. SCREENSHOTS=folder keeps what was seen.
"""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Request

from tests.browser.conftest import RunningSite, Visit, Watched, context_of, watch
from tests.browser.looking import (
    COLOURS,
    FOCUS,
    FORBIDDEN,
    HEADINGS,
    LANDMARKS,
    LOCALES,
    MOVING,
    ON_PAPER,
    SCHEMES,
    SETTLE,
    SKIP,
    TOKENS,
    WIDER_THAN_THE_WINDOW,
    WIDTHS,
    as_hex,
    check,
    dress,
)
from tests.browser.places import KINDS, PAGES, STATUS
from tests.public_pages import ADDRESSES

SEEN_WIDTHS = (375, 768, 1440)
NARROWEST = 320
PICTURES = os.environ.get("SCREENSHOTS", "")
IS_NO_PAGE = {"feed", "feed_of", "sources_opml"}


@dataclass(frozen=True, slots=True)
class Shown:
    """A page that stays open, with its name, its language, and all that it asked for."""

    name: str
    language: str
    watched: Watched
    asked: list[str]


def open_and_keep(site: RunningSite, browser: Browser, language: str, kind: str) -> Shown:
    """Show a page of the list, listening to what it asks for."""
    path, status = PAGES[language][kind], STATUS.get(kind, 200)
    context = context_of(browser, Visit(locale=LOCALES[language]))
    watched, asked = watch(context.new_page(), status), []
    watched.page.on("request", lambda request: asked.append(address(request)))
    response = watched.page.goto(site.address + path)
    assert response is not None and response.status == status, (path, response)
    return Shown(f"{kind.replace(' ', '-')}-{language}", language, watched, asked)


def address(request: Request) -> str:
    """What was asked for; one's own page holds pictures within addresses, which ask nobody."""
    return request.url.partition("#")[0]


@pytest.fixture(scope="module", params=KINDS, ids=lambda named: " ".join(named))
def shown(site: RunningSite, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Shown]:
    """One page of the list."""
    page = open_and_keep(site, chromium, *request.param)
    yield page
    page.watched.page.context.close()


def test_every_public_page_is_in_the_list() -> None:
    assert set(ADDRESSES) - IS_NO_PAGE <= set(PAGES["nl"])
    assert set(PAGES["nl"]) - set(PAGES["en"]) == {"article with a long word"}


def test_page_says_its_language(shown: Shown) -> None:
    assert shown.watched.page.locator("html").get_attribute("lang") == shown.language


@pytest.mark.parametrize(("width", "scheme"), list(product(WIDTHS, SCHEMES)))
def test_axe_and_the_browser_find_no_fault(shown: Shown, width: int, scheme: str) -> None:
    dress(shown.watched, width, scheme)
    check(shown.watched)


@pytest.mark.parametrize("width", [NARROWEST, *SEEN_WIDTHS])
def test_nothing_scrolls_sideways(shown: Shown, width: int) -> None:
    dress(shown.watched, width, "light")
    assert shown.watched.page.evaluate(WIDER_THAN_THE_WINDOW) == []


@pytest.mark.parametrize("width", [640, 1280])
def test_text_of_twice_the_size_fits(shown: Shown, width: int) -> None:
    dress(shown.watched, width, "light")
    page = shown.watched.page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    found = page.evaluate(WIDER_THAN_THE_WINDOW)
    page.evaluate("document.documentElement.style.fontSize = ''")
    assert found == []


def test_headings_are_in_order(shown: Shown) -> None:
    levels = shown.watched.page.evaluate(HEADINGS)
    assert levels.count(1) == 1
    assert [pair for pair in zip([0, *levels], levels, strict=False) if pair[1] > pair[0] + 1] == []


def test_landmarks_are_there_and_told_apart(shown: Shown) -> None:
    assert shown.watched.page.evaluate(LANDMARKS) == []


def test_focus_is_seen_everywhere(shown: Shown) -> None:
    dress(shown.watched, 1440, "light")
    page = shown.watched.page
    page.keyboard.press("Tab")  # whoever uses keys is shown where they are
    assert page.evaluate(FOCUS) == []


def test_first_key_leads_to_the_text(shown: Shown) -> None:
    assert shown.watched.page.evaluate(SKIP) == "MAIN"


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_colour_is_a_token(shown: Shown, scheme: str) -> None:
    dress(shown.watched, 1440, scheme)
    assert {as_hex(colour) for colour in shown.watched.page.evaluate(COLOURS)} <= TOKENS[scheme]


def test_nothing_has_shadow_gradient_or_round_corners(shown: Shown) -> None:
    assert shown.watched.page.evaluate(FORBIDDEN) == []


def test_paper_holds_the_text_alone_in_black_on_white(shown: Shown) -> None:
    page = shown.watched.page
    page.emulate_media(media="print", color_scheme="dark")
    found = page.evaluate(ON_PAPER)
    page.emulate_media(media="screen")
    assert found == []


def test_nothing_moves_for_who_wants_no_motion(shown: Shown) -> None:
    page = shown.watched.page
    page.emulate_media(reduced_motion="reduce")
    found = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="no-preference")
    assert found == []


def test_page_asks_nobody_else(shown: Shown, site: RunningSite) -> None:
    page = shown.watched.page
    page.evaluate("window.scrollTo(0, document.body.scrollHeight)")  # what is lazy comes now
    page.evaluate(SETTLE)
    others = [url for url in shown.asked if not url.startswith((f"{site.address}/", "data:"))]
    assert shown.asked and others == []


@pytest.mark.skipif(not PICTURES, reason="Pictures are kept when asked for: SCREENSHOTS=folder make browser")
@pytest.mark.parametrize(("width", "scheme"), list(product(SEEN_WIDTHS, SCHEMES)))
def test_page_is_kept_as_a_picture(shown: Shown, width: int, scheme: str) -> None:
    dress(shown.watched, width, scheme)
    target = Path(PICTURES) / f"{shown.name}-{width}-{scheme}.png"
    assert shown.watched.page.screenshot(path=target, full_page=True)
