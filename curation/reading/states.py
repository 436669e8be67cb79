"""What is noted on a source after it was asked.

In: a `Result`. Out: the source's new state, unsaved, and one statement that stores the states of a batch.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from articles import generations
from curation import pace
from curation.exceptions import CurationError, RateLimited, SourceGone
from curation.models import Source
from curation.reading.fetching import Result

FIELDS = (
    "title",
    "homepage",
    "state",
    "etag",
    "last_modified",
    "body_hash",
    "reserves_mining",
    "fault",
    "interval_min",
    "failures_count",
    "next_fetch_at",
    "fetch_requested_at",
    "first_read_at",
    "last_read_at",
    "last_success_at",
    "last_error",
    "last_error_at",
)


def note(result: Result, now: datetime, chance: float | None = None) -> Source:
    """Set the source's state after a reading; `chance` (0 to 1) spreads the next fetch."""
    source = result.source
    spread = random.random() if chance is None else chance  # noqa: S311 - spreads load, guards nothing
    source.last_read_at = now
    source.fetch_requested_at = None
    if result.error is None:
        _note_success(result, now, spread)
    else:
        _note_failure(source, result.error, now, spread)
    return source


def store(sources: Sequence[Source]) -> None:
    """One statement for all (measured.md, "store"). Sources deleted meanwhile stay deleted, paused ones paused."""
    if not sources:
        return
    stored = Source.objects.only("state", "title").in_bulk([one.pk for one in sources])
    left = [one for one in sources if one.pk in stored]
    for source in left:
        if stored[source.pk].state == Source.State.PAUSED:
            source.state = Source.State.PAUSED
    Source.objects.bulk_create(left, update_conflicts=True, unique_fields=["pk"], update_fields=FIELDS)
    if any(source.title != stored[source.pk].title for source in left):
        generations.raise_site()


def hosts_to_spare(results: Iterable[Result], until: datetime) -> dict[str, datetime]:
    """Hosts that asked us to wait: none of their sources is asked before."""
    spared = {}
    for result in results:
        error = result.error
        if isinstance(error, RateLimited) and error.retry_after_s:
            spared[result.source.host] = until + timedelta(seconds=error.retry_after_s)
    return spared


def _note_success(result: Result, now: datetime, chance: float) -> None:
    source, document, feed = result.source, result.document, result.feed
    if document is not None:
        source.etag = document.validators.etag[:1000]
        source.last_modified = document.validators.last_modified[:200]
        if document.status == 200 or document.reserves_mining is not None:
            source.reserves_mining = document.reserves_mining
    source.body_hash = result.body_hash
    source.failures_count, source.last_error, source.last_error_at = 0, None, None
    source.first_read_at = source.first_read_at or now
    source.last_success_at = now
    if feed is not None:
        source.interval_min = feed.interval_min
        source.fault = {"code": feed.fault, "detail": feed.fault_detail} if feed.fault else None
        _name(source, feed.title, feed.homepage)
    max_age_s = document.max_age_s if document else 0
    pause_s = pace.after_success(max_age_s, source.interval_min, chance)
    source.next_fetch_at = now + timedelta(seconds=pause_s)


def _name(source: Source, title: str, homepage: str) -> None:
    """A source that nobody named yet takes the feed's own title."""
    if source.title == source.host and title:
        source.title = title[:200]
    if not source.homepage and homepage.startswith(("http://", "https://")):
        source.homepage = homepage[:2000]


def _note_failure(source: Source, error: CurationError, now: datetime, chance: float) -> None:
    source.failures_count += 1
    source.last_error = {"code": error.code, "detail": error.detail}
    source.last_error_at = now
    if isinstance(error, SourceGone):
        source.state = Source.State.GONE
    pause_s = pace.after_failure(source.failures_count, chance)
    if isinstance(error, RateLimited):
        pause_s = pace.after_limit(error.retry_after_s, source.failures_count, chance)
    source.next_fetch_at = now + timedelta(seconds=pause_s)
