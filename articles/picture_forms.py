"""What may be uploaded as a picture, asked by every form of the CMS that takes one (add, several, choose, edit).

Comes in: what somebody chose. Goes out: the picture, or a sentence about why not; the other fields stay as typed.
Wagtail looks at the name, the size and whether name and bytes agree; this room adds files that only begin like a
picture, counts in megapixels, and asks for renditions when a file or its focal point changed.
"""

from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from articles.models import Picture
from articles.renditions import UNREADABLE
from articles.tasks.pictures import nudge

MEGAPIXEL = 1_000_000
SHOWN_BY = ("file", "focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")


class PictureField(WagtailImageField):
    """Wagtail's field, which counts pixels only after reading all of them, and expects that it can."""

    def check_image_pixel_size(self, f: Any) -> None:
        """Refuse a file of more pixels than the setting allows by its head alone, then one that cannot be read."""
        try:
            width, height = Image.open(f.image.f).size
            if width * height > settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS:
                raise too_large(width * height)
            super().check_image_pixel_size(f)
        except Image.DecompressionBombError as error:
            raise too_large(2 * (Image.MAX_IMAGE_PIXELS or 0)) from error
        except UNREADABLE as error:
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


def too_large(pixels: int) -> ValidationError:
    """The sentence about a picture of so many pixels, or more."""
    return ValidationError(
        _(
            "This picture has %(pixels)d megapixels, %(most)d is the most. "
            "Make it smaller and choose it again."
        ),
        code="file_too_many_pixels",
        params={
            "pixels": -(-pixels // MEGAPIXEL),
            "most": settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS // MEGAPIXEL,
        },
    )


class PictureForm(BaseImageForm):
    """The form of a picture, wherever the CMS shows it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            plain = self.fields["file"]
            self.fields["file"] = PictureField(
                label=plain.label, required=plain.required, widget=plain.widget
            )
            self.say_what_failed(self.instance)

    def say_what_failed(self, picture: Picture) -> None:
        """Tell an editor that readers see nothing of this picture, and why."""
        if picture.pk and picture.has_failed:
            self.fields["file"].help_text = _(
                "Readers see a pattern in place of this picture, since its file cannot be read "
                "(%(failure)s). Choose the file again."
            ) % {"failure": picture.failure}

    def save(self, commit: bool = True) -> Picture:
        picture = super().save(commit=commit)
        if set(self.changed_data) & set(SHOWN_BY):
            nudge()
        return picture
