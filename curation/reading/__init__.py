"""Reading the outside world: due sources, addresses that editors typed, links that they added by hand.

In: rows that ask for something. Out: items, proposals and states in the database. `read_due` leases hosts, runs
one event loop over a batch, and stores in batches; `discover` and `read_added_links` do the same for single
addresses. Nothing here runs in the web process. Called by `curation.tasks` and the commands.
"""

from curation.reading.added import read_added_links
from curation.reading.proposals import discover, find
from curation.reading.sources import Run, Summary, read_due

__all__ = ["Run", "Summary", "discover", "find", "read_added_links", "read_due"]
