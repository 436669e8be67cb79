"""What the issue page says: the balance in one sentence, and why a decision was refused.

Comes in: a `Balance`, an error. Goes out: sentences in the active language. Called by `views.issues`.
"""

from __future__ import annotations

from django.utils.formats import date_format, number_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from newsletters.exceptions import (
    DecisionRefused,
    HeaderRefused,
    NewslettersError,
    NothingToCompose,
    WindowTaken,
)
from newsletters.ledger import Balance
from newsletters.models import Delivery, Issue


def title(issue: Issue) -> str:
    """Name an issue: newsletter, cadence and the day on which its window ended."""
    day = date_format(localtime(issue.ends_at), "j F Y")
    return f"{issue.newsletter.name} {issue.get_cadence_display()}, {day}"


def balance_sentence(balance: Balance) -> str:
    """Say where every candidate went: "4 recipients = 2 taken by the server + 1 excluded (...) + ..."."""
    reasons = ", ".join(
        f"{_count(count)} {Delivery.Exclusion(reason).label}" for reason, count in balance.excluded.items()
    )
    excluded = _("%(count)s excluded") % {"count": _count(balance.excluded_count)}
    parts = [
        _("%(count)s taken by the server") % {"count": _count(balance.accepted)},
        f"{excluded} ({reasons})" if reasons else excluded,
        _("%(count)s rejected") % {"count": _count(balance.rejected)},
        _("%(count)s uncertain") % {"count": _count(balance.uncertain)},
    ]
    if balance.unfinished:
        parts.append(_("%(count)s still to go") % {"count": _count(balance.unfinished)})
    if balance.missing:
        parts.append(_("%(count)s unaccounted for") % {"count": _count(balance.missing)})
    return f"{candidates_words(balance.candidates)} = {' + '.join(parts)}"


def candidates_words(count: int) -> str:
    """Say how many recipients an issue has."""
    return ngettext("%(count)s recipient", "%(count)s recipients", count) % {"count": _count(count)}


def refusal(error: NewslettersError) -> str:
    """Say why a decision was refused and what to do."""
    if isinstance(error, NothingToCompose):
        since = date_format(localtime(error.starts_at), "DATETIME_FORMAT")
        return _("Nothing was published since %(since)s. Publish a digest or an article first.") % {
            "since": since
        }
    if isinstance(error, WindowTaken):
        until = date_format(localtime(error.ends_at), "DATETIME_FORMAT")
        return _("An issue until %(until)s was composed already.") % {"until": until}
    if isinstance(error, DecisionRefused):
        return _("That is not possible: the issue is %(state)s by now.") % {"state": error.state}
    if isinstance(error, HeaderRefused):
        return _(
            "The mail cannot be written: “%(value)s” holds a character that one cannot see, or is no mail "
            "address. Correct the words of the issue, or its newsletter under Settings."
        ) % {"value": error.value}
    return str(error)


def _count(number: int) -> str:
    return str(number_format(number, force_grouping=True))
