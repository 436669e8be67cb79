"""Pictures of our own: with credit, licence and an alternative text in both languages."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition


class Picture(AbstractImage):
    """A picture; its focal point is Wagtail's."""

    credit = models.CharField(_("credit"), max_length=200, blank=True)
    licence = models.CharField(_("licence"), max_length=200, blank=True)
    alt_nl = models.CharField(_("alternative text in Dutch"), max_length=250, blank=True)
    alt_en = models.CharField(_("alternative text in English"), max_length=250, blank=True)

    admin_form_fields = (
        "title",
        "file",
        "collection",
        "alt_nl",
        "alt_en",
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

    @property
    def default_alt_text(self) -> str:
        """The alternative text in the active language; empty for a picture that only decorates."""
        return self.alt_en if get_language() == "en" else self.alt_nl


class Rendition(AbstractRendition):
    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["image", "filter_spec", "focal_point_key"], name="articles_rendition_unique"
            )
        ]
