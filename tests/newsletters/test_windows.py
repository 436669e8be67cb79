"""`newsletters.windows`: closing and sending hours in the newsletter's own time zone."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from newsletters.models import Newsletter
from newsletters.models.lists import Cadence
from newsletters.windows import first_sending, last_closing, next_closing

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def letter(**fields) -> Newsletter:
    return Newsletter(time_zone="Europe/Amsterdam", daily_closing_hour=6, daily_sending_hour=7, **fields)


def local(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=AMSTERDAM)


@pytest.mark.parametrize(
    ("now", "closing"),
    [
        (local(2026, 11, 24, 6), local(2026, 11, 24, 6)),
        (local(2026, 11, 24, 5, 59), local(2026, 11, 23, 6)),
        (local(2026, 11, 24, 23), local(2026, 11, 24, 6)),
        (datetime(2026, 11, 24, 5, 30, tzinfo=UTC), local(2026, 11, 24, 6)),
    ],
)
def test_last_closing_daily_is_the_last_closing_hour_on_the_local_clock(now, closing):
    assert last_closing(letter(), Cadence.DAILY, now) == closing


@pytest.mark.parametrize("hours", range(0, 24 * 14, 5))
def test_last_closing_weekly_is_its_weekday_within_the_week_before(hours):
    now = local(2026, 11, 16, 0) + timedelta(hours=hours)
    closing = last_closing(letter(weekly_weekday=4, weekly_closing_hour=6), Cadence.WEEKLY, now)
    assert (closing.weekday(), closing.hour) == (4, 6)
    assert timedelta(0) <= now - closing < timedelta(days=7)


@pytest.mark.parametrize("day", [local(2026, 3, 28, 12), local(2026, 10, 24, 12)])
def test_next_closing_over_a_change_of_the_clock_keeps_its_hour(day):
    closing = next_closing(letter(), Cadence.DAILY, day)
    assert (closing.hour, closing.date()) == (6, (day + timedelta(days=1)).date())


def test_first_sending_is_the_sending_hour_after_the_window():
    assert first_sending(letter(), Cadence.DAILY, local(2026, 11, 24, 6)) == local(2026, 11, 24, 7)


def test_first_sending_of_an_hour_that_has_passed_is_tomorrow():
    assert first_sending(letter(), Cadence.DAILY, local(2026, 11, 24, 15)) == local(2026, 11, 25, 7)
