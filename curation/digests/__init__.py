"""From scored stories to the draft of a digest.

In: the digest plans of home and section pages, stories, the time. Out: `DigestWindow` rows by the timetable, their
`Candidate` rows, recomputed in place, and one `DigestPage` for each window as a draft. The machine owns the
windows, the editor owns the pages: once made, a page is never touched here again. Called by
`curation.tasks.stories`, `draft_digest` and the desk.
"""

from curation.digests.candidates import add_by_hand, refresh
from curation.digests.drafting import draft, draft_due
from curation.digests.sweeping import Swept, sweep
from curation.digests.windows import Plan, ensure_windows, last_ended, open_window, page_of, plan_of, plans

__all__ = [
    "Plan",
    "Swept",
    "add_by_hand",
    "draft",
    "draft_due",
    "ensure_windows",
    "last_ended",
    "open_window",
    "page_of",
    "plan_of",
    "plans",
    "refresh",
    "sweep",
]
