"""Reading as tasks: each asks the database what is to do, so it may run twice or not at all.

Named in the timetable (site/config/celery.py), and nudged by views after a commit.
"""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from curation import reading
from curation.tasks.stories import cluster_items


@shared_task
def read_due_sources() -> dict[str, int]:
    """Read what is due; every minute."""
    summary = reading.read_due(reading.Run(timezone.now()))
    if summary.items_new:
        transaction.on_commit(cluster_items.delay, robust=True)
    return {"read": summary.read, "failed": summary.failed, "items_new": summary.items_new}


@shared_task
def read_requests() -> dict[str, int]:
    """Look at addresses that editors typed and links that they added; every minute and when nudged."""
    now = timezone.now()
    done = {"proposals": reading.discover(now), "links": reading.read_added_links(now)}
    if done["links"]:
        transaction.on_commit(cluster_items.delay, robust=True)
    return done
