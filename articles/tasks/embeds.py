"""Words of embeds as a task: it asks the database what is wanted, so it may run twice or not at all.

Named in the timetable (site/config/celery.py), and nudged when a page with embeds is saved or published.
"""

from __future__ import annotations

from celery import shared_task
from django.utils import timezone

from articles.embeds import reading


@shared_task
def read_embeds() -> int:
    """Ask providers for titles and authors that are due; every minute, and when nudged."""
    return reading.read_due(timezone.now())
