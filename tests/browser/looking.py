"""What is asked of a page that is open in the browser: scripts that return what is wrong, and axe's findings."""

from itertools import product

from axe_playwright_python.sync_playwright import Axe

from tests.browser.axe_record import record
from tests.browser.conftest import Watched

WIDTHS = (375, 1440)
SCHEMES = ("light", "dark")
LOCALES = {"nl": "nl-NL", "en": "en-US"}
RULES = {
    "runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]},
    "resultTypes": ["violations"],
}
TOKENS = {  # every colour there is, as tokens.css has it
    "light": {"#fbfaf6", "#17191c", "#565d66", "#d8d4c9", "#ad2f1c", "#f2eee3", "#1f6b45", "#8a5a00"},
    "dark": {"#14161a", "#ebe8e1", "#a7adb5", "#32363d", "#ff937c", "#1d2026", "#7bd0a3", "#e5b769"},
}
# Every transition at its end, without waiting: Chromium may draw no frame for one, and then it never ends by itself.
SETTLE = "() => document.getAnimations().forEach((one) => one.finish())"

# Elements that reach beyond the window, and the width of the page where it is too wide.
WIDER_THAN_THE_WINDOW = """() => {
  const root = document.documentElement;
  if (root.scrollWidth <= root.clientWidth) return [];
  const wide = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    for (let around = element; (around = around.parentElement) && around !== root; )
      if (getComputedStyle(around).overflowX !== "visible") return false;
    return box.width && box.right > root.clientWidth + 1;
  });
  return [root.scrollWidth, ...wide.map((element) => `${element.tagName}.${element.className}`).slice(0, 8)];
}"""

HEADINGS = """() => [...document.querySelectorAll("h1, h2, h3, h4, h5, h6")]
  .filter((heading) => heading.checkVisibility()).map((heading) => Number(heading.tagName[1]))"""

LANDMARKS = """() => {
  const wrong = [];
  const one = (name, selector) => {
    const count = document.querySelectorAll(selector).length;
    if (count !== 1) wrong.push(`${name}: ${count}`);
  };
  one("banner", "body > header");
  one("main", "main");
  one("contentinfo", "body > footer");
  const names = [...document.querySelectorAll("nav")].map((nav) =>
    nav.getAttribute("aria-label") || document.getElementById(nav.getAttribute("aria-labelledby"))?.innerText);
  if (names.some((name) => !name) || new Set(names).size !== names.length) wrong.push(`nav: ${names}`);
  const outside = [...document.body.children].filter((element) =>
    !["SCRIPT", "NOSCRIPT"].includes(element.tagName) && !element.matches(".skip, header, main, footer")
    && !element.querySelector("nav"));
  wrong.push(...outside.map((element) => `outside: ${element.tagName}.${element.className}`));
  return wrong;
}"""

# Whatever takes the focus is outlined by two pixels or more, and has a size.
FOCUS = """() => {
  const wrong = [];
  const able = "a[href], button, input:not([type=hidden]), select, textarea, summary, video, audio, [tabindex='0']";
  for (const element of document.querySelectorAll(able)) {
    if (!element.checkVisibility({ visibilityProperty: true }) || element.disabled) continue;
    element.focus();
    const style = getComputedStyle(element), box = element.getBoundingClientRect();
    const name = `${element.tagName}.${element.className} ${element.innerText?.slice(0, 20)}`;
    if (document.activeElement !== element) wrong.push(`${name}: takes no focus`);
    else if (!element.matches(":focus-visible")) wrong.push(`${name}: not shown`);
    else if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2) wrong.push(`${name}: no outline`);
    else if (box.width < 2 || box.height < 2) wrong.push(`${name}: without size`);
  }
  document.activeElement.blur();
  return wrong;
}"""

COLOURS = """() => {
  const found = new Set();
  for (const element of document.body.querySelectorAll("*")) {
    if (["SCRIPT", "NOSCRIPT", "OPTION"].includes(element.tagName)) continue;
    const style = getComputedStyle(element);
    if (!style.color) continue; // what a player shows where it cannot play
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
      if (!style.color) continue;
      const corners = ["TopLeft", "TopRight", "BottomLeft", "BottomRight"];
      const name = element.className || element.tagName;
      if (style.boxShadow !== "none" || style.textShadow !== "none") found.push(`${name}: shadow`);
      if (style.backgroundImage.includes("gradient")) found.push(`${name}: gradient`);
      if (corners.some((corner) => parseFloat(style[`border${corner}Radius`]) > 2)) found.push(`${name}: radius`);
    }
  return found;
}"""

# What is first in the order of keys, and whether it leads to the text.
SKIP = """() => {
  const [first] = document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']");
  return first.matches("a.skip") && document.querySelector(first.getAttribute("href"))?.tagName;
}"""

# On paper: what of the frame still stands there, and colours other than black on white.
ON_PAPER = """() => {
  const left = [...document.querySelectorAll("nav, .skip, button, input, video, audio, iframe")]
    .filter((element) => element.checkVisibility()).map((element) => `${element.tagName}.${element.className}`);
  const { color, backgroundColor } = getComputedStyle(document.documentElement);
  const isBare = ["rgb(255, 255, 255)", "rgba(0, 0, 0, 0)"].includes(backgroundColor);
  if (color !== "rgb(0, 0, 0)" || !isBare) left.push(`${color} ${backgroundColor}`);
  return left;
}"""

MOVING = """() => {
  const long = (durations) => durations.split(",").some((duration) => parseFloat(duration) > 0);
  return [...document.querySelectorAll("*")].filter((element) => {
    const style = getComputedStyle(element);
    return long(style.transitionDuration) || (style.animationName !== "none" && long(style.animationDuration))
      || style.scrollBehavior === "smooth";
  }).map((element) => `${element.tagName}.${element.className}`);
}"""


def check(watched: Watched, within: str | None = None) -> None:
    """Fail with what the browser or axe found, on the whole page or within a part of it."""
    found = Axe().run(watched.page, context=within, options=RULES)
    record.note(watched.page.url, found.response)
    assert found.violations_count == 0, found.generate_report()
    assert watched.faults() == []


def dress(watched: Watched, width: int, scheme: str) -> None:
    """Another width and theme, without another request."""
    watched.page.set_viewport_size({"width": width, "height": 900})
    watched.page.emulate_media(color_scheme=scheme)
    watched.page.evaluate(SETTLE)


def check_dresses(watched: Watched) -> None:
    """Narrow and wide, light and dark."""
    for width, scheme in product(WIDTHS, SCHEMES):
        dress(watched, width, scheme)
        check(watched)


def as_hex(colour: str) -> str:
    """rgb(23, 25, 28) as #17191c."""
    numbers = [int(part) for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    return "#" + "".join(f"{number:02x}" for number in numbers)
