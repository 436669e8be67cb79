"""What a page lacks: required fields and blocks that a draft may leave empty, and alternative texts.

Comes in: a page, saved or not. Goes out: `Reason`s, each naming its field or block. Called by
`articles.publication` alone, which decides with them. Wagtail's autosave stores pages with required fields empty.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.functional import Promise
from django.utils.text import capfirst, format_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import InlinePanel, Panel
from wagtail.blocks import BaseStreamBlock, BaseStructBlock, Block, ListBlock, StreamValue, StructValue
from wagtail.blocks.list_block import ListValue
from wagtail.fields import StreamField
from wagtail.images.models import AbstractImage
from wagtail.models import Page

Words = str | Promise
Where = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that keeps a page a draft, as a sentence; `field` is the page's field that it is at, if any."""

    text: Words
    values: dict[str, object] = dataclasses.field(default_factory=dict)
    field: str = ""

    def __str__(self) -> str:
        return str(self.text) % {name: in_words(value) for name, value in self.values.items()}


@dataclass(frozen=True, slots=True)
class Use:
    """A picture where it stands on a page, with what is said of it there."""

    picture: AbstractImage
    where: Where
    field: str
    alt: str = ""
    is_decorative: bool = False


def in_words(value: object) -> str:
    """A value of a sentence; a place is named from the outside in."""
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def missing_fields(page: Page) -> Iterator[Reason]:
    """Fields, children and blocks that a published page must have, and values that no page may have."""
    streams = [one for one in page._meta.get_fields() if isinstance(one, StreamField)]
    try:
        page.full_clean(exclude=[one.name for one in streams])
    except ValidationError as error:
        for name, errors in error.error_dict.items():
            for one in errors:
                yield of_error(one, (label_of(page, name),), name)
    yield from missing_children(page)
    for stream in streams:
        yield from stream_errors(page, stream)


def missing_children(page: Page) -> Iterator[Reason]:
    """Rows that the editor's page asks at least one of, such as an author."""
    for panel in inline_panels(page.get_edit_handler()):
        if panel.min_num and len(getattr(page, panel.relation_name).all()) < panel.min_num:
            yield empty((panel.heading,), panel.relation_name)


def inline_panels(panel: Panel) -> Iterator[InlinePanel]:
    """Every InlinePanel of an editor's page, however deep."""
    if isinstance(panel, InlinePanel):
        yield panel
        return
    for child in getattr(panel, "children", []):
        yield from inline_panels(child)


def stream_errors(page: Page, stream: StreamField) -> Iterator[Reason]:
    """What the blocks of a stream refuse, block by block."""
    value, where = getattr(page, stream.name), (capfirst(stream.verbose_name),)
    try:
        stream.stream_block.clean(value)
    except ValidationError as error:
        yield from block_errors(error, stream.stream_block, value, where, stream.name)


def block_errors(
    error: ValidationError, block: Block, value: object, where: Where, name: str
) -> Iterator[Reason]:
    """Sentences of a block's error, down to the block that caused each."""
    inner = getattr(error, "block_errors", None)
    if inner is None:
        yield of_error(error, where, name)
        return
    for one in error.non_block_errors.as_data():  # type: ignore[attr-defined]
        yield of_error(one, where, name) if value else empty(where, name)
    for key, below in inner.items():
        part, child, words = child_of(block, value, key)
        yield from block_errors(below, child, part, (*where, words), name)


def child_of(block: Block, value: object, key: int | str) -> tuple[object, Block, Words]:
    """The part of a value that an error names by number or name, its block and what it is called."""
    if isinstance(block, BaseStreamBlock):
        found = value[key]  # type: ignore[index]
        return found.value, found.block, numbered(int(key), found.block)
    if isinstance(block, BaseStructBlock):
        child = block.child_blocks[key]
        return value[key], child, child.label  # type: ignore[index]
    if isinstance(block, ListBlock):
        return value[key], block.child_block, numbered(int(key), block.child_block)  # type: ignore[index]
    raise TypeError(f"{block!r} has no parts")


def numbered(index: int, block: Block) -> Words:
    """A block by its kind and its place, counted from 1."""
    return format_lazy("{} {}", block.label or _("item"), index + 1)


def of_error(error: ValidationError, where: Where, name: str) -> Reason:
    """A validation error as a sentence that names the place."""
    if {one.code for one in error.error_list} & {"required", "blank", "null"}:
        return empty(where, name)
    message = " ".join(error.messages)
    return Reason(_("“%(where)s”: %(message)s"), {"where": where, "message": message}, name)


def empty(where: Where, name: str) -> Reason:
    """A required field or block that holds nothing."""
    return Reason(_("“%(where)s” is empty."), {"where": where}, name)


def label_of(page: Page, name: str) -> Words:
    """What the editor's page calls a field."""
    known = {one.name: one for one in page._meta.get_fields() if hasattr(one, "verbose_name")}
    return capfirst(known[name].verbose_name) if name in known else page._meta.verbose_name


def missing_alternatives(page: Page) -> Iterator[Reason]:
    """Pictures of a page that say nothing, in its language, to who cannot see them."""
    language = page.locale.language_code
    named = dict(settings.LANGUAGES).get(language, language)
    for use in pictures(page):
        if not (use.is_decorative or use.alt or getattr(use.picture, f"alt_{language}", "")):
            yield Reason(
                _(
                    "“%(where)s”: the picture “%(picture)s” has no alternative text in %(language)s. Write one at"
                    " the picture, or say that it only decorates."
                ),
                {"where": use.where, "picture": use.picture, "language": named},
                use.field,
            )


def pictures(page: Page) -> Iterator[Use]:
    """Every picture that a page shows: in a field of its own or in a block, a poster too."""
    for one in page._meta.get_fields():
        if isinstance(one, StreamField):
            yield from pictures_within(getattr(page, one.name), (capfirst(one.verbose_name),), one.name)
        elif one.many_to_one and issubclass(one.related_model, AbstractImage) and getattr(page, one.name):
            yield used(getattr(page, one.name), (capfirst(one.verbose_name),), one.name)


def pictures_within(value: object, where: Where, name: str) -> Iterator[Use]:
    """Pictures in a stream, a list or a block, at any depth."""
    for child, words in parts(value):
        if isinstance(child, AbstractImage):
            said = value if isinstance(value, StructValue) else {}
            yield used(child, (*where, words), name, said)
        else:
            yield from pictures_within(child, (*where, words), name)


def parts(value: object) -> Iterator[tuple[object, Words]]:
    """What a value of blocks is made of, each part with its name."""
    if isinstance(value, StreamValue):
        for index, bound in enumerate(value):
            yield bound.value, numbered(index, bound.block)
    elif isinstance(value, StructValue):
        for bound in value.bound_blocks.values():
            yield bound.value, bound.block.label
    elif isinstance(value, ListValue):
        for index, bound in enumerate(value.bound_blocks):
            yield bound.value, numbered(index, bound.block)


def used(picture: AbstractImage, where: Where, name: str, said: object = None) -> Use:
    """A picture with what its block says of it; one that decorates wherever it stands says so itself."""
    told = said or {}
    is_decorative = bool(told.get("is_decorative") or getattr(picture, "is_decorative", False))  # type: ignore[attr-defined]
    return Use(picture, where, name, (told.get("alt") or "").strip(), is_decorative)  # type: ignore[attr-defined]
