"""Small pictures in every format, and rows made of them."""

import io
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from articles.models import Picture
from tests.factories import number

GPS, ORIENTATION, DESCRIPTION = 0x8825, 0x0112, 0x010E


def image(size: tuple[int, int] = (1200, 600), form: str = "png", **options: Any) -> bytes:
    """A picture whose left half is red and whose right half is blue."""
    drawn = Image.new("RGB", size, "blue")
    drawn.paste("red", (0, 0, size[0] // 2, size[1]))
    target = io.BytesIO()
    drawn.save(target, form, **options)
    return target.getvalue()


def of_a_phone() -> bytes:
    """A JPEG that lies on its side and tells where it was taken."""
    told = Image.Exif()
    told[ORIENTATION] = 6
    told[DESCRIPTION] = "Keizersgracht"
    told.get_ifd(GPS)[1] = "N"
    return image((1200, 600), "jpeg", exif=told)


def upload(content: bytes, name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content)


def picture(content: bytes | None = None, name: str = "", **fields: Any) -> Picture:
    """A stored picture, as Wagtail's form leaves it."""
    name = name or f"picture{next(number)}.png"
    content = image() if content is None else content
    made = Picture(**{"title": name, "alt_nl": "Twee vlakken", "alt_en": "Two planes", **fields})
    made.file = ContentFile(content, name)
    made._set_image_file_metadata()
    made.save()
    return made


def change_file(of: Picture, content: bytes, name: str = "other.png") -> None:
    """Put another file in a picture's row."""
    of.file = ContentFile(content, name)
    of._set_image_file_metadata()
    of.save()
