"""All that is due of digests at a moment, in one call.

In: the time. Out: drafts of windows that have ended, candidates of the open ones, and candidates of links that
editors added. Safe to repeat; called by the timetable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db.models import Exists, OuterRef, QuerySet

from curation.digests.candidates import add_by_hand, refresh
from curation.digests.drafting import draft_due
from curation.digests.windows import ensure_windows
from curation.models import AddedLink, Candidate, ClusteringRun, DigestPage, DigestWindow

AGEING = timedelta(minutes=10)  # scores fall with age; an open window is scored anew at least so often


@dataclass(frozen=True, slots=True)
class Swept:
    """What a sweep did: pages drafted, open windows scored anew, candidates added by hand."""

    pages: list[DigestPage]
    windows_count: int
    added_count: int


def sweep(now: datetime) -> Swept:
    """Draft what has ended, score what is open, and find links of editors their place."""
    pages = draft_due(now)
    stale = [window for window in ensure_windows(now) if is_stale(window, now)]
    for window in stale:
        refresh(window, now)
    added = [add_by_hand(window, now) for window in with_new_links()]
    return Swept(pages, len(stale), sum(added))


def is_stale(window: DigestWindow, now: datetime) -> bool:
    """Whether an open window was not scored since the last clustering, or for a while."""
    if window.drafted_at is not None or window.ends_at <= now:
        return False
    if window.ranked_at is None or window.ranked_at <= now - AGEING:
        return True
    return ClusteringRun.objects.filter(closed_at__gt=window.ranked_at).exists()


def with_new_links() -> QuerySet[DigestWindow]:
    """Windows at whose draft a link was added that has a story by now and is no candidate yet."""
    candidate = Candidate.objects.filter(
        window=OuterRef("window"), story=OuterRef("item__story"), is_added_by_hand=True
    )
    links = AddedLink.objects.filter(item__story__isnull=False).exclude(Exists(candidate))
    return DigestWindow.objects.filter(pk__in=links.values("window"))
