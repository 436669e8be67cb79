"""Blocks of things that play or are taken along: embeds of others, our own video and audio, downloads.

Video and audio are documents of ours whose bytes were told at upload (`articles.media`); each comes with its words
as a transcript, which is found by searching and takes no minutes to read.
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from articles.blocks.choosers import DocumentChooser, PictureChooser
from articles.embeds import addresses
from articles.embeds.checking import check_address
from articles.media import kinds

ADDRESS_LENGTH = 500  # as the row of an embed keeps it


class EmbedBlock(blocks.URLBlock):
    """The address of something that stands at others; nothing is asked of them when a page is saved or read."""

    def __init__(self, **options: Any) -> None:
        help_text = _(
            "The address of one video at YouTube, Vimeo or PeerTube: readers can play it on the page. "
            "Any other address becomes a link."
        )
        super().__init__(**{"max_length": ADDRESS_LENGTH, "help_text": help_text, **options})

    def clean(self, value: str) -> str:
        address = super().clean(value)
        if address:
            check_address(address)
        return address

    def bulk_to_python(self, values: list[str]) -> list[str]:
        """All embeds of one text share one look at their rows."""
        return addresses.together(values)

    class Meta:
        icon = "media"
        label = _("Embed")
        group = _("Media")
        template = "blocks/embed.html"


class MediaBlock(blocks.StructBlock):
    """One of our own files that plays, with its words; `kinds` names which may be chosen."""

    title = blocks.CharBlock(label=_("title"), max_length=150)
    transcript = blocks.TextBlock(
        label=_("transcript"),
        rows=6,
        help_text=_("All that is said, and what is seen where it matters. For who cannot hear or see it."),
    )

    kinds: frozenset[str] = frozenset()
    refusal: Promise | str = ""

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        file = cleaned.get("file")
        if file and kinds.extension(file.filename) not in self.kinds:
            raise blocks.StructBlockValidationError({"file": ValidationError(str(self.refusal))})
        return cleaned

    class Meta:
        group = _("Media")
        not_read = ["transcript"]


class VideoBlock(MediaBlock):
    file = DocumentChooser(label=_("file"), help_text=_("A document of the kind mp4 or webm."))
    poster = PictureChooser(
        label=_("picture before it plays"),
        required=False,
        help_text=_("Without one, the first frame is shown."),
    )

    kinds = kinds.VIDEO
    refusal = _("This document is no video. Choose one of the kind mp4 or webm.")

    class Meta:
        icon = "media"
        label = _("Video")
        form_layout = ["file", "title", "transcript", "poster"]
        template = "blocks/video.html"


class AudioBlock(MediaBlock):
    file = DocumentChooser(label=_("file"), help_text=_("A document of the kind mp3, ogg or wav."))

    kinds = kinds.AUDIO
    refusal = _("This document is no sound. Choose one of the kind mp3, ogg or wav.")

    class Meta:
        icon = "media"
        label = _("Audio")
        form_layout = ["file", "title", "transcript"]
        template = "blocks/audio.html"


class DownloadBlock(blocks.StructBlock):
    file = DocumentChooser(label=_("file"))
    title = blocks.CharBlock(
        label=_("title"),
        required=False,
        max_length=150,
        help_text=_("When empty, the document's own title is used."),
    )

    class Meta:
        icon = "download"
        label = _("Download")
        group = _("Media")
        template = "blocks/download.html"
