"""What counts when stories are ranked, said to readers: the parts of a score, with the weights that hold now.

Comes in: a magazine. Goes out: for each part its name, what it means, and the most points of a hundred that it can
earn. The same `Weights` that `curation.ranking` uses.
"""

from __future__ import annotations

from dataclasses import dataclass, fields

from django.utils.translation import gettext as _
from wagtail.models import Site

from curation import ranking


@dataclass(frozen=True, slots=True)
class Shown:
    """One part of a score; `points` are of a hundred."""

    name: str
    meaning: str
    points: int


def shown(site: Site) -> list[Shown]:
    """Every part, the heaviest first."""
    weights = ranking.weights_of(site)
    shares = {part.name: 100 * getattr(weights, part.name) / weights.total for part in fields(weights)}
    parts = [Shown(*words, points=round(shares[name])) for name, words in meanings().items()]
    return sorted(parts, key=lambda part: -part.points)


def meanings() -> dict[str, tuple[str, str]]:
    """Name and meaning of each part in the active language."""
    half_lives = {cadence: round(hours) for cadence, hours in ranking.HALF_LIFE_H.items()}
    age = _(
        "How long ago the first source told it. Half of the points are gone after %(daily)s hours, in a weekly "
        "digest after %(weekly)s."
    )
    sources = _(
        "How many sources told it that share neither host nor owner. Each further one earns half of what is left."
    )
    return {
        "age": (_("Freshness"), age % half_lives),
        "sources": (_("Independent sources"), sources),
        "weight": (
            _("Weight of the source"),
            _("The weight that the editors gave the heaviest of those sources."),
        ),
        "topic": (_("Fit of the topic"), _("How much of what was told is about a topic of the section.")),
    }
