"""What the desk says once the sample feeds have given their last entry.

In: a magazine and the time. Out: a sentence in the active language, or nothing as long as entries are to come.
Signed in at `curation.silence` by `demo.apps`.
"""

from __future__ import annotations

from datetime import datetime

from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from wagtail.models import Site

from demo import feeds, texts
from demo.models import Play


def explanation(site: Site, now: datetime) -> str:
    """Say when the sample feeds ended and what to do; no text before that, or at a magazine of one's own."""
    play = Play.objects.first() if site.is_default_site else None
    if play is None or play.moment(now) < (last := feeds.last_release(texts.sources(), play.started_at)):
        return ""
    return _(
        "The sample feeds ended on %(date)s: no more entries come from them. Add sources of your own, or start "
        "the sample magazine anew in an empty run folder (VAKBLAD_VAR)."
    ) % {"date": date_format(localtime(last), "j F Y")}
