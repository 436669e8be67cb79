"""Work of the accounts room, named in the timetable: forgetting what has had its time."""

from __future__ import annotations

from celery import shared_task
from django.contrib.sessions.models import Session
from django.utils import timezone

from accounts import counting, limits


@shared_task
def forget_limits() -> int:
    """Delete counts whose window is long past; every hour."""
    now = timezone.now()
    return limits.forget(now) + counting.forget(now)


@shared_task
def forget_sessions() -> int:
    """Delete sessions that have expired, which Django itself leaves in the table; every hour."""
    count, _rows = Session.objects.filter(expire_date__lt=timezone.now()).delete()
    return count
