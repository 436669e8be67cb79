"""The generation of what readers see: one row for a magazine, and one for each address that has its own."""

from typing import Self

from django.db import models
from wagtail.models import Site


class GenerationQuerySet(models.QuerySet["Generation"]):
    def of_magazines(self) -> Self:
        """The generations of whole magazines, without those of single addresses."""
        return self.filter(path="")


class Generation(models.Model):
    """A stamp that is part of the key of every page kept by the page cache: a new one makes those kept unfindable.

    Random and not counted: it never comes back, not even in a database that was restored from a backup.
    """

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="generations")
    # The path of an address of this magazine; empty for the magazine as a whole, "ground" for what all addresses are
    # made of.
    path = models.CharField(max_length=1000, blank=True)
    stamp = models.CharField(max_length=16)

    objects = GenerationQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["site", "path"], name="articles_generation_once_per_address")
        ]

    def __str__(self) -> str:
        return f"{self.site_id}{self.path or '/*'} {self.stamp}"
