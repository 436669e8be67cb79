"""What the browser tests see of mail: an issue with a subscriber of each edition, and a link that has expired.

Called by `content`, once the digests are published and there is a newsletter.
"""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from mail.models import Address
from newsletters import composition, links
from newsletters.models import Newsletter
from newsletters.models.lists import Cadence
from tests import factories

EXPIRED = "expired-link"  # a file in the run folder that holds the link's path


def make() -> None:
    """A weekly issue, so that the window of the daily one stays as it is; and a link of nine days ago."""
    now = timezone.now()
    letter = Newsletter.objects.get()
    for edition in ("nl", "en"):
        factories.subscription(letter, cadence=Cadence.WEEKLY, edition=edition)
    composition.compose_now(letter, Cadence.WEEKLY, now)
    address = Address.objects.for_email("laat@example.org")
    path = links.confirm_url("", address, "nl", now - timedelta(days=9))
    (settings.VAR_DIR / EXPIRED).write_text(path)
