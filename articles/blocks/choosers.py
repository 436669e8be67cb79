"""Choosers that take what was looked up for the whole text, where it was; else they ask, as Wagtail's own.

In migrations they are Wagtail's own, for what is stored is the same.
"""

from collections.abc import Iterable
from typing import Any

from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.images.blocks import ImageChooserBlock

from articles import at_hand


class PictureChooser(ImageChooserBlock):
    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        if pointed := at_hand.found():
            return [pointed.pictures.get(value) for value in values]
        return super().bulk_to_python(values)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("wagtail.images.blocks.ImageChooserBlock", *super().deconstruct()[1:])


class DocumentChooser(DocumentChooserBlock):
    def bulk_to_python(self, values: Iterable[Any]) -> list[Any]:
        if pointed := at_hand.found():
            return [pointed.documents.get(value) for value in values]
        return super().bulk_to_python(values)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return ("wagtail.documents.blocks.DocumentChooserBlock", *super().deconstruct()[1:])
