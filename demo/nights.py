"""The moments of the play: when windows end, and what happens how long after.

In: the first start and the home page's plan. Out: moments. Night 0 is the last one that ended before the first
start; night 1 the one before. Pure but for the plan it is given.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

CLOSING_HOUR = 6
LETTER_HOUR = 7  # the newsletter closes an hour after the digests: by then the editor has published
PUBLISHED_AFTER = timedelta(minutes=25)
MAILED_AFTER = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class Nights:
    """The nights before a first start, in the magazine's own time zone."""

    started_at: datetime
    zone: str

    def ends_at(self, night: int) -> datetime:
        """When the digests of a night close."""
        return self._hour(night, CLOSING_HOUR)

    def published_at(self, night: int) -> datetime:
        """When the editor publishes that night's digests."""
        return self.ends_at(night) + PUBLISHED_AFTER

    def mailed_at(self, night: int) -> datetime:
        """When that night's issue is composed, approved and sent."""
        return self._hour(night, LETTER_HOUR) + MAILED_AFTER

    def day_of(self, at: datetime) -> date:
        """The day of a moment in the magazine's time zone."""
        return at.astimezone(ZoneInfo(self.zone)).date()

    def _hour(self, night: int, hour: int) -> datetime:
        local = self.started_at.astimezone(ZoneInfo(self.zone))
        last = local.date() if local.hour >= CLOSING_HOUR else local.date() - timedelta(days=1)
        return datetime.combine(last - timedelta(days=night), time(hour), ZoneInfo(self.zone))
