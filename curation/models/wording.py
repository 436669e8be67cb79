"""Errors of the outside world in the words that an editor reads.

Rows keep a code and a detail, because the same row is read in Dutch and in English; the sentence is made here,
when it is shown. The codes are those of `outbound.exceptions`, `curation.exceptions` and the feed clients.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

UNKNOWN = _("Something went wrong: %(detail)s.")
SENTENCES: dict[str, Promise] = {
    "address_refused": _("This address may not be visited: it does not lead to the public web (%(detail)s)."),
    "name_unknown": _("This host does not exist or its name cannot be found. Is the address right?"),
    "connection_failed": _("The host gave no usable answer (%(detail)s)."),
    "timed_out": _("The host took longer than %(detail)s to answer."),
    "too_large": _("The answer is larger than we read (%(detail)s)."),
    "too_many_redirects": _("The host keeps sending us on to other addresses."),
    "status": _("The host answered with error %(detail)s."),
    "unforeseen": _("Reading failed in a way that nobody foresaw (%(detail)s)."),
    "spared": _("The host asks us to wait until %(detail)s."),
    "gone": _("The source says that it is gone for good (410). Reading has stopped."),
    "rate_limited": _("The host asks us to wait (%(detail)s)."),
    "empty": _("The document is empty."),
    "page": _("This is a web page, not a feed."),
    "not_feed": _("This is not a feed that we can read."),
    "busy": _("The host is being read just now. Try again in a minute."),
    "no_feeds": _("This page names no feed. Give the address of the feed itself."),
    "malformed": _("The feed has errors; what can be read is used (%(detail)s)."),
    "charset": _("The feed is in another character set than it says; what can be read is used."),
    "too_many": _("The feed lists more than 1,000 entries; the first 1,000 are used."),
    "not_stored": _("What was read could not be stored (%(detail)s). Nothing is lost, it is read again."),
    "too_large_file": _("The file is larger than 10 MB."),
    "not_xml": _("The file is not XML (%(detail)s)."),
    "unsafe_xml": _("The file contains a DTD or entities, which we do not read."),
    "not_opml": _("The file is XML, but not OPML."),
}


def describe(error: Mapping[str, str] | None) -> str:
    """The sentence of a stored error in the active language; empty without one."""
    if not error:
        return ""
    code, detail = error.get("code", ""), error.get("detail", "")
    if code == "spared":
        detail = moment_in_words(datetime.fromisoformat(detail))
    return str(SENTENCES.get(code, UNKNOWN)) % {"detail": detail or code}


def moment_in_words(moment: datetime) -> str:
    """A time as the installation's own clock shows it, in the active language."""
    return date_format(timezone.localtime(moment), "j F H:i")
