"""The one style sheet of the public site."""

import pytest
from django.contrib.staticfiles.finders import find

from config import stylesheet


@pytest.fixture
def finder(settings, tmp_path):
    settings.VAR_DIR = tmp_path
    return stylesheet.SiteStylesheet()


def test_stylesheet_holds_every_component_once(finder):
    parts = [path.name for path in finder.parts()]
    components = {path.name for path in (finder.source / "components").glob("*.css")}
    assert components < set(parts)
    assert len(parts) == len(set(parts))
    assert parts[:2] == ["fonts.css", "tokens.css"]


def test_stylesheet_is_found_as_a_static_file():
    text = open(find(stylesheet.NAME)).read()
    assert "@media print" in text
    assert ".masthead" in text


def test_stylesheet_is_written_anew_when_a_part_changes(finder, tmp_path):
    finder.source = tmp_path / "css"
    (finder.source / "components").mkdir(parents=True)
    for name in (*(f"{first}.css" for first in stylesheet.FIRST), "print.css"):
        (finder.source / name).write_text("")
    for name in stylesheet.EARLY:
        (finder.source / "components" / f"{name}.css").write_text("")
    assert "new" not in open(finder.written()).read()
    (finder.source / "components" / "late.css").write_text(".new {}")
    assert ".new {}" in open(finder.written()).read()
