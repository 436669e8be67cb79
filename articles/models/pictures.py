"""Pictures of our own: with credit, licence and an alternative text in both languages.

What a reader is shown of a picture are its renditions. A picture's own row names the ones that exist, so that a page
needs no query for them, and what they were made of, so that `unmade()` finds those to be made (anew).
"""

import secrets
from typing import Self

from django.db import models
from django.db.models.functions import Cast, Coalesce, Concat
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, ImageQuerySet

FOCAL_POINT = ("focal_point_x", "focal_point_y", "focal_point_width", "focal_point_height")
VERSION = "1"  # of the table of renditions (articles/renditions.py); another one makes all of them anew


class PictureQuerySet(ImageQuerySet):
    def with_source(self) -> Self:
        """Each with `source_now`, what renditions would be made of: the same text as the property `source`."""
        parts: list[models.Expression | models.F] = [models.F("file"), models.F("file_hash")]
        parts += [Coalesce(Cast(name, models.CharField()), models.Value("")) for name in FOCAL_POINT]
        text = [part for each in parts for part in (models.Value("|"), each)]
        return self.annotate(source_now=Concat(models.Value(VERSION), *text, output_field=models.CharField()))

    def unmade(self) -> Self:
        """Those that are shown somewhere and have no renditions of their file and focal point as they are now."""
        used = self.with_source().exclude(uses=NO_USES).exclude(failed_of=models.F("source_now"))
        return used.exclude(made_of=models.F("source_now"), made_uses=models.F("uses"))

    def without_use(self, use: str) -> Self:
        """Those that were not yet asked for in this use."""
        return self.exclude(uses__contains=f" {use} ")


NO_USES = " "


class Picture(AbstractImage):
    """A picture; its focal point is Wagtail's."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    alt_nl = models.CharField(_("alternative text in Dutch"), max_length=250, blank=True)
    alt_en = models.CharField(_("alternative text in English"), max_length=250, blank=True)
    is_decorative = models.BooleanField(
        _("only decorates"), default=False, help_text=_("It says nothing, so it needs no alternative text.")
    )
    # The machine's: names from the table of renditions between spaces, and the widths that exist of each.
    uses = models.CharField(max_length=100, default=NO_USES, editable=False)
    made_uses = models.CharField(max_length=100, default=NO_USES, editable=False)
    made = models.JSONField(default=dict, editable=False)
    made_of = models.CharField(max_length=250, blank=True, editable=False)
    failed_of = models.CharField(max_length=250, blank=True, editable=False)
    failure = models.CharField(max_length=250, blank=True, editable=False)

    objects = PictureQuerySet.as_manager()

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_nl",
        "alt_en",
        "is_decorative",
        "credit",
        "licence",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        permissions = [("choose_picture", "Can choose picture")]

    def get_upload_to(self, filename: str) -> str:
        """A name that no other file had: a rendition's name begins like it and may be kept by browsers for ever."""
        return super().get_upload_to(f"{secrets.token_hex(4)}-{filename}")

    @property
    def source(self) -> str:
        """What renditions are made of: the file and the focal point. Equal texts, equal renditions."""
        focal = (getattr(self, name) for name in FOCAL_POINT)
        return self.source_of_file + "|".join("" if at is None else str(at) for at in focal)

    @property
    def source_of_file(self) -> str:
        """The part of `source` that another file changes."""
        return f"{VERSION}|{self.file.name}|{self.file_hash}|"

    @property
    def is_made(self) -> bool:
        """Whether the renditions that `made` names are of the file and focal point as they are now."""
        return bool(self.made_of) and self.made_of == self.source

    @property
    def has_failed(self) -> bool:
        """Whether the file as it is now could not be read, so that `failure` says why nothing is shown of it."""
        return bool(self.failed_of) and self.failed_of == self.source

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the active language; empty for a picture that only decorates."""
        if self.is_decorative:
            return ""
        return self.alt_en if get_language() == "en" else self.alt_nl


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="articles_rendition_unique"
            )
        ]
