"""What goes live and what ends by itself, asked of the database every minute."""

from celery import shared_task
from django.core.management import call_command


@shared_task
def keep_schedule() -> None:
    """Publish what is due and end what has expired, by Wagtail's own command; what may not go live is held."""
    call_command("publish_scheduled")
