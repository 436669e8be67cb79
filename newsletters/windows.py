"""When the windows of a newsletter end, and when its issues may go.

Comes in: a newsletter, a cadence and the time. Goes out: moments and half-open windows. A window ends at the
newsletter's closing hour in its own time zone and begins where the last issue ended, so that what is
published later belongs to the next one. Called by `composition` and `approval`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from newsletters.models import Newsletter
from newsletters.models.lists import Cadence

DAYS = {Cadence.DAILY: 1, Cadence.WEEKLY: 7}


@dataclass(frozen=True, slots=True)
class Window:
    """A half-open span of time."""

    starts_at: datetime
    ends_at: datetime


def due_window(newsletter: Newsletter, cadence: Cadence, now: datetime) -> Window | None:
    """Give the window that has ended without an issue, or None."""
    closing = last_closing(newsletter, cadence, now)
    starts_at = _start(newsletter, cadence, closing)
    return Window(starts_at, closing) if starts_at < closing else None


def open_window(newsletter: Newsletter, cadence: Cadence, now: datetime) -> Window:
    """Give the window that would end at this moment; empty where an issue reaches to here."""
    return Window(_start(newsletter, cadence, last_closing(newsletter, cadence, now)), now)


def last_closing(newsletter: Newsletter, cadence: Cadence, now: datetime) -> datetime:
    """Give the last closing hour at or before `now`, in the newsletter's time zone."""
    zone = ZoneInfo(newsletter.time_zone)
    day = now.astimezone(zone).date()
    if cadence == Cadence.WEEKLY:
        day -= timedelta(days=(day.weekday() - newsletter.weekly_weekday) % DAYS[cadence])
    hour = _hours(newsletter, cadence)[0]
    closing = datetime.combine(day, time(hour), zone)
    return closing if closing <= now else _shift(closing, -DAYS[cadence])


def next_closing(newsletter: Newsletter, cadence: Cadence, now: datetime) -> datetime:
    """Give the first closing hour after `now`."""
    return _shift(last_closing(newsletter, cadence, now), DAYS[cadence])


def first_sending(newsletter: Newsletter, cadence: Cadence, ends_at: datetime) -> datetime:
    """Give the first sending hour at or after a window's end."""
    local = ends_at.astimezone(ZoneInfo(newsletter.time_zone))
    sending = local.replace(hour=_hours(newsletter, cadence)[1], minute=0, second=0, microsecond=0)
    return sending if sending >= local else _shift(sending, 1)


def _shift(moment: datetime, days: int) -> datetime:
    """Move by whole local days: the hour on the clock stays when summer time comes or goes."""
    return moment + timedelta(days=days)


def _hours(newsletter: Newsletter, cadence: Cadence) -> tuple[int, int]:
    if cadence == Cadence.WEEKLY:
        return newsletter.weekly_closing_hour, newsletter.weekly_sending_hour
    return newsletter.daily_closing_hour, newsletter.daily_sending_hour


def _start(newsletter: Newsletter, cadence: Cadence, closing: datetime) -> datetime:
    """A window begins where the last issue ended, the first one a day or week before its end."""
    last = newsletter.issues.filter(cadence=cadence).order_by("-ends_at").first()
    return last.ends_at if last else _shift(closing, -DAYS[cadence])
