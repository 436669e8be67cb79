"""The renditions of a picture: which a use needs, which pictures need them, and the making of them.

Comes in: what is published (an article's picture, the pictures in its text, the portrait of an expert), by state.
Goes out: files of several widths in AVIF and WebP, named in the picture's own row. A task calls `sweep`; a preview
calls `make_for`. A reader's request only reads `shown`.
"""

from __future__ import annotations

import errno
from dataclasses import dataclass
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models.functions import Cast, Concat
from PIL import Image, UnidentifiedImageError
from wagtail.images.exceptions import InvalidFilterSpecError
from wagtail.images.models import SourceImageIOError
from wagtail.models import Page, ReferenceIndex
from willow.image import BadImageOperationError, UnrecognisedImageFormatError

from articles import generations
from articles.models import ArticlePage, Expert, Picture, Rendition

FORMATS = ("avif", "webp")
# How the name of a rendition of ours ends; a storage puts letters after a name that is taken.
NAME_ENDS = rf"\.format-(?:{'|'.join(FORMATS)})(?:_\w+)?\.(?:{'|'.join(FORMATS)})"
AT_ONCE = 20  # pictures in one run of the task; each takes a second or two
FAILURE_LENGTH = 250

# What reading a file that is no picture, or only half of one, raises in Willow and Pillow.
UNREADABLE = (
    SourceImageIOError,
    UnrecognisedImageFormatError,
    UnidentifiedImageError,
    BadImageOperationError,
    InvalidFilterSpecError,
    Image.DecompressionBombError,
    Image.DecompressionBombWarning,
    OSError,
    SyntaxError,
    ValueError,
    EOFError,
)
OF_THE_MACHINE = {errno.ENOSPC, errno.EDQUOT, errno.EMFILE, errno.ENFILE, errno.ENOMEM, errno.EROFS}


@dataclass(frozen=True, slots=True)
class Use:
    """A place where pictures are shown: widths in pixels, and the shape they are cut to around the focal point."""

    name: str
    widths: tuple[int, ...]
    sizes: str
    ratio: tuple[int, int] | None = None

    def width_to_height(self, picture: Picture | None = None) -> float:
        """Width over height of what is shown of `picture`; without one, of its place."""
        if self.ratio:
            return self.ratio[0] / self.ratio[1]
        return picture.width / picture.height if picture else 16 / 9

    def specs(self, picture: Picture, form: str) -> list[str]:
        """Wagtail's filter specs in one format, the smallest first. What is wider than the picture is left out."""
        fitting = [width for width in self.widths if width <= picture.width] or [self.widths[0]]
        return [f"{self.cut(width)}|format-{form}" for width in fitting]

    def cut(self, width: int) -> str:
        """The operation that gives this width."""
        if not self.ratio:
            return f"width-{width}"
        return f"fill-{width}x{round(width * self.ratio[1] / self.ratio[0])}"


# The one table. `sizes` is how wide the place is drawn (site/static/css/components); the widths are those of a phone
# and of a wide window, on screens of one and of two dots a pixel. With another table, VERSION of pictures goes up.
NARROW = "calc(100vw - 2rem)"
USES = {
    use.name: use
    for use in (
        Use("text", (360, 560, 720, 1088), f"(min-width: 36rem) 34rem, {NARROW}"),
        Use("lead", (360, 736, 1104, 1472), f"(min-width: 50rem) 46rem, {NARROW}"),
        Use("list", (384, 768, 1152), f"(min-width: 76rem) 24rem, (min-width: 64rem) 31vw, {NARROW}", (2, 1)),
        Use("portrait", (112, 256), "3.5rem", (1, 1)),
    )
}


@dataclass(frozen=True, slots=True)
class Shown:
    """One existing rendition."""

    width: int
    height: int
    url: str


def shown(picture: Picture, use: str) -> dict[str, list[Shown]]:
    """The renditions of a use by format, the smallest first; empty while there are none. Asks no database."""
    if not picture.is_made:
        return {}
    url = Rendition._meta.get_field("file").storage.url
    made = picture.made.get(use, {})
    return {form: [Shown(width, height, url(name)) for width, height, name in made[form]] for form in made}


