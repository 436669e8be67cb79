"""Uploads: what is refused, in which words, through each of the four forms of the CMS; and that the form is kept."""

import json
import struct
import zlib
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from articles.models import Picture
from tests import factories as make
from tests.articles import cms, images

pytestmark = pytest.mark.django_db


def huge_png(width: int, height: int) -> bytes:
    """A PNG of a few bytes that says to have very many pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"")) + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'
BAD = {
    "pixels": (huge_png(8000, 7000), "a.png", "56 megapixels, 50 is the most"),
    "bomb": (huge_png(40000, 40000), "a.png", "megapixels, 50 is the most"),
    "bytes": (images.image((9, 9)) + bytes(10_500_000), "a.png", "too big"),
    "svg": (SVG, "a.svg", "Not a supported image format"),
    "svg as png": (SVG, "a.png", "does not match the file format"),
    "jpeg as png": (images.image((9, 9), "jpeg"), "a.png", "does not match"),
    "text as png": (b"een brief", "a.png", "not an image or a corrupted image"),
    "head of a jpeg": (b"\xff\xd8\xff\xe0 brief", "a.jpg", "not an image or a corrupted image"),
}


@pytest.fixture
def browser() -> Client:
    return cms.signed_in()


def add(browser: Client, file: Any, name: str) -> str:
    data = {"title": "Kaart van Grift", "credit": "Zij", "file": images.upload(file, name)}
    return cms.said(browser.post(reverse("wagtailimages:add"), data)) + kept(browser, data, file, name)


def kept(browser: Client, data: dict[str, Any], file: bytes, name: str) -> str:
    data = {**data, "file": images.upload(file, name)}
    text = browser.post(reverse("wagtailimages:add"), data).content.decode()
    return " kept" if 'value="Kaart van Grift"' in text and 'value="Zij"' in text else " lost"


def several(browser: Client, file: Any, name: str) -> str:
    data = {"title": "Kaart", "files[]": images.upload(file, name)}
    told = json.loads(browser.post(reverse("wagtailimages:add_multiple"), data).content)
    return str(told.get("error_message")) + " kept"


def choose(browser: Client, file: Any, name: str) -> str:
    prefix = "image-chooser-upload-"
    data = {f"{prefix}title": "Kaart van Grift", f"{prefix}file": images.upload(file, name)}
    told = json.loads(browser.post(reverse("wagtailimages_chooser:create"), data).content)["htmlFragment"]
    return told + (" kept" if 'value="Kaart van Grift"' in told else " lost")


def edit(browser: Client, file: Any, name: str) -> str:
    picture = images.picture()
    data = {"title": "Kaart van Grift", "file": images.upload(file, name)}
    text = browser.post(reverse("wagtailimages:edit", args=[picture.pk]), data).content.decode()
    picture.delete()
    return text + (" kept" if 'value="Kaart van Grift"' in text else " lost")


DOORS = (add, several, choose, edit)


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("bad", BAD.values(), ids=BAD)
def test_bad_file_is_refused_in_a_sentence_and_the_form_is_kept(
    browser: Client, door: Any, bad: tuple[bytes, str, str]
) -> None:
    content, name, words = bad
    told = door(browser, content, name)
    assert words in told
    assert told.endswith("kept")
    assert not Picture.objects.exists()


def test_bad_file_is_refused_in_the_language_of_its_editor(browser: Client) -> None:
    data = {"title": "Kaart", "file": images.upload(SVG, "a.svg")}
    told = browser.post(reverse("wagtailimages:add"), data, headers={"accept-language": "nl"})
    assert "Geen ondersteund afbeeldingsformaat" in cms.said(told)


@pytest.mark.parametrize("form", ["png", "jpeg", "gif", "webp", "avif"])
def test_good_file_is_taken(browser: Client, form: str) -> None:
    data = {"title": "Kaart", "file": images.upload(images.image((90, 60), form), f"a.{form}")}
    assert browser.post(reverse("wagtailimages:add"), data).status_code == 302
    assert Picture.objects.get().width == 90


def test_failed_picture_tells_its_editor_why(browser: Client) -> None:
    picture = images.picture()
    Picture.objects.update(failed_of=picture.source, failure="OSError: image file is truncated")
    told = cms.said(browser.get(reverse("wagtailimages:edit", args=[picture.pk])))
    assert "Readers see a pattern in place of this picture" in told
    assert "image file is truncated" in told


def test_changed_file_nudges_the_task(
    browser: Client, django_capture_on_commit_callbacks: Any, settings: Any
) -> None:
    picture = images.picture()
    make.article(make.section_page(), picture=picture)
    data = {"title": "Kaart", "file": images.upload(images.image((800, 800)), "b.png")}
    with django_capture_on_commit_callbacks() as callbacks:
        browser.post(reverse("wagtailimages:edit", args=[picture.pk]), data)
    assert any("make_renditions" in repr(callback) for callback in callbacks)


def test_originals_go_to_people_of_the_cms_alone(browser: Client) -> None:
    url = images.picture().file.url
    outside = Client(headers={"host": "localhost"})
    assert outside.get(url).status_code == 404
    answer = browser.get(url)
    assert answer.status_code == 200 and "private" in answer["Cache-Control"]


def test_two_files_of_one_name_never_have_one_address() -> None:
    first = images.picture(name="kaart.png")
    name = first.file.name
    first.file.storage.delete(name)
    assert images.picture(name="kaart.png").file.name != name
