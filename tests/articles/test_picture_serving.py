"""Which files of the media folder go out, and to whom."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from accounts import roles
from articles.models import Rendition
from tests import factories
from tests.articles import images

pytestmark = pytest.mark.django_db

DETOURS = (
    "/media/images/../documents/minutes.pdf",
    "/media/images/%2e%2e/documents/minutes.pdf",
    "/media/images/%2e%2e%2fdocuments/minutes.pdf",
    "/media/images/x/../../documents/minutes.pdf",
    "/media/images//../documents/minutes.pdf",
    "/media/images/./shown.format-webp.webp",
    "/media/share/../original_images/phone.jpg",
    "/media/original_images/../documents/minutes.pdf",
    "/media/documents/minutes.pdf",
)


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> None:
    """One file in each folder of media."""
    settings.MEDIA_ROOT = tmp_path
    for name in (
        "documents/minutes.pdf",
        "original_images/phone.jpg",
        "images/phone.max-165x165.webp",
        "images/phone.format-webp.max-165x165.webp",
        "images/shown.format-webp.webp",
        "share/drawn.png",
    ):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(b"bytes")


def asked_by(role: str = "") -> Client:
    client = Client(headers={"host": "localhost"})
    if role:
        client.force_login(factories.user(role))
    return client


@pytest.mark.parametrize("address", DETOURS)
def test_address_that_leads_out_of_its_folder_is_not_found(address: str) -> None:
    assert asked_by().get(address).status_code == 404
    assert asked_by(roles.EDITOR).get(address).status_code == 404


@pytest.mark.parametrize("address", ["/media/images/shown.format-webp.webp", "/media/share/drawn.png"])
def test_what_was_made_goes_to_everybody_for_a_year(address: str) -> None:
    answer = asked_by().get(address)
    assert answer.status_code == 200 and "immutable" in answer["Cache-Control"]


@pytest.mark.parametrize("name", ["phone.max-165x165.webp", "phone.format-webp.max-165x165.webp"])
def test_small_picture_of_the_cms_goes_to_people_of_the_cms_alone(name: str) -> None:
    assert asked_by().get(f"/media/images/{name}").status_code == 404
    answer = asked_by(roles.EDITOR).get(f"/media/images/{name}")
    assert answer.status_code == 200 and "private" in answer["Cache-Control"]


def test_rendition_whose_name_was_taken_goes_to_everybody(tmp_path: Path) -> None:
    (tmp_path / "images/shown.format-webp_x7Yz01.webp").write_bytes(b"bytes")
    assert asked_by().get("/media/images/shown.format-webp_x7Yz01.webp").status_code == 200


@pytest.mark.parametrize("form", ["jpeg", "png", "webp", "avif", "gif"])
def test_no_picture_that_the_cms_makes_tells_where_it_was_taken(form: str) -> None:
    told = Image.Exif()
    told[images.DESCRIPTION] = "Keizersgracht"
    options = {"comment": b"Keizersgracht"} if form == "gif" else {"exif": told}
    picture = images.picture(images.image(form=form, **options), f"phone.{form}")
    assert b"Keizersgracht" in picture.file.open().read()
    browser = asked_by(roles.EDITOR)
    for view in (
        reverse("wagtailimages:index"),
        reverse("wagtailimages_chooser:choose"),
        reverse("wagtailimages:edit", args=[picture.pk]),
    ):
        assert browser.get(view).status_code == 200
    made = [rendition.file.open().read() for rendition in Rendition.objects.all()]
    assert len(made) >= 2 and not any(b"Keizersgracht" in content for content in made)
