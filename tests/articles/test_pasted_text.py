"""What is kept of a manuscript that comes from a word processor, when it is stored. What the editor's own paste keeps
is seen in a browser (tests/browser/test_pasted_text.py)."""

from pathlib import Path

import pytest
from lxml import html
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.rich_text import features

from articles.blocks import TextBlocks
from articles.blocks.text import TEXT_FEATURES

RECORDED = Path(__file__).parent / "data" / "word.html"
ALLOWED = {"h2", "h3", "p", "ul", "ol", "li", "a", "b", "i", "br"}


@pytest.fixture(scope="module")
def stored():
    """The recorded clipboard, its elements closed as the converter expects, as our rich text stores it."""
    copied = RECORDED.read_text().partition("<!--StartFragment-->")[2].partition("<!--EndFragment-->")[0]
    closed = html.tostring(html.fromstring(f"<div>{copied}</div>"), method="xml", encoding="unicode")
    converter = ContentstateConverter(TEXT_FEATURES)
    text = converter.to_database_format(converter.from_database_format(closed))
    return html.fromstring(f"<div>{text}</div>")


def test_headings_lists_and_links_are_kept(stored):
    assert [one.text_content() for one in stored.xpath("//h2")] == ["Drie getallen"]
    assert [one.text_content() for one in stored.xpath("//ol/li")] == ["eerst meten", "dan verhuizen"]
    assert stored.xpath("//a/@href") == ["https://example.org/tarieven"]


def test_nothing_else_is_kept(stored):
    assert {one.tag for one in stored.iterdescendants()} <= ALLOWED
    assert {name for one in stored.iterdescendants() for name in one.attrib} <= {"href", "data-block-key"}


def test_rich_text_offers_no_embeds_and_no_pictures():
    texts = [*TextBlocks().child_blocks["paragraph"].features, *TEXT_FEATURES]
    assert not {"embed", "image", "h1", "hr"} & set(texts)


def test_editor_loads_what_undresses_a_pasted_text():
    plugin = features.get_editor_plugin("draftail", "manuscript")
    assert "manuscript" in TEXT_FEATURES
    assert "js/paste.js" in str(plugin.media)
