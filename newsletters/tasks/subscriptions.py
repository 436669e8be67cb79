"""Subscriptions as tasks, named in the timetable (site/config/celery.py)."""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from newsletters import subscriptions


@shared_task
def purge_unconfirmed() -> int:
    """Forget what nobody confirmed within 14 days; every hour."""
    return subscriptions.purge_unconfirmed(timezone.now())


@shared_task
def forget_ips() -> int:
    """Drop the IP addresses of old evidence; every hour."""
    return subscriptions.forget_ips(timezone.now())
