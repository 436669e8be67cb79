"""The one row of this room: when the sample content started, and at which moment its play stands."""

from __future__ import annotations

from datetime import datetime

from django.db import models


class Play(models.Model):
    """The first start, from which every sample date is counted, and how far the last days were played.

    While they are being played the sources are served as they stood at `stands_at`; afterwards as they stand now.
    """

    started_at = models.DateTimeField()
    stands_at = models.DateTimeField(null=True, blank=True)
    played_at = models.DateTimeField(null=True, blank=True)
    # Names of the steps that were done; a second run leaves these out.
    steps = models.JSONField(default=list)

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="demo_play_is_one_row")]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M}"

    @classmethod
    def begun(cls, now: datetime) -> Play:
        """The row; the first call makes it and `now` becomes the first start."""
        return cls.objects.get_or_create(pk=1, defaults={"started_at": now})[0]

    def moment(self, now: datetime) -> datetime:
        """The moment at which the sources stand when it is `now`."""
        return self.stands_at or (now if self.played_at else self.started_at)

    def has_done(self, step: str) -> bool:
        """Whether this step was done, by this run or an earlier one."""
        return step in self.steps

    def note(self, step: str) -> None:
        """Remember that a step is done."""
        self.steps = [*self.steps, step]
        self.save(update_fields=["steps"])

    def stand_at(self, moment: datetime) -> None:
        """Have the sources served as they stood at `moment`."""
        self.stands_at = moment
        self.save(update_fields=["stands_at"])

    def finish(self, now: datetime) -> None:
        """Let the sources run with the clock again."""
        self.stands_at, self.played_at = None, now
        self.save(update_fields=["stands_at", "played_at"])
