"""The words of a mail that depend on its reader, in the active language.

Comes in: counts, reasons, a local time. Goes out: sentences. Called by `newsletters.rendering` for mails and
previews alike.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsletters.personalisation import Reason, Why

NOON_H, EVENING_H = 12, 18


def greeting(local: datetime) -> str:
    """Greet by the hour on the newsletter's clock."""
    if local.hour < NOON_H:
        return _("Good morning")
    return _("Good afternoon") if local.hour < EVENING_H else _("Good evening")


def summary(minutes: int, read_count: int, know_count: int) -> str:
    """Say how long it takes and what is in it: "5 minutes: 1 to read, 8 in short, chosen for you."."""
    taken = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    parts = []
    if read_count:
        parts.append(_("%(count)s to read") % {"count": read_count})
    if know_count:
        parts.append(_("%(count)s in short") % {"count": know_count})
    return _("%(minutes)s: %(parts)s, chosen for you.") % {"minutes": taken, "parts": ", ".join(parts)}


def reason(reasons: tuple[Why, ...], names: tuple[str, ...]) -> str:
    """Say why a reader gets an item; `names` are the reasons' values in words, place by place."""
    said = {why.reason: why.value for why in reasons}
    pairs = zip(reasons, names, strict=True)
    topics = [name for why, name in pairs if why.reason is Reason.FOLLOWED]
    values = {"topic": "".join(topics[:1]), "count": said.get(Reason.SOURCES, "")}
    if topics and Reason.SOURCES in said:
        return _("Because you follow %(topic)s and %(count)s sources wrote about it.") % values
    if topics:
        return _("Because you follow %(topic)s.") % values
    if Reason.SOURCES in said:
        return _("Because %(count)s sources wrote about it.") % values
    if Reason.OWN in said:
        return _("Because our own experts wrote it.")
    return (
        _("Because the editors put it first.") if Reason.FIRST in said else _("Because the editors chose it.")
    )


def sentence(headline: str) -> str:
    """End a headline as a sentence, for where text follows it."""
    return headline if headline.endswith((".", "?", "!", "…")) else f"{headline}."


def test_subject(subject: str) -> str:
    """The subject of a test mail: nobody takes it for the issue."""
    return _("Test: %(subject)s") % {"subject": subject}
