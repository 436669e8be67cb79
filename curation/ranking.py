"""How much a story matters now: a sum of named parts, so that the desk can say why.

In: what the sources of one magazine told of a story, the topics of a section, the weights and the time. Out: the
score, 0 to 100, and its parts. Pure but for `weights_of`, which reads what an editor-in-chief set; called by
`curation.digests` for the candidates of a window, and by the desk for the words of each part.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, fields
from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Site

from curation.models import RankingWeights

HALF_LIFE_H = {
    "daily": 24.0,
    "weekly": 84.0,
}  # hours in which news loses half: half the days of a digest's span
SOURCES_HALF = 1  # further independent sources that earn half of the points, the next half of the rest
SOURCE_WEIGHT_MOST = 2.0  # the weight of a source that earns all points; 1 is usual and earns half
FRESH_H = 6  # hours in which a story is called fresh


@dataclass(frozen=True, slots=True)
class Weights:
    """The most points that each part can earn; together they are the whole score.

    The defaults follow what was measured on reading at work: age decay x popularity beats either alone, and the
    number of independent sources is the popularity that a newsroom sees before its readers do.
    """

    age: float = 35.0
    sources: float = 30.0
    weight: float = 15.0
    topic: float = 20.0

    @property
    def total(self) -> float:
        """What a story with everything would earn."""
        return self.age + self.sources + self.weight + self.topic


@dataclass(frozen=True, slots=True)
class Telling:
    """One item of a story: when it was told, by which source, and about what."""

    at: datetime
    host: str
    owner: str
    weight: float
    topics: frozenset[str]


@dataclass(frozen=True, slots=True)
class Aim:
    """What a digest looks for: topics of its section (slugs), its cadence, the name to show, and the weights."""

    topics: frozenset[str]
    cadence: str
    weights: Weights = Weights()


@dataclass(frozen=True, slots=True)
class Part:
    """A named share of a score in points of 100, with the figure behind it."""

    name: str
    value: float
    figure: float

    def as_json(self) -> dict[str, object]:
        """As a candidate stores it."""
        return {"name": self.name, "value": round(self.value, 2), "figure": round(self.figure, 2)}


@dataclass(frozen=True, slots=True)
class Score:
    """The parts of a story's score, the largest first; `total` is their sum, 0 to 100."""

    parts: tuple[Part, ...]

    @property
    def total(self) -> float:
        return sum(part.value for part in self.parts)


def rank(tellings: Sequence[Telling], aim: Aim, now: datetime) -> Score:
    """Score one story by what its sources told (at least one telling); the same input gives the same score."""
    age_h = max(0.0, (now - min(telling.at for telling in tellings)).total_seconds() / 3600)
    sources_count = count_independent(tellings)
    heaviest = max(telling.weight for telling in tellings)
    fit_ratio = sum(1 for telling in tellings if telling.topics & aim.topics) / len(tellings)
    shares = {
        "age": (0.5 ** (age_h / HALF_LIFE_H[aim.cadence]), age_h),
        "sources": (1 - 0.5 ** ((sources_count - 1) / SOURCES_HALF), float(sources_count)),
        "weight": (min(1.0, max(0.0, heaviest) / SOURCE_WEIGHT_MOST), heaviest),
        "topic": (fit_ratio, fit_ratio),
    }
    points = 100 / aim.weights.total
    parts = (
        Part(name, share * getattr(aim.weights, name) * points, figure)
        for name, (share, figure) in shares.items()
    )
    return Score(tuple(sorted(parts, key=lambda part: -part.value)))


def count_independent(tellings: Iterable[Telling]) -> int:
    """Independent sources: their registrable hosts differ and they do not declare the same owner.

    What is joined by a host or an owner, directly or through a third, counts once (data-model.md, Source).
    """
    groups: list[set[str]] = []
    for telling in tellings:
        marks = {f"host {telling.host}"}
        if owner := telling.owner.strip().casefold():
            marks.add(f"owner {owner}")
        joined = [group for group in groups if group & marks]
        groups = [group for group in groups if not group & marks]
        groups.append(marks.union(*joined))
    return len(groups)


def weights_of(site: Site) -> Weights:
    """The constants, overridden by what an editor-in-chief set for this magazine."""
    row = RankingWeights.objects.filter(site=site).first()
    if row is None:
        return Weights()
    chosen = {field.name: getattr(row, field.name) for field in fields(Weights)}
    weights = Weights(**{name: max(0.0, value) for name, value in chosen.items() if value is not None})
    return weights if weights.total else Weights()


def overridden(site: Site) -> Collection[str]:
    """The names of the parts whose weight is set in the CMS; the desk shows which holds."""
    row = RankingWeights.objects.filter(site=site).first()
    return [field.name for field in fields(Weights) if row and getattr(row, field.name) is not None]


def phrase(part: dict[str, object], section: str = "") -> str:
    """Say a stored part in words, in the active language; empty where it speaks neither for nor against.

    `section` is the name of the section that the digest is for, empty for the whole magazine.
    """
    figure = float(str(part.get("figure", 0)))
    words = {"age": _age, "sources": _sources, "weight": _weight}.get(str(part["name"]))
    return words(figure) if words else _topic(figure, section)


def _age(age_h: float) -> str:
    if age_h < FRESH_H:
        return _("fresh")
    if age_h < 48:
        return ngettext("%(count)d hour old", "%(count)d hours old", int(age_h)) % {"count": int(age_h)}
    days = int(age_h // 24)
    return ngettext("%(count)d day old", "%(count)d days old", days) % {"count": days}


def _sources(sources_count: float) -> str:
    if sources_count < 2:
        return _("one source")
    words = ngettext("%(count)d independent source", "%(count)d independent sources", int(sources_count))
    return words % {"count": int(sources_count)}


def _weight(weight: float) -> str:
    if weight > 1:
        return _("a source that weighs more")
    return _("a source that weighs less") if weight < 1 else ""


def _topic(fit_ratio: float, section: str) -> str:
    if not fit_ratio:
        return _("no topic of %(section)s") % {"section": section} if section else _("no topic of ours")
    return _("fits %(section)s") % {"section": section} if section else _("fits our topics")
