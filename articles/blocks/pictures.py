"""Blocks of pictures: one, or a gallery. Each names what it shows, or says that it only decorates."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.choosers import PictureChooser


class PictureValue(blocks.StructValue):
    @property
    def words_instead(self) -> str:
        """What is read in place of the picture; empty for one that only decorates."""
        return "" if self["is_decorative"] else self["alt"] or self["image"].default_alt_text


class PictureBlock(blocks.StructBlock):
    image = PictureChooser(label=_("picture"))
    caption = blocks.CharBlock(label=_("caption"), required=False, max_length=250)
    alt = blocks.CharBlock(
        label=_("alternative text"),
        required=False,
        max_length=250,
        help_text=_("For this article only; when empty, the picture's own alternative text is used."),
    )
    is_decorative = blocks.BooleanBlock(
        label=_("only decorates"),
        required=False,
        help_text=_("Tells nothing that the text does not tell; screen readers skip it."),
    )

    class Meta:
        icon = "image"
        label = _("Picture")
        group = _("Figures")
        template = "blocks/picture.html"
        value_class = PictureValue
        not_read = ["alt"]


class GalleryBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    pictures = blocks.ListBlock(PictureBlock(), label=_("pictures"), min_num=2, max_num=24)

    class Meta:
        icon = "image"
        label = _("Gallery")
        group = _("Figures")
        template = "blocks/gallery.html"
