"""What plays in a page: embeds of others after a click and not before, our own film and sound from our own server."""

import pytest
from playwright.sync_api import Page, Route

from tests.browser.places import PAGES

PLAYER = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ"
ARTICLE = PAGES["nl"]["article"]
PLAY = """async (element) => {
  element.muted = true;
  await element.play();
  await new Promise((going) => element.addEventListener("timeupdate", going, { once: true }));
  return element.error === null && !element.paused;
}"""
JUMP = """async (element) => {
  element.currentTime = element.duration * 0.9;
  await new Promise((there) => element.addEventListener("seeked", there, { once: true }));
  return element.currentTime > element.duration * 0.8;
}"""


def answer(route: Route) -> None:
    """A player that says what it is."""
    route.fulfill(content_type="text/html", body="<!doctype html><title>Speler</title><p>Speelt</p>")


@pytest.fixture
def page(open_page) -> Page:
    """The article with every block, with a player at the other end."""
    watched = open_page(ARTICLE)
    watched.page.context.route("https://**/*", answer)
    return watched.page


def test_player_comes_by_keyboard_and_not_before(page: Page, site) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    page.locator(".embed").scroll_into_view_if_needed()
    page.wait_for_timeout(200)
    assert [url for url in asked if not url.startswith(site.address)] == []
    page.locator(".embed button").focus()
    with page.expect_request(f"{PLAYER}*"):
        page.keyboard.press("Enter")
    assert page.frame_locator(".embed iframe").locator("p").inner_text() == "Speelt"
    assert page.evaluate("document.activeElement.tagName") == "IFRAME"
    assert page.evaluate("window.faults") == []


def test_embed_of_an_unknown_provider_is_a_link(page: Page) -> None:
    link = page.locator(".embed__link a")
    assert link.get_attribute("href") == "https://video.example/onbekend"
    assert page.locator(".embed").count() == 1


def test_embed_without_scripts_leads_to_its_provider(open_page) -> None:
    page = open_page(ARTICLE, scripts=False).page
    assert not page.locator(".embed button").is_visible()
    assert page.locator(".embed__meta a").first.is_visible()


@pytest.mark.parametrize("kind", ["video", "audio"])
def test_own_film_and_sound_play_and_jump(page: Page, kind: str) -> None:
    answers: list[int] = []
    page.on("response", lambda response: "/documents/" in response.url and answers.append(response.status))
    page.reload()
    player = page.locator(f"main {kind}").first
    assert player.evaluate(PLAY)
    assert player.evaluate(JUMP)
    assert answers and set(answers) <= {200, 206} and 206 in answers
