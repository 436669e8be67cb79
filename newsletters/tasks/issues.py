"""Issues as tasks: each asks the database what is to do, so it may run twice or not at all.

Named in the timetable (site/config/celery.py), and nudged by the issue page after a commit.
"""

from __future__ import annotations

from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from mail import transport
from newsletters import composition, delivery, ledger

SENDING_FOR = timedelta(seconds=50)
"""How long one task sends: under the minute of the timetable, so that other work gets its turn."""


@shared_task
def compose_issues() -> int:
    """Compose the issues whose windows have ended; every minute."""
    return len(composition.compose_due(timezone.now()))


@shared_task
def send_issues() -> dict[str, int | str]:
    """Start what may go, settle what was left half done, and send; every minute and when nudged."""
    now = timezone.now()
    delivery.start(now)
    ledger.settle(now)
    sent = delivery.send(ledger.Run(timezone.now, until=now + SENDING_FOR), transport.connect)
    return {"accepted": sent.accepted, "postponed": sent.postponed, "fault": sent.fault}
