"""Whether an uploaded document is what its name says, and not too large; said in a sentence when it is not."""

from __future__ import annotations

from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.db.models.fields.files import FieldFile
from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _

from articles.media import kinds

# A talk of an hour at 200 kbit/s is 90 MB; more belongs at a provider of video. The settings give this to Wagtail.
MEDIA_BYTES = 100 * 1024 * 1024
DOCUMENT_BYTES = 10 * 1024 * 1024


def check_upload(file: FieldFile) -> None:
    """Raise ValidationError about the field `file` when its bytes are of another kind than its name, or too many."""
    named = kinds.extension(file.name or "")
    limit = MEDIA_BYTES if named in kinds.MEDIA else DOCUMENT_BYTES
    if file.size > limit:
        raise _refusal(
            _("This file is too large (%(size)s). A file of the kind %(named)s may have %(limit)s at most."),
            named,
            size=filesizeformat(file.size),
            limit=filesizeformat(limit),
        )
    told = kinds.tell(cast(BinaryIO, file.file))
    file.seek(0)
    if not kinds.matches(file.name or "", told):
        words = _(
            "This file is called %(named)s, but its contents are %(told)s. Save it as %(named)s and try again."
        )
        unknown = _(
            "This file is called %(named)s, but its contents are something else. Choose the right file."
        )
        raise _refusal(words if told else unknown, named, told=told)


def _refusal(sentence: str, named: str, **params: object) -> ValidationError:
    return ValidationError({"file": ValidationError(sentence, params={"named": named, **params})})
