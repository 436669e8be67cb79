"""Code as markup: classes, no style, nothing active."""

import pytest
from pygments.lexers import get_lexer_by_name

from articles import code


def test_words_get_classes_and_no_style():
    html = code.highlighted("def a():\n    return 1", "python")
    assert '<span class="k">def</span>' in html
    assert "style=" not in html


@pytest.mark.parametrize("language", ["text", "html", "javascript"])
def test_markup_within_code_is_shown_and_not_run(language):
    html = code.highlighted("<script>alert(1)</script>", language)
    assert "<script" not in html
    assert "&lt;" in html


def test_blank_lines_around_code_are_dropped_and_its_indent_is_kept():
    assert code.highlighted("\n\n    a\n\n", "text") == "    a"


@pytest.mark.parametrize("language", [name for name, _words in code.LANGUAGES])
def test_every_language_that_can_be_chosen_is_known(language):
    assert get_lexer_by_name(language)
