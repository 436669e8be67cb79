"""Limits as rows: how often may this happen in so many seconds? Views ask before they do something dear."""

import hashlib
import hmac
import ipaddress
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db.models import F

from accounts.models import Limit

KEPT_FOR = timedelta(days=1)
"""How long a count stays after its window began; no limit looks further back than an hour."""


def hash_key(*parts: str) -> str:
    """Return a keyed hash of the parts: equal for equal parts, unreadable without the secret key."""
    text = "\x00".join(parts)
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(), hashlib.sha256).hexdigest()


def address_prefix(ip: str) -> str:
    """Return the network that one visitor can be assumed to hold: /24 of IPv4, /56 of IPv6."""
    address = ipaddress.ip_address(ip)
    length = 24 if address.version == 4 else 56
    return str(ipaddress.ip_network((address, length), strict=False))


def raise_limit(key: str, now: datetime, window_s: int) -> int:
    """Count one more for `key` in the window that holds `now`, in one UPDATE; return the count."""
    starts_at = datetime.fromtimestamp(now.timestamp() // window_s * window_s, UTC)
    Limit.objects.bulk_create([Limit(key=key, window_starts_at=starts_at)], ignore_conflicts=True)
    row = Limit.objects.filter(key=key, window_starts_at=starts_at)
    row.update(count=F("count") + 1)
    return row.values_list("count", flat=True).get()


def forget(now: datetime) -> int:
    """Delete the counts of windows that nobody asks for any more; give the number."""
    count, _rows = Limit.objects.filter(window_starts_at__lt=now - KEPT_FOR).delete()
    return count
