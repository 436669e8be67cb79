"""Words of the desk that depend on what it shows: its heading, and why an act was refused."""

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import HomePage
from curation.bench import Bench
from curation.places import Place

REFUSALS = {
    "locked": gettext_lazy("The digest is locked: nothing was changed."),
    "unknown_link": gettext_lazy("That link is no longer in the digest."),
    "unknown_candidate": gettext_lazy("That candidate is no longer at this desk."),
    "item_gone": gettext_lazy("What that candidate pointed at is gone: there is nothing to link to."),
    "already_taken": gettext_lazy("The digest has that story already."),
    "headline_length": gettext_lazy("A headline has 1 to 250 characters. Yours is kept below: shorten it."),
    "why_length": gettext_lazy(
        "The line of why has at most 250 characters. Yours is kept below: shorten it."
    ),
    "foreword_length": gettext_lazy(
        "A foreword has at most 600 characters. Yours is kept below: shorten it."
    ),
    "no_address": gettext_lazy("That is no web address. It looks like https://example.org/page."),
    "already_added": gettext_lazy("That address was added before."),
    "already_read": gettext_lazy("That address was read already: you find it among the candidates."),
    "nothing_to_undo": gettext_lazy("There is nothing to undo."),
}


def place_name(place: Place) -> str:
    """What a desk is called: the section's name, or the whole magazine."""
    if isinstance(place, HomePage):
        return _("Home page")
    return place.section.name_in(place.locale.language_code)


def heading(bench: Bench) -> str:
    """The heading of one desk: section, digest, date."""
    day = date_format(timezone.localtime(bench.window.ends_at), "l j F")
    return _("%(name)s · digest of %(day)s") % {"name": place_name(bench.place), "day": day}
