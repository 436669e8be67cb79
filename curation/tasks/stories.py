"""Stories and digests as tasks: each asks the database what is to do, so it may run twice or not at all.

Named in the timetable (site/config/celery.py). One nudges the next after its commit, so that a link that an
editor added is a candidate within seconds; without the nudge the next sweep finds it.
"""

from __future__ import annotations

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from curation import clustering, digests


@shared_task
def cluster_items() -> dict[str, int]:
    """Give new items their stories; every minute, and when nudged."""
    done = clustering.cluster(timezone.now())
    if done.items_count:
        transaction.on_commit(draft_digests.delay, robust=True)
    return {"items": done.items_count, "stories": done.stories_count}


@shared_task
def draft_digests() -> dict[str, int]:
    """Keep windows and candidates up to date and draft what has ended; every minute, and when nudged."""
    done = digests.sweep(timezone.now())
    return {"drafts": len(done.pages), "windows": done.windows_count, "added": done.added_count}
