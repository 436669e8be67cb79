"""From a slug to the frozen description of its pattern."""

import math
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from articles.patterns import contours, dots, strata, weave
from articles.patterns.strokes import Sheet, Stroke, dice, digest

WIDEST = 640  # units
AREA = 170_000  # square units: as many strokes in any shape, so that an SVG stays under 4 kB


class Kind(StrEnum):
    """The four motifs."""

    DOTS = "dots"
    CONTOURS = "contours"
    STRATA = "strata"
    WEAVE = "weave"


DRAW = {Kind.DOTS: dots.draw, Kind.CONTOURS: contours.draw, Kind.STRATA: strata.draw, Kind.WEAVE: weave.draw}


@dataclass(frozen=True, slots=True)
class Pattern:
    """A pattern of `width` by `height` units; strokes are drawn in their order."""

    kind: Kind
    width: int
    height: int
    strokes: tuple[Stroke, ...]


def kind_of(slug: str) -> Kind:
    """The motif of a slug."""
    return list(Kind)[digest(slug)[0] % len(Kind)]


@lru_cache(maxsize=256)
def describe(slug: str, width: int, height: int) -> Pattern:
    """The pattern of `slug`: equal slugs and sizes give equal patterns, for ever."""
    kind = kind_of(slug)
    sheet = Sheet(width, height, dice(slug))
    return Pattern(kind, width, height, tuple(DRAW[kind](sheet)))


def size_of(ratio: float) -> tuple[int, int]:
    """Width and height in units of a pattern whose width is `ratio` times its height."""
    width = min(WIDEST, math.sqrt(AREA * ratio))
    return round(width), round(width / ratio)
