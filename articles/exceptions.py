"""What can go wrong with what we publish. Each error carries what it is about."""

from __future__ import annotations

from collections.abc import Sequence

from django.core.exceptions import ValidationError
from wagtail.models import Page


class ArticlesError(Exception):
    """The root of this room's errors."""


class NotPublishable(ArticlesError, ValidationError):
    """A page may not be published; `reasons` are sentences in the language that is active when they are read.

    A ValidationError too, because that is what Wagtail's `save` of a live page raises for what is not complete.
    """

    def __init__(self, page: Page, reasons: Sequence[object]) -> None:
        ValidationError.__init__(self, [str(reason) for reason in reasons])
        self.page = page
        self.reasons = tuple(reasons)
