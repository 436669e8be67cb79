"""Documents of our own: downloads, and the video and audio that articles play."""

from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument

from articles.media import kinds
from articles.media.checking import check_upload


class Attachment(AbstractDocument):
    """A document. A new file is looked at byte by byte before it is taken, whichever form it came by."""

    admin_form_fields = ("title", "file", "collection", "tags")

    class Meta(AbstractDocument.Meta):
        verbose_name = _("document")
        verbose_name_plural = _("documents")
        permissions = [("choose_attachment", "Can choose document")]

    def clean(self) -> None:
        if not self.file:  # the form of a second step, whose file was looked at in the first
            return
        super().clean()
        if not self.file._committed:
            check_upload(self.file)

    @property
    def content_type(self) -> str:
        """As its kind says; what the system's table of names says may differ from machine to machine."""
        return kinds.CONTENT_TYPES.get(kinds.extension(self.filename)) or super().content_type
