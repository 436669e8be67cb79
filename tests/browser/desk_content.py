"""The content that the desk's browser tests work on: an editor, and a section with a draft and candidates.

A program of its own, run against the database of the running site; prints the number of the window.
"""

import sys
import time
from datetime import timedelta
from itertools import count

import django

EDITOR = "redacteur@example.org"
TITLES = [
    "Overheid schort gunning van rijkscloud op na klacht over kosten van verkeer tussen zones",
    "Arbeidsongeschiktheidsverzekeringsadministratiesystemen verhuizen",
    "Two availability zones fail within the same hour",
    "Kort",
]
PARTS = [
    {"name": "sources", "value": 22.5, "figure": 3},
    {"name": "age", "value": 30.0, "figure": 2},
    {"name": "topic", "value": 20.0, "figure": 1},
    {"name": "weight", "value": 7.5, "figure": 1},
]


def make(key: str) -> int:
    """A section with a draft of three links and four candidates; one more came later, one was dropped."""
    from django.utils import timezone

    from accounts import roles
    from accounts.models import User
    from tests import factories

    factories.number = count(time.time_ns())  # names of its own beside those of other processes
    if not User.objects.filter(email=EDITOR).exists():
        factories.user(roles.EDITOR, email=EDITOR, first_name="Noor", last_name="Visser")
    section = factories.section_page(key, digest_cadence="daily")
    now = timezone.now()
    span = {"section_key": key, "starts_at": now - timedelta(hours=25), "ends_at": now - timedelta(hours=1)}
    window = factories.window(**span)
    later = factories.window(
        **{**span, "starts_at": window.ends_at, "ends_at": window.ends_at + timedelta(days=1)}
    )
    source = factories.source(title="De Dienstenkrant", last_read_at=now)
    source.sections.add(factories.section(key))
    for number, title in enumerate(TITLES):
        story = factories.story(title=title)
        fields = {"story": story, "title": title, "minutes": 4, "language": "en" if number == 2 else "nl"}
        items = [factories.item(source=source, **fields), factories.item(**fields)]
        factories.candidate(window=window, story=story, item=items[0], score=80 - number, parts=PARTS)
    factories.candidate(window=window, score=10, decision="dropped", decided_at=now)
    factories.candidate(window=later, score=60, parts=PARTS)
    factories.draft(window, links=3, parent=section)
    return int(window.pk)


if __name__ == "__main__":
    django.setup()
    sys.stdout.write(f"{make(sys.argv[1])}\n")
