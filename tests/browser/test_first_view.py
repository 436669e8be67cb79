"""How pages arrive: their weight, what moves while they load, what is seen first, and what is seen without scripts.

Each page is loaded anew, narrow and wide, with fonts that come late.
"""

import base64
import io
import json
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import RunningSite, Visit, Watched, context_of, watch
from tests.browser.looking import WIDTHS
from tests.browser.places import PAGES, STATUS

KINDS = [kind for kind in PAGES["nl"] if kind not in STATUS]
PAGE_LIMIT = 500_000  # bytes over the wire, all that is lazy included
SCRIPTS_LIMIT = 100_000
THEME_LIMIT = 1_000
SHIFT_LIMIT = 0.02
DARK_BELOW = 128  # of 255, a whole frame's mean

WEIGHT = """() => {
  const entries = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource")];
  return entries.map((one) => [one.name, one.initiatorType, one.encodedBodySize, one.decodedBodySize]);
}"""
BOTTOM_AND_BACK = """async () => {
  for (let at = 0; at < document.body.scrollHeight; at += innerHeight) {
    scrollTo(0, at);
    await new Promise((seen) => requestAnimationFrame(seen));
  }
  await Promise.all([...document.images].map((image) => image.decode().catch(() => null)));
  scrollTo(0, 0);
}"""
LARGEST = """() => new Promise((found) => new PerformanceObserver((list) => {
  const { element, size } = list.getEntries().at(-1);
  found({ tag: element?.tagName, lazy: element?.loading === "lazy", size });
}).observe({ type: "largest-contentful-paint", buffered: true }))"""
PRELOADED = "() => [...document.querySelectorAll('link[rel=preload][as=font]')].map((link) => link.href)"
# Families and weights of all text.
FONTS = """() => {
  const found = new Set();
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let text; (text = texts.nextNode()); ) {
    const element = text.parentElement, box = element.getBoundingClientRect(), style = getComputedStyle(element);
    if (text.data.trim() && element.checkVisibility() && box.width > 1)
      found.add(`${style.fontFamily.split(",")[0].replaceAll('"', "")} ${style.fontWeight}`);
  }
  return [...found];
}"""
# What is read, with times as they stand in the source, and without what only scripts can do.
READ = """() => {
  for (const time of document.querySelectorAll("time")) time.textContent = time.dateTime;
  for (const part of document.querySelectorAll(".theme, .embed__act, [data-place]")) part.remove();
  return document.body.innerText.replace(/\\s+/g, " ");
}"""


@pytest.fixture(scope="module", params=[(kind, width) for kind in KINDS for width in WIDTHS], ids=str)
def arrived(site: RunningSite, chromium: Browser, request: pytest.FixtureRequest) -> Iterator[Watched]:
    """A page that was just loaded."""
    kind, width = request.param
    context = context_of(chromium, Visit(width=width, late_fonts=True))
    watched = watch(context.new_page(), 200)
    response = watched.page.goto(site.address + PAGES["nl"][kind])
    assert response and response.ok
    watched.page.evaluate("document.fonts.ready.then(() => true)")
    yield watched
    context.close()


def test_nothing_jumps(arrived: Watched) -> None:
    arrived.page.evaluate(BOTTOM_AND_BACK)
    assert arrived.page.evaluate("window.shift") < SHIFT_LIMIT


def test_largest_thing_of_the_first_view_is_not_lazy(arrived: Watched) -> None:
    largest = arrived.page.evaluate(LARGEST)
    assert largest["size"] and not largest["lazy"], largest


def test_fonts_that_are_preloaded_are_used(arrived: Watched) -> None:
    names = [address.rsplit("/", 1)[1].split(".")[0] for address in arrived.page.evaluate(PRELOADED)]
    assert names == ["source-serif-400", "source-serif-700"]
    assert {"Source Serif 400", "Source Serif 700"} <= set(arrived.page.evaluate(FONTS))


def test_page_is_light(arrived: Watched) -> None:
    arrived.page.evaluate(BOTTOM_AND_BACK)
    parts = arrived.page.evaluate(WEIGHT)
    scripts = [part for part in parts if part[1] == "script"]
    theme = [decoded for name, _kind, _encoded, decoded in scripts if "/theme." in name]
    assert sum(encoded for name, _kind, encoded, _d in parts if "/documents/" not in name) < PAGE_LIMIT
    assert sum(encoded for _name, _kind, encoded, _d in scripts) <= SCRIPTS_LIMIT
    assert len(theme) == 1 and 0 < theme[0] <= THEME_LIMIT


@pytest.mark.parametrize("kind", KINDS)
def test_same_words_are_read_without_scripts(open_page, kind: str) -> None:
    read = [open_page(PAGES["nl"][kind], scripts=scripts).page.evaluate(READ) for scripts in (True, False)]
    assert len(read[1]) > 200
    assert read[0] == read[1]


def test_switch_of_theme_is_for_scripts_alone(open_page) -> None:
    assert open_page("/nl/").page.locator("button.theme").is_visible()
    assert not open_page("/nl/", scripts=False).page.locator("button.theme").is_visible()


def frames_of_reload(chromium: Browser, page: Page) -> list[float]:
    """How light each frame is that the browser paints while a page is loaded again, from 0 to 255."""
    chromium.start_tracing(page=page, screenshots=True)
    page.reload()
    page.wait_for_timeout(300)
    events = json.loads(chromium.stop_tracing())["traceEvents"]
    shots = [event["args"]["snapshot"] for event in events if event["name"] == "Screenshot"]
    return [lightness(base64.b64decode(shot)) for shot in shots]


def lightness(picture: bytes) -> float:
    """The mean of all pixels."""
    grey = Image.open(io.BytesIO(picture)).convert("L")
    return sum(value * count for value, count in enumerate(grey.histogram())) / (grey.width * grey.height)


@pytest.mark.parametrize(("scheme", "button"), [("light", "Donker"), ("dark", "Licht")])
def test_chosen_theme_is_there_from_the_first_frame_on(open_page, chromium, scheme: str, button: str) -> None:
    page = open_page("/nl/topics/", scheme=scheme).page
    page.get_by_role("button", name=button).click()
    page.wait_for_timeout(300)
    frames = frames_of_reload(chromium, page)
    assert frames
    assert [frame for frame in frames if (frame < DARK_BELOW) != (button == "Donker")] == []


def test_without_a_choice_the_system_decides(open_page) -> None:
    page = open_page("/nl/", scheme="dark").page
    colour = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(colour) == "rgb(20, 22, 26)"
    page.emulate_media(color_scheme="light")
    assert page.evaluate(colour) == "rgb(251, 250, 246)"
