"""Blocks of an article as the CMS takes them and as a page shows them."""

import pytest
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string
from django.utils import translation
from lxml import html
from wagtail.blocks.struct_block import StructBlockValidationError

from articles import contents
from articles.blocks import TextBlocks
from tests.articles import texts


def value(kind, stored):
    return texts.stream((kind, stored))[0].value


def render(kind, stored):
    return html.fromstring(f"<div>{texts.stream((kind, stored))[0].render()}</div>")


def refusal(stored, *, is_draft=False):
    """What the form says at the numbers of a chart, in English; nothing where it takes them."""
    block = TextBlocks().child_blocks["chart"]
    clean = block.clean_deferred if is_draft else block.clean
    with translation.override("en"):
        try:
            clean(value("chart", stored))
        except StructBlockValidationError as error:
            return " ".join(error.block_errors["cells"].messages)
    return ""


def test_text_in_the_place_of_numbers_is_refused_in_a_sentence():
    cells = texts.cells(["Jaar", "Kosten"], ["2025", "veel"], columns="tt")
    assert "“Kosten” holds text" in refusal(texts.chart(cells=cells))
    assert refusal(texts.chart(cells=cells), is_draft=True)


def test_word_in_a_column_of_numbers_is_refused_at_its_cell():
    block = TextBlocks().child_blocks["chart"].child_blocks["cells"]
    table = texts.value_of_cells(["Jaar", "Kosten"], ["2025", "veel"])
    with pytest.raises(ValidationError) as error:
        block.clean(table)
    with translation.override("en"):
        assert "Type a number here" in " ".join(error.value.cell_errors[0][1].messages)


def test_numbers_in_the_first_column_are_refused_in_a_sentence():
    cells = texts.cells(["Jaar", "Kosten"], ["2025", "3"], columns="nn")
    assert refusal(texts.chart(cells=cells)) == "The first column names the values: choose text for it."


@pytest.mark.parametrize("cells", [texts.cells(["Jaar"], columns="t"), texts.cells(["Jaar", "Kosten"])])
def test_unfinished_chart_is_a_draft_and_not_published(cells):
    assert refusal(texts.chart(cells=cells))
    assert not refusal(texts.chart(cells=cells), is_draft=True)


def test_unfinished_chart_is_shown_without_a_drawing():
    assert not render("chart", texts.chart(cells=texts.cells(["Jaar", "Kosten"]))).xpath("//svg")


@pytest.mark.parametrize("kind", ["bar", "column", "line"])
def test_chart_is_drawn_with_words_for_who_cannot_see_it_and_its_table(kind):
    page = render("chart", texts.chart(kind=kind))
    assert page.xpath("//svg[@role='img']/@aria-label") == ["Van 84 naar 31,5."]
    assert "31,5" in page.xpath("string(//details//table)")
    assert not page.xpath("//*[@style]")


def test_table_names_columns_and_rows_and_scrolls_by_keyboard():
    cells = texts.cells(["Naam", "Aantal"], ["a", "12345.50"], caption="Tabel")
    page = render("table", {"cells": cells, "has_row_names": True})
    assert page.xpath("//caption/text()") == ["Tabel"]
    assert [len(page.xpath(f"//th[@scope='{scope}']")) for scope in ("col", "row")] == [2, 1]
    assert page.xpath("//div[@tabindex='0'][@role='region']/@aria-label") == ["Tabel"]
    assert page.xpath("//td[@class='cells__number']/text()") == ["12.345,50"]


def test_table_without_names_of_rows_has_none():
    table = {"cells": texts.cells(["Naam", "Aantal"], ["a", "1"]), "has_row_names": False}
    assert not render("table", table).xpath("//th[@scope='row']")


def test_code_can_be_scrolled_by_keyboard():
    page = render("code", {"code": "a = 1", "language": "python", "caption": "een.py"})
    assert page.xpath("//pre[@tabindex='0']/@aria-label") == ["Code: een.py"]


def test_words_of_an_editor_are_never_markup():
    evil = "<img src=x onerror=alert(1)>"
    for kind, stored in (
        ("heading", evil),
        ("quote", {"text": evil, "speaker": evil}),
        ("pull_quote", {"text": evil}),
        ("code", {"code": evil, "language": "html", "caption": evil}),
        ("table", {"cells": texts.cells([evil, evil], [evil, "1"], caption=evil), "has_row_names": True}),
        ("chart", texts.chart(title=evil, unit=evil, description=evil, source=evil)),
    ):
        assert not render(kind, stored).xpath("//img")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "expected"),
    [({}, "Een kast"), ({"alt": "Hier een rek"}, "Hier een rek"), ({"alt": "x", "is_decorative": True}, "")],
)
def test_alternative_text_is_that_of_the_place_or_of_the_picture(settings, tmp_path, fields, expected):
    settings.MEDIA_ROOT = tmp_path
    assert value("picture", texts.picture(**fields)).words_instead == expected


def test_table_of_contents_leads_to_the_headings():
    found = contents.read(texts.stream(*[("heading", f"Kop {number}") for number in range(4)]))
    page = html.fromstring(render_to_string("components/contents.html", {"headings": found.listed}))
    assert page.xpath("//li/a/@href") == [f"#s-kop-{number}" for number in range(4)]
