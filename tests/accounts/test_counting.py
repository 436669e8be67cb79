"""Counts of attempts to sign in: they tell of nobody, nothing else pushes them out, and they go in time."""

from datetime import timedelta

import pytest
from allauth.account import app_settings
from allauth.core.internal.ratelimit import parse_rates
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts import counting
from articles import renditions
from tests.articles import images

pytestmark = pytest.mark.django_db
NETWORK, ADDRESS = "203.0.113.9", "nobody@example.org"


def rows() -> list[str]:
    """The names of the rows in the table of the cache."""
    with connection.cursor() as cursor:
        return [key for (key,) in cursor.execute("SELECT cache_key FROM cache_default").fetchall()]


def attempt() -> int:
    """The status of the answer to a wrong password."""
    wrong = {"login": ADDRESS, "password": "wrong"}
    return Client(REMOTE_ADDR=NETWORK).post(reverse("account_login"), wrong).status_code


def test_count_of_attempts_names_neither_network_nor_address():
    assert attempt() == 200
    assert rows() and all(set(key) <= set("0123456789abcdef") and len(key) == 64 for key in rows())


def test_pictures_push_no_count_out(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    attempt()
    counts = rows()
    picture = images.picture()
    for width in range(10, 14):
        picture.get_rendition(f"width-{width}")
    renditions.make_for(picture, "text")
    assert rows() == counts


def test_more_attempts_than_django_keeps_rows_by_itself_leave_each_count():
    for number in range(400):
        cache.set(f"attempt {number}", 1)
    assert all(cache.get(f"attempt {number}") for number in range(400))


def test_expired_counts_are_deleted():
    cache.set("old", 1, timeout=60)
    cache.set("new", 1, timeout=7200)
    assert counting.forget(timezone.now() + timedelta(hours=1)) == 1
    assert cache.get("new") == 1 and len(rows()) == 1


def test_no_limit_lasts_longer_than_is_said():
    limits = app_settings.RATE_LIMITS.values()
    longest = max(rate.duration for limit in limits for rate in parse_rates(limit))
    assert timedelta(seconds=longest) + timedelta(hours=1) <= counting.KEPT_FOR
