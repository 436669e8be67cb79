"""How the log speaks of what was done at the desk: one sentence for each act of `curation.acts`.

Wagtail's history of a page and the desk itself ("done since") show these.
"""

from django.utils.functional import Promise
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.log_actions import LogFormatter
from wagtail.models import PageLogEntry

ABOUT_LENGTH = 80

# act: (name of the action, sentence)
SENTENCES: dict[str, tuple[Promise | str, Promise | str]] = {
    "take": (_("Take a link"), _("Took “%(about)s”")),
    "remove": (_("Remove a link"), _("Removed “%(about)s” from the digest")),
    "put_back": (_("Put a link back"), _("Put “%(about)s” back")),
    "drop": (_("Drop a candidate"), _("Dropped “%(about)s”")),
    "restore": (_("Pick a candidate up again"), _("Picked “%(about)s” up again")),
    "move": (_("Move a link"), _("Moved “%(about)s” from place %(place)s to %(new)s")),
    "headline": (_("Set a headline"), _("Changed the headline “%(old)s” to “%(new)s”")),
    "why": (_("Set a line of why"), _("Changed why “%(about)s” matters")),
    "foreword": (_("Set the foreword"), _("Changed the foreword")),
    "add": (_("Add an address"), _("Added %(about)s by hand")),
    "withdraw": (_("Withdraw an address"), _("Withdrew %(about)s")),
}


def formatter(label: Promise | str, sentence: Promise | str) -> type[LogFormatter]:
    """Make the class that Wagtail's registry asks for."""

    def format_message(self: LogFormatter, entry: PageLogEntry) -> str:
        data = {"about": entry.data.get("about", ""), **entry.data.get("replaced", {})}
        short = {name: Truncator(str(value)).chars(ABOUT_LENGTH) for name, value in data.items()}
        return str(sentence) % short

    return type("DeskFormatter", (LogFormatter,), {"label": label, "format_message": format_message})
