"""The cache `default`, in which allauth counts attempts to sign in: unreadable keys, and rows that go in time.

Named in the settings and called by a task. A row is named by a keyed hash, so that neither the network nor the mail
address that an attempt came from can be read back from the table; Django leaves what has expired in it, `forget`
does not.
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from django.core.cache import caches
from django.core.cache.backends.db import DatabaseCache
from django.db import connection

from accounts.limits import hash_key

KEPT_FOR = timedelta(hours=2)
"""How long a count stays at most: allauth's longest limit is five minutes, and `forget` runs every hour."""


def hashed(key: str, prefix: str, version: int) -> str:
    """Name a row of the cache; Django's KEY_FUNCTION."""
    return hash_key(prefix, str(version), key)


def forget(now: datetime) -> int:
    """Delete the rows that have expired and give their number; 0 of a cache that does this by itself."""
    if not isinstance(caches["default"], DatabaseCache):
        return 0
    expired = connection.ops.adapt_datetimefield_value(
        now.astimezone(UTC).replace(microsecond=0, tzinfo=None)
    )
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM cache_default WHERE expires < %s", [expired])
        count: int = cursor.rowcount
    return count
