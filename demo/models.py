"""The one row of this room: when the sample content started, and at which moment its play stands."""

from __future__ import annotations

from datetime import datetime

from django.db import models
from django.utils import timezone


class Play(models.Model):
    """The first start, from which every sample date is counted, and how far the last days were played.

    While it is being played the sources are served as they stood at `stands_at`; afterwards as they stand now.
    """

    started_at = models.DateTimeField(default=timezone.now)
    stands_at = models.DateTimeField(null=True, blank=True)
    played_at = models.DateTimeField(null=True, blank=True)
    # Names of the steps that were done, in their order; a second run begins after the last.
    steps = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="demo_play_is_one_row")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @classmethod
    def begun(cls) -> Play:
        """The row, made at the first call."""
        return cls.objects.get_or_create(pk=1)[0]

    def moment(self, now: datetime) -> datetime:
        """The moment at which the sources stand when it is `now`."""
        return self.stands_at or (now if self.played_at else self.started_at)
