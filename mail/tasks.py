"""Work of the mail room that the timetable and the rooms above ask for."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from mail import outbox


@shared_task
def deliver_mails() -> int:
    """Hand over the mails that wait: confirmations, sign-in, tests, alarms."""
    return outbox.deliver(timezone.now())


@shared_task
def forget_mails() -> int:
    """Delete what was finished long ago; every hour."""
    return outbox.forget(timezone.now())
