"""The computed style of pages: tokens, type, measure, and what the magazine never has."""

import pytest

EVERY_PAGE = [
    "/nl/",
    "/nl/cloud/",
    "/nl/cloud/artikel-0/",
    "/nl/cloud/artikel-2/",
    "/nl/vandaag/",
    "/nl/newsletters/",
]
LIGHT = {
    "#fbfaf6",
    "#17191c",
    "#565d66",
    "#d8d4c9",
    "#ad2f1c",
    "#f2eee3",
    "#1f6b45",
    "#8a5a00",
}
DARK = {"#14161a", "#ebe8e1", "#a7adb5", "#32363d", "#ff937c", "#1d2026", "#7bd0a3", "#e5b769"}

COLOURS = """() => {
  const found = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    if (["SCRIPT", "NOSCRIPT", "OPTION"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    found.add(style.color);
    if (style.backgroundColor !== "rgba(0, 0, 0, 0)") found.add(style.backgroundColor);
    for (const side of ["Top", "Right", "Bottom", "Left"])
      if (parseFloat(style[`border${side}Width`]) > 0) found.add(style[`border${side}Color`]);
  }
  return [...found];
}"""

FORBIDDEN = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*:not([type=radio])")) // the browser's own, and round
    for (const part of [null, "::before", "::after"]) {
      const style = getComputedStyle(element, part);
      const corners = ["TopLeft", "TopRight", "BottomLeft", "BottomRight"];
      const name = element.className || element.tagName;
      if (style.boxShadow !== "none" || style.textShadow !== "none") found.push(`${name}: shadow`);
      if (style.backgroundImage.includes("gradient")) found.push(`${name}: gradient`);
      if (corners.some((corner) => parseFloat(style[`border${corner}Radius`]) > 2)) found.push(`${name}: radius`);
    }
  return found;
}"""

LINES = """() => {
  const lengths = [];
  for (const paragraph of document.querySelectorAll(".prose > p")) {
    const text = paragraph.firstChild, range = document.createRange(), counts = new Map();
    for (let at = 0; at < text.length; at++) {
      range.setStart(text, at); range.setEnd(text, at + 1);
      const rects = range.getClientRects();
      if (rects.length) counts.set(rects[0].top, (counts.get(rects[0].top) || 0) + 1);
    }
    lengths.push(...[...counts.values()].slice(0, -1));
  }
  return lengths.sort((a, b) => a - b);
}"""

SIZES = """() => {
  const sizes = [];
  for (const element of document.querySelectorAll("main *:not(.visually-hidden)"))
    if ([...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
      sizes.push([parseFloat(getComputedStyle(element).fontSize), element.innerText]);
  return sizes.sort((a, b) => b[0] - a[0]);
}"""


def as_hex(colour: str) -> str:
    """rgb(23, 25, 28) as #17191c."""
    numbers = [int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return "#" + "".join(f"{number:02x}" for number in numbers)


@pytest.mark.parametrize(("scheme", "tokens"), [("light", LIGHT), ("dark", DARK)])
@pytest.mark.parametrize("path", EVERY_PAGE)
def test_every_colour_is_a_token(open_page, path, scheme, tokens):
    page = open_page(path, scheme=scheme).page
    assert {as_hex(colour) for colour in page.evaluate(COLOURS)} <= tokens


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_has_shadow_gradient_or_round_corners(open_page, path, width):
    assert open_page(path, width=width).page.evaluate(FORBIDDEN) == []


def test_fonts_of_our_own_are_loaded_and_used(open_page):
    page = open_page("/nl/").page
    loaded = page.evaluate(
        "[...document.fonts].filter((f) => f.status === 'loaded').map((f) => f.family + ' ' + f.weight)"
    )
    names = {name.replace('"', "") for name in loaded}
    assert {"Source Serif 400", "Source Serif 700", "Source Sans 400", "Source Sans 600"} <= names
    used = page.evaluate(
        "[document.body, document.querySelector('.nav')].map((e) => getComputedStyle(e).fontFamily)"
    )
    assert used[0].startswith('"Source Serif"')
    assert used[1].startswith('"Source Sans"')


def test_measure_is_62_to_70_characters(open_page):
    lengths = open_page("/nl/cloud/artikel-0/").page.evaluate(LINES)
    assert len(lengths) > 8
    assert 62 <= lengths[len(lengths) // 2] <= 70


def test_running_text_is_at_least_18_pixels(open_page):
    page = open_page("/nl/cloud/artikel-0/").page
    size = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.prose p')).fontSize)")
    assert size >= 18


@pytest.mark.parametrize("path", [*EVERY_PAGE, "/nl/leeg/", "/en/", "/nl/bot/", "/accounts/login/"])
def test_nothing_scrolls_sideways_at_320(open_page, path):
    page = open_page(path, width=320).page
    assert page.evaluate("document.documentElement.scrollWidth") <= 320


@pytest.mark.parametrize("path", EVERY_PAGE)
@pytest.mark.parametrize("width", [375, 1440])
def test_nothing_jumps_while_loading(open_page, path, width):
    page = open_page(path, width=width, late_fonts=True).page
    page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
    assert page.evaluate("window.shift") < 0.02


@pytest.mark.parametrize("width", [375, 768, 1440])
def test_lead_headline_is_the_largest_text_of_home(open_page, width):
    page = open_page("/nl/", width=width).page
    sizes = page.evaluate(SIZES)
    lead = page.locator(".item--lead .item__headline").inner_text()
    assert sizes[0][1] == lead
    assert sizes[0][0] > sizes[1][0]


def test_text_doubles_without_loss(open_page):
    page = open_page("/nl/", width=1280).page
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280


@pytest.mark.parametrize("path", EVERY_PAGE)
def test_page_is_light(open_page, path):
    page = open_page(path).page
    sizes = page.evaluate(
        "performance.getEntriesByType('resource').map((r) => [r.name, r.initiatorType, r.encodedBodySize])"
    )
    assert len(sizes) > 10
    assert sum(size for name, _kind, size in sizes if "/media/" not in name) < 500_000
    assert sum(size for _name, kind, size in sizes if kind == "script") < 100_000
