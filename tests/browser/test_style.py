"""The computed style of pages: fonts, sizes, the measure. `test_walk` sees to tokens and to what is never there."""

import pytest

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


@pytest.mark.parametrize("width", [375, 768, 1440])
def test_lead_headline_is_the_largest_text_of_home(open_page, width):
    page = open_page("/nl/", width=width).page
    sizes = page.evaluate(SIZES)
    lead = page.locator(".item--lead .item__headline").inner_text()
    assert sizes[0][1] == lead
    assert sizes[0][0] > sizes[1][0]
