"""Sessions and counts that have had their time are deleted, younger ones stay."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import limits
from accounts.models import Limit
from accounts.tasks import forget_limits, forget_sessions
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def test_old_counts_are_deleted():
    for age in (timedelta(hours=1), limits.KEPT_FOR + timedelta(minutes=1)):
        Limit.objects.create(key="key", window_starts_at=NOW - age, count=1)
    assert limits.forget(NOW) == 1
    assert Limit.objects.get().window_starts_at == NOW - timedelta(hours=1)


def test_expired_sessions_are_deleted():
    now = timezone.now()
    for name, minutes in (("old", -1), ("new", 60)):
        Session.objects.create(session_key=name, expire_date=now + timedelta(minutes=minutes))
    assert forget_sessions() == 1
    assert Session.objects.get().session_key == "new"


def test_task_counts_what_it_deleted():
    Limit.objects.create(key="key", window_starts_at=timezone.now() - 2 * limits.KEPT_FOR, count=1)
    assert forget_limits() == 1
