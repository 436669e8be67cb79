"""The making of pictures as tasks: each asks the database what is to be made, so it may run twice or not at all.

Named in the timetable (site/config/celery.py); nudged when a page is published and when a picture or an expert is
saved in the CMS, so that a page's pictures follow it within seconds.
"""

from __future__ import annotations

from typing import Any

from celery import shared_task
from django.db import transaction
from django.utils import timezone
from wagtail.models import Page

from articles import renditions, share_images


@shared_task
def make_renditions() -> int:
    """Make the renditions that something published needs; every minute, and when nudged."""
    return renditions.sweep()


@shared_task
def draw_share_images() -> int:
    """Draw the share images of live pages that have none, or one that says something else; as above."""
    return share_images.sweep(timezone.now())


def nudge(**_signal: Any) -> None:
    """Make what this change asks for as soon as it is stored; without the nudge the next sweep does."""
    transaction.on_commit(make_renditions.delay, robust=True)


def page_published(instance: Page, **_signal: Any) -> None:
    """Show no share image that says what the page no longer says, and make what it needs."""
    share_images.check(instance, timezone.now())
    nudge()
    transaction.on_commit(draw_share_images.delay, robust=True)
