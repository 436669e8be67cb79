"""The drawn picture by which a page is shared, one for each page that is live."""

from typing import Self

from django.db import models
from wagtail.models import Page


class ShareImageQuerySet(models.QuerySet["ShareImage"]):
    def without_live_page(self) -> Self:
        """Those whose page was deleted or taken down."""
        return self.filter(models.Q(page=None) | models.Q(page__live=False))

    def longest_unchecked(self, limit: int) -> Self:
        """Those that may be out of date, since they were compared with their page longest ago."""
        return self.filter(is_stale=False).order_by("checked_at")[:limit]


class ShareImage(models.Model):
    """A file of the share image of a page, and what it was drawn of."""

    # SET_NULL, so that the sweep finds the file of a deleted page and removes it.
    page = models.OneToOneField(Page, on_delete=models.SET_NULL, null=True, related_name="share_image")
    name = models.CharField(max_length=100)  # in the storage of media
    drawn_of = models.CharField(max_length=64)  # a hash of the words
    is_stale = models.BooleanField(default=False)  # says something else than its page, so it is not shown
    checked_at = models.DateTimeField(db_index=True)

    objects = ShareImageQuerySet.as_manager()

    def __str__(self) -> str:
        return self.name
