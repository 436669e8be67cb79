"""How long a host asks us to stay away, in seconds. Pure; called by whoever reads answers of the web."""

from __future__ import annotations

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from outbound.client import Response

WAITING = frozenset({403, 429, 503})  # statuses whose Retry-After is obeyed: requirements.md, "Pace"
FORBIDDEN_PAUSE_S = 4 * 3600  # 403 without Retry-After: the same
LONGEST_ASKED_S = 7 * 86_400  # nobody keeps us away for longer


def asked_s(response: Response, now: datetime) -> float | None:
    """Seconds that an answer of `WAITING` asks for, at most seven days; None where it does not say.

    Retry-After is seconds or a date (RFC 9110 10.2.3), which `now` reads; what cannot be read counts as not said.
    """
    if response.status not in WAITING:
        return None
    told = _told_s(response.headers.get("Retry-After", "").strip(), now)
    if told is None and response.status == 403:
        return FORBIDDEN_PAUSE_S
    return None if told is None else min(told, LONGEST_ASKED_S)


def _told_s(value: str, now: datetime) -> float | None:
    if value.isascii() and value.isdecimal():
        return float(value[:9])
    try:
        moment = parsedate_to_datetime(value)
    except (ValueError, IndexError, TypeError):
        return None
    aware = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return max(0.0, (aware - now).total_seconds())
