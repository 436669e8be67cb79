"""What goes live and what ends by itself, asked of the database every minute."""

from celery import shared_task
from django.core.management import call_command
from django.utils import timezone

from articles import slots


@shared_task
def keep_schedule() -> None:
    """Publish what is due and end what has expired, by Wagtail's own command; what may not go live is held."""
    call_command("publish_scheduled")


@shared_task
def turn_slots() -> int:
    """Begin and end the advertorial slots whose moment has come; every minute."""
    return slots.turn(timezone.now())
