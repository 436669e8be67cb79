"""Addresses where something was published once and is no more."""

from typing import Self

from django.db import models
from django.utils import timezone
from wagtail.models import Site


class GoneAddressQuerySet(models.QuerySet["GoneAddress"]):
    def at(self, site: Site | int, path: str) -> Self:
        """What was published at a path of a magazine, as `articles.gone` writes paths."""
        return self.filter(site=site, path=path)


class GoneAddress(models.Model):
    """One address of a magazine that answers 410: it was unpublished, it expired, or it was deleted."""

    site = models.ForeignKey(Site, on_delete=models.CASCADE, related_name="+")
    path = models.CharField(max_length=1000)
    gone_at = models.DateTimeField(default=timezone.now)

    objects = GoneAddressQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["site", "path"], name="articles_gone_address_once")]

    def __str__(self) -> str:
        return self.path
