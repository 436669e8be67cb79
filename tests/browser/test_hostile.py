"""A script in every text field: whatever stands in a text of ours, nothing of it runs in a reader's browser."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from playwright.sync_api import Browser, Dialog, Page

from tests.browser.conftest import RunningSite, Visit, Watched, context_of, watch
from tests.browser.content import OPERATOR
from tests.browser.hostile_content import ADDRESSES, ATTACKS, HOST
from tests.browser.test_flow import sign_in

pytestmark = pytest.mark.skipif(not ATTACKS.exists(), reason=f"The attacks are not here: {ATTACKS}")
FEEDS = (".atom", ".rss", ".json")

# Whatever would act: handlers, addresses that run, elements that no template of ours writes.
ACTIVE = """() => {
  const found = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "srcdoc") found.push(`${element.tagName} ${name}`);
      const leads = /^(xlink:)?(href|src|action|formaction|data)$/i.test(name);
      if (leads && /^\\s*(javascript|vbscript|data):/i.test(value))
        found.push(`${element.tagName} ${name}=${value.slice(0, 40)}`);
    }
    const isForeign = element.matches("iframe, object, embed, base, math, marquee, main :is(style, link)");
    const runs = element.matches("script:not([type='application/ld+json'])");
    const isScript = runs && !element.src.startsWith(location.origin);
    if (isForeign || isScript)
      found.push(element.tagName);
  }
  return found;
}"""


class Visitor:
    """Somebody who reads on, and what happened to them on the way."""

    def __init__(self, page: Page, home: str) -> None:
        self.home, self.watched, self.others = home, watch(page, 200), []
        page.on("dialog", self.note_dialog)
        page.on("request", lambda request: self.note_address(request.url))
        page.on("popup", lambda popup: self.others.append(f"popup {popup.url}"))

    def note_dialog(self, dialog: Dialog) -> None:
        self.others.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def note_address(self, address: str) -> None:
        if not address.startswith(self.home):
            self.others.append(address)

    def happened(self, path: str) -> list[str]:
        """Go to a page, stay a moment, and return all that should not have happened."""
        self.others.clear()
        self.watched.complaints.clear()
        page = self.watched.page
        response = page.goto(self.home + path)
        page.evaluate("new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)))")
        wrong = [] if response and response.status == 200 else [f"no answer: {response}"]
        return [*wrong, *self.others, *self.watched.faults()]

    def read(self, path: str) -> list[str]:
        """The same for a page of readers, where nothing may stand that would act."""
        happened = self.happened(path)
        return happened if path.endswith(FEEDS) else [*happened, *self.watched.page.evaluate(ACTIVE)]


@pytest.fixture(scope="module")
def visitor(site: RunningSite, chromium: Browser) -> Iterator[Visitor]:
    """A reader of the second magazine."""
    context = context_of(chromium, Visit())
    yield Visitor(context.new_page(), site.address.replace("localhost", HOST))
    context.close()


def test_nothing_of_a_hostile_text_is_active(visitor: Visitor, site: RunningSite) -> None:
    paths = (site.folder / ADDRESSES).read_text().split("\n")
    found = {path: wrong for path in paths if (wrong := visitor.read(path))}
    assert len(paths) > 90
    assert found == {}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_hostile_text_is_shown_as_it_was_typed(visitor: Visitor, language: str) -> None:
    visitor.read(f"/{language}/kwaad/kwaad-0/")
    main = visitor.watched.page.locator("main")
    assert main.inner_text().count("<svg") > 10
    assert main.locator(".download").last.inner_text().count("<svg") >= 1
    assert main.locator(".picture--lead img").get_attribute("alt").count("<svg") >= 1
    assert main.locator(".picture--lead figcaption").inner_text().count("<svg") > 1


def test_names_of_newsletters_are_shown_as_they_were_typed(visitor: Visitor) -> None:
    visitor.read("/en/newsletters/")
    assert "<svg" in visitor.watched.page.locator("main").inner_text()


def test_lists_of_the_cms_hold_it_too(visitor: Visitor, site: RunningSite) -> None:
    sign_in(visitor.watched.page, replace(site, address=visitor.home), OPERATOR)
    rows = [f"/cms/snippets/articles/{name}/" for name in ("topic", "expert", "organisation", "series")]
    found = {path: visitor.happened(path) for path in (*rows, "/cms/sources/", "/cms/reports/site-history/")}
    assert {path: wrong for path, wrong in found.items() if wrong} == {}


def test_a_script_that_runs_would_be_noticed(visitor: Visitor) -> None:
    visitor.read("/nl/kwaad/")
    page: Watched = visitor.watched.page
    with page.expect_event("dialog"):
        page.evaluate("setTimeout(() => alert(1))")
    assert "dialog: 1" in visitor.others
