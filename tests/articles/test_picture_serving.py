"""Which files of the media folder go out, and to whom."""

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts import roles
from tests import factories

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
        "images/shown.format-webp.webp",
        "share/drawn.png",
    ):
        (tmp_path / name).parent.mkdir()
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
