"""The turn of advertorial slots: what begins or ends at a moment changes home without anybody saving anything.

Comes in: the time. Goes out: each slot that has begun or ended since it was last looked at is saved with its new
phase, and saving it raises the generation of the cached pages (`articles.generations`) in the same transaction. Safe
to repeat; called every minute by the timetable.
"""

from datetime import datetime

from django.db import transaction

from articles.models import AdvertorialSlot


@transaction.atomic
def turn(now: datetime) -> int:
    """Save the slots that have begun or ended; gives how many."""
    turned = AdvertorialSlot.objects.select_for_update(of=("self",)).turned(now)
    for slot in turned:
        slot.phase = slot.phase_at(now)
        slot.save(update_fields=["phase"])
    return len(turned)
