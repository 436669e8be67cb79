"""A manuscript pasted into the editor of an article keeps its headings, lists and links, and no other dress."""

import json
from pathlib import Path

import pytest

from tests.browser.conftest import Visit, context_of, watch
from tests.browser.content import EDITOR
from tests.browser.test_flow import sign_in

RECORDED = Path(__file__).parent.parent / "articles" / "data" / "word.html"
PASTE = """(editor, html) => {
  const clipboard = new DataTransfer();
  clipboard.setData("text/html", html);
  clipboard.setData("text/plain", "words");
  editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true, cancelable: true }));
}"""
TEXT = [
    ("header-two", "Meten voor verhuizen"),
    ("unstyled", "De eerste keer dat ik onze rekening uitsplitste, dacht ik aan een komma. Zie de tarieven."),
    ("header-three", "Drie getallen"),
    ("unordered-list-item", "wat het kost"),
    ("unordered-list-item", "wat het vraagt"),
    ("ordered-list-item", "eerst meten"),
    ("ordered-list-item", "dan verhuizen"),
]


FIND = "from articles.models import ArticlePage; print(ArticlePage.objects.filter(locale__language_code='nl')[0].pk)"


@pytest.fixture
def pasted(site, chromium):
    """What the form will send after the recorded clipboard was pasted over the first paragraph of an article."""
    context = context_of(chromium, Visit())
    sign_in(context.new_page(), site, EDITOR)
    watched = watch(context.new_page(), 200)
    key = site.manage("shell", "--no-imports", "-c", FIND).split()[-1]
    watched.page.goto(f"{site.address}/cms/pages/{key}/edit/")
    editor = watched.page.locator("#panel-child-text-body-section .public-DraftEditor-content").first
    editor.click()
    editor.press("Control+a")
    editor.evaluate(PASTE, RECORDED.read_text())
    field = watched.page.locator("input[name='body-0-value']")
    watched.page.wait_for_function(
        "field => field.value.includes('Drie getallen')", arg=field.element_handle()
    )
    yield json.loads(field.input_value())
    context.close()


def test_pasted_manuscript_keeps_headings_lists_and_links_only(pasted):
    blocks = [(block["type"], block["text"].strip()) for block in pasted["blocks"]]
    assert blocks[: len(TEXT)] == TEXT
    assert [entity["data"] for entity in pasted["entityMap"].values()] == [
        {"url": "https://example.org/tarieven"}
    ]
    assert not any(block["inlineStyleRanges"] for block in pasted["blocks"])
    assert "alert" not in json.dumps(pasted)
