"""When a source is asked again.

In: what the host and the feed said, and how often it failed. Out: seconds until the next fetch. Pure: chance
comes in as a number between 0 and 1. Called by `curation.reading`; the rules are requirements.md, "Pace".
"""

from __future__ import annotations

from outbound.waiting import LONGEST_ASKED_S

INTERVAL_S = 3600  # the shortest pause between two fetches of one source
JITTER_RATIO = 0.25  # added to an interval, so that sources spread over the hour
DAY_S = 86_400


def after_success(max_age_s: int, feed_interval_min: int, chance: float) -> float:
    """The longest of an hour, what the host caches and what the feed asks for, up to a week; up to a quarter more."""
    interval = max(INTERVAL_S, min(LONGEST_ASKED_S, max(max_age_s, feed_interval_min * 60)))
    return interval * (1 + JITTER_RATIO * chance)


def after_failure(failures: int, chance: float) -> float:
    """An hour, doubled by each failure in a row up to a day; it never stops for good."""
    interval: float = min(DAY_S, INTERVAL_S * 2 ** min(failures - 1, 10)) if failures else INTERVAL_S
    return interval * (1 + JITTER_RATIO * chance)


def after_limit(retry_after_s: float | None, failures: int, chance: float) -> float:
    """What the host asked for, at least our own interval and at most seven days; else as a failure."""
    if retry_after_s is None:
        return after_failure(failures, chance)
    return max(INTERVAL_S, min(LONGEST_ASKED_S, retry_after_s)) + INTERVAL_S * JITTER_RATIO * chance