def widest(picture: Picture | None, use: str) -> str:
    """The address of the widest WebP of a use, for those that take one file; empty while there is none."""
    made = shown(picture, use).get("webp") if picture else None
    return made[-1].url if made else ""


def sweep(limit: int = AT_ONCE) -> int:
    """Ask for what published pages and experts show, and make up to `limit` pictures; how many were made."""
    ask_for_published()
    return sum(make(picture) for picture in Picture.objects.unmade().order_by("pk")[:limit])


def ask_for_published() -> None:
    """Note on each picture the uses in which something published shows it."""
    pictures = ArticlePage.objects.live().filter(picture__isnull=False).values("picture")
    ask(pictures, "lead")
    ask(pictures, "list")
    ask(Expert.objects.filter(portrait__isnull=False).values("portrait"), "portrait")
    ask(pictures_in_texts(), "text")


def pictures_in_texts() -> models.QuerySet[Any]:
    """The keys of pictures that stand in the text of a live page, by Wagtail's index of references."""
    picture = ContentType.objects.get_for_model(Picture)
    live = Page.objects.live().values(key=Cast("pk", models.CharField()))
    references = ReferenceIndex.objects.filter(to_content_type=picture, model_path__startswith="body.")
    return references.filter(object_id__in=live).values(key=Cast("to_object_id", models.BigIntegerField()))


def ask(pictures: models.QuerySet[Any] | list[int], use: str) -> None:
    """Add `use` to those of `pictures` that lack it; asking again changes nothing."""
    lacking = list(Picture.objects.filter(pk__in=pictures).without_use(use).values_list("pk", flat=True))
    added = Concat(models.F("uses"), models.Value(f"{use} "))
    Picture.objects.filter(pk__in=lacking).without_use(use).update(uses=added)


def make_for(picture: Picture, use: str) -> None:
    """Make one picture in one more use at once: a preview may, a reader's request never."""
    ask([picture.pk], use)
    waiting = Picture.objects.unmade().filter(pk=picture.pk).first()
    if waiting and make(waiting):
        # Not all fields: that would read the file itself, for its size.
        picture.refresh_from_db(fields=["uses", "made", "made_of", "made_uses"])


def make(picture: Picture) -> bool:
    """Make what is asked of a picture; whether it can be shown now. What cannot be read is noted, not tried again."""
    if not picture.made_of.startswith(picture.source_of_file):
        picture.renditions.all().delete()  # of another file
    try:
        made = {use: make_use(picture, USES[use]) for use in picture.uses.split()}
    except UNREADABLE as error:
        return note_failure(picture, error)
    return note_made(picture, made)


def make_use(picture: Picture, use: Use) -> dict[str, list[tuple[int, int, str]]]:
    """Width, height and file of each rendition of a use, by format; those that exist are taken as they are."""
    made: dict[str, list[tuple[int, int, str]]] = {}
    for form in FORMATS:
        renditions = [picture.get_rendition(spec) for spec in use.specs(picture, form)]
        made[form] = [(each.width, each.height, each.file.name) for each in renditions]
    return made


def note_made(picture: Picture, made: dict[str, Any]) -> bool:
    """Write the renditions into the picture's row, remove those shown no longer and raise the sites' generation.

    Where file or focal point changed meanwhile nothing is written: the next sweep makes others.
    """
    names = [name for use in made.values() for form in use.values() for _, _, name in form]
    with transaction.atomic():
        same = Picture.objects.with_source().filter(pk=picture.pk, source_now=picture.source)
        noted = same.update(
            made=made, made_of=picture.source, made_uses=picture.uses, failed_of="", failure=""
        )
        if noted:
            picture.renditions.filter(filter_spec__contains="|format-").exclude(file__in=names).delete()
            generations.raise_site()
    return bool(noted)


def note_failure(picture: Picture, error: Exception) -> bool:
    """Note why nothing can be shown of a picture. A full disk and the like are no fault of its file, and rise."""
    if isinstance(error, OSError) and error.errno in OF_THE_MACHINE:
        raise error
    words = f"{type(error).__name__}: {error}"[:FAILURE_LENGTH]
    Picture.objects.filter(pk=picture.pk).update(failed_of=picture.source, failure=words)
    return False
