"""What we keep of who offers an op-ed, for `accounts.personal_data`."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.utils.translation import gettext_lazy as _

from accounts.personal_data import Entry, Kept
from articles.models import OpEd

DECLINED_FOR = timedelta(days=365)
"""How long a declined text can be read again by who wrote it; a year later the field has moved on."""

OP_EDS = Entry(
    key="articles.op_eds",
    title=_("Op-eds that readers offer"),
    purpose=_("To judge a text that you offer us, to print it, and to tell you what became of it."),
    what=_(
        "The text with its headline, section and language, the name and role that are to stand above it, what an "
        "editor decided, when, and why."
    ),
    kept=(
        Kept(what=_("what waits for an editor or is worked on"), until=_("until it is decided or withdrawn")),
        Kept(what=_("what was declined"), lasts=DECLINED_FOR),
        Kept(
            what=_("what was published"),
            until=_("until the account is deleted; the article stays, with the name above it"),
        ),
    ),
    recipients=_("The editorial office; every reader, once it is published."),
    models=("articles.OpEd",),
)


def forget_declined(now: datetime) -> int:
    """Delete what was declined long ago; give the number."""
    count, _rows = OpEd.objects.declined_before(now - DECLINED_FOR).delete()
    return count
