"""Kinds of files, told from their bytes."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.media import kinds
from tests.articles import files

HTML = b"<!DOCTYPE html><script>alert(1)</script>"


def tell(content):
    return kinds.tell(io.BytesIO(content))


@pytest.mark.parametrize("kind", sorted(files.GOOD))
def test_honest_file_matches_its_name(kind):
    assert kinds.matches(f"bestand.{kind.upper()}", tell(files.GOOD[kind]))


def test_there_is_a_file_of_every_kind_that_is_taken():
    assert set(files.GOOD) == kinds.ALL


@pytest.mark.parametrize("named", sorted(kinds.ALL))
@pytest.mark.parametrize(
    "content",
    [
        HTML,
        b"  \n<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"MZ\x90\x00\x03" + bytes(60),
        b"\x7fELF\x02\x01" + bytes(60),
        b"\x89PNG\r\n\x1a\n" + bytes(60),
        b"GIF89a" + bytes(60),
        bytes(100),
        b"",
        files.mp4(b"qt  "),
        files.mp4(b"heic"),
        files.webm(b"matroska"),
        files.ogg(b"\x80theora"),
        b"PK\x03\x04 broken",
        b"RIFF\0\0\0\0AVI LIST",
        b"\xff\xfb\x90\x00 no second frame" + bytes(500),
    ],
)
def test_file_of_no_kind_that_is_taken_matches_no_name(named, content):
    assert not kinds.matches(f"bestand.{named}", tell(content))


@pytest.mark.parametrize("named", sorted(kinds.MEDIA | {"pdf", "docx", "odt", "epub"}))
def test_file_of_one_kind_does_not_pass_as_another(named):
    others = {kind: content for kind, content in files.GOOD.items() if kind != named}
    assert not [kind for kind, content in others.items() if kinds.matches(f"a.{named}", tell(content))]


@pytest.mark.parametrize("name", ["zonder", "a.", "a.svg", "a.html", "a.mp4.exe", ".mp4x"])
def test_name_of_no_kind_matches_nothing(name):
    assert not any(kinds.matches(name, kind) for kind in [*kinds.ALL, ""])


def test_mp3_behind_a_large_tag_is_found():
    tag = b"ID3\x04\0\0" + bytes([0, 0x08, 0, 0]) + bytes(0x08 << 14)
    assert tell(files.mp3(tag)) == "mp3"


def test_text_in_utf16_is_text():
    assert tell("Één regel".encode("utf-16")) == "txt"


@given(st.binary(max_size=300))
def test_tell_of_any_bytes_gives_a_kind_or_nothing(content):
    assert tell(content) in kinds.ALL | {""}


@given(st.sampled_from(sorted(files.GOOD)), st.integers(0, 200), st.binary(max_size=40))
def test_tell_of_a_damaged_file_does_not_fail(kind, place, rubbish):
    content = files.GOOD[kind]
    assert tell(content[:place] + rubbish + content[place + len(rubbish) :]) in kinds.ALL | {""}
