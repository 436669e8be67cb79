"""Headings of a text and their addresses, its table of contents, and the words that are counted."""

import pytest

from articles import contents
from tests.articles import texts


def anchors(*blocks):
    return [heading.anchor for heading in contents.read(texts.stream(*blocks)).headings]


def levels(*blocks):
    return [heading.level for heading in contents.read(texts.stream(*blocks)).headings]


def headings(count):
    return [("heading", f"Kop {number}") for number in range(count)]


def test_address_of_a_heading_is_made_of_its_words():
    assert anchors(("heading", "Eén rekening, per team")) == ["s-een-rekening-per-team"]


def test_equal_headings_get_different_addresses():
    same = ("heading", "Kosten")
    assert anchors(same, ("paragraph", "<h2>Kosten</h2>"), same) == ["s-kosten", "s-kosten-2", "s-kosten-3"]


def test_numbered_address_is_not_given_twice():
    assert anchors(("heading", "A"), ("heading", "A 2"), ("heading", "A")) == ["s-a", "s-a-2", "s-a-3"]


def test_address_stays_when_another_heading_comes_before_it():
    assert anchors(("heading", "Nieuw"), ("heading", "Oud"))[1] == anchors(("heading", "Oud"))[0]


@pytest.mark.parametrize("words", ["🚀🚀", "數據", "  "])
def test_heading_without_latin_letters_has_an_address(words):
    assert anchors(("heading", words)) == ["s-deel"]


def test_long_heading_has_a_short_address():
    assert len(anchors(("heading", "arbeidsongeschiktheidsverzekering " * 4))[0]) <= 62


def test_headings_within_rich_text_are_found_without_their_markup():
    text = '<h2 data-block-key="x">Een <i>&amp;</i> twee</h2><p>a</p><h3>Drie</h3><h2></h2>'
    found = contents.read(texts.stream(("paragraph", text))).headings
    assert [(one.level, one.words) for one in found] == [(2, "Een & twee"), (3, "Drie")]


def test_first_heading_is_never_of_the_third_level():
    assert levels(("paragraph", "<h3>Te diep</h3><h3>Ook</h3><h2>Hoog</h2><h4>Diep</h4>")) == [2, 3, 2, 3]


@pytest.mark.parametrize(("count", "listed"), [(3, 0), (4, 4), (5, 5)])
def test_table_of_contents_begins_at_four_headings(count, listed):
    assert len(contents.read(texts.stream(*headings(count))).listed) == listed


def test_readable_words_are_those_of_every_block():
    table = {"cells": texts.cells(["Naam", "Aantal"], ["a", "12"], caption="Tabel"), "has_row_names": True}
    stream = texts.stream(("paragraph", "<p>Een <b>twee</b></p>"), ("table", table), ("heading", "Kop"))
    assert contents.readable(stream).split() == ["Een", "twee", "Tabel", "Naam", "Aantal", "a", "12", "Kop"]


def test_words_in_place_of_a_picture_or_a_sound_are_not_read():
    sound = {"file": None, "title": "Gesprek", "transcript": "lang " * 500}
    code = {"code": "print()", "language": "python", "caption": ""}
    stream = texts.stream(("audio", sound), ("chart", texts.chart(description="Beschreven")), ("code", code))
    words = contents.readable(stream)
    assert "lang" not in words and "Beschreven" not in words and "Python" not in words
    assert "Gesprek" in words and "print()" in words
