"""Windows by the timetable: half-open, one after the other, on the clock of their place."""

from datetime import UTC, datetime, timedelta

import pytest

from curation import digests
from curation.models import DigestWindow
from tests import factories

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)  # a Tuesday


def plan(**fields):
    home = factories.home()
    for name, value in {"digest_cadence": "daily", "digest_hour": 6, **fields}.items():
        setattr(home, name, value)
    home.save()
    return digests.plan_of(home)


def spans(now):
    return [(window.starts_at, window.ends_at) for window in digests.ensure_windows(now)]


def utc(day, hour, month=11):
    return datetime(2026, month, day, hour, tzinfo=UTC)


def test_ensure_windows_without_a_cadence_makes_none():
    assert digests.ensure_windows(NOON) == []


def test_ensure_windows_daily_makes_the_ended_and_the_open_one():
    plan()
    assert spans(NOON) == [(utc(23, 5), utc(24, 5)), (utc(24, 5), utc(25, 5))]


def test_ensure_windows_weekly_closes_on_its_weekday():
    plan(digest_cadence="weekly", digest_weekday=0)
    assert spans(NOON) == [(utc(16, 5), utc(23, 5)), (utc(23, 5), utc(30, 5))]


def test_ensure_windows_again_makes_nothing_more():
    plan()
    assert spans(NOON) == spans(NOON + timedelta(hours=1))
    assert DigestWindow.objects.count() == 2


def test_ensure_windows_at_the_very_end_opens_the_next():
    plan()
    assert spans(utc(24, 5))[1] == (utc(24, 5), utc(25, 5))
    assert spans(utc(24, 5) - timedelta(seconds=1))[1] == (utc(23, 5), utc(24, 5))


def test_ensure_windows_keeps_the_hour_on_the_clock_when_summer_time_ends():
    plan()
    assert spans(datetime(2026, 10, 25, 11, tzinfo=UTC))[0] == (utc(24, 4, 10), utc(25, 5, 10))


def test_ensure_windows_in_another_time_zone_closes_there():
    plan(digest_time_zone="America/New_York")
    assert spans(NOON)[1] == (utc(24, 11), utc(25, 11))


def test_ensure_windows_after_a_pause_leaves_no_gap():
    plan()
    spans(NOON)
    later = spans(NOON + timedelta(days=3))
    assert later == [(utc(25, 5), utc(27, 5)), (utc(27, 5), utc(28, 5))]


def test_ensure_windows_after_a_long_silence_reaches_back_two_weeks():
    plan()
    spans(NOON - timedelta(days=60))
    assert spans(NOON)[0] == (utc(10, 5), utc(24, 5))


def test_ensure_windows_open_one_follows_a_changed_hour():
    plan()
    spans(NOON)
    plan(digest_hour=9)
    assert spans(NOON)[1] == (utc(24, 5), utc(25, 8))
    assert DigestWindow.objects.count() == 2


def test_ensure_windows_for_an_earlier_time_fits_before_what_is_there():
    plan()
    spans(NOON)
    assert spans(NOON - timedelta(days=1)) == [(utc(22, 5), utc(23, 5)), (utc(23, 5), utc(24, 5))]


def test_ensure_windows_each_language_and_section_has_its_own():
    plan()
    factories.section_page("cloud", "en", digest_cadence="weekly")
    kinds = {(one.section_key, one.language, one.cadence) for one in digests.ensure_windows(NOON)}
    assert kinds == {("home", "nl", "daily"), ("cloud", "en", "weekly")}
