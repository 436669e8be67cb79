"""What went wrong with an embed, in the words that an editor reads.

Rows keep a code and a detail, because the same row is read in Dutch and in English. The codes are those of
`outbound.exceptions` and of `articles.embeds.oembed`.
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("Something went wrong: %(detail)s.")
SENTENCES: dict[str, Promise] = {
    "not_found": _("%(provider)s knows nothing at this address. Is it right, and is it public?"),
    "not_allowed": _("%(provider)s does not let this be shown elsewhere. Readers get a link."),
    "refused": _(
        "%(provider)s does not let us ask, or does not let this be shown elsewhere. We ask again later."
    ),
    "rate_limited": _("%(provider)s asks us to wait. We ask again by ourselves."),
    "status": _("%(provider)s answered with error %(detail)s."),
    "unreadable": _("%(provider)s gave an answer that we cannot read."),
    "nameless": _("%(provider)s gives no title for this."),
    "address_refused": _(
        "%(provider)s may not be asked: its address does not lead to the public web (%(detail)s)."
    ),
    "name_unknown": _("The host of %(provider)s cannot be found."),
    "connection_failed": _("%(provider)s gave no usable answer (%(detail)s)."),
    "timed_out": _("%(provider)s took longer than %(detail)s to answer."),
    "too_large": _("The answer of %(provider)s is larger than we read."),
    "too_many_redirects": _("%(provider)s keeps sending us on to other addresses."),
    "unlisted": _("%(provider)s is no longer in the list of providers. Readers get a link."),
}


def describe(fault: Mapping[str, str] | None, provider: str) -> str:
    """The sentence of a stored fault in the active language; empty without one."""
    if not fault:
        return ""
    code, detail = fault.get("code", ""), fault.get("detail", "")
    return str(SENTENCES.get(code, UNKNOWN)) % {"provider": provider, "detail": detail or code}
