"""What a chart is drawn from, and the shapes that it is drawn with: rows in, rectangles, lines and words out.

Places across the page are percentages and places down it are multiples of the text's size, so that a drawing is as
wide as its page, and grows with the text of a reader.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import ceil

PLOT = 15.0  # height of columns and lines
TOP = 0.8  # room above the highest line of the grid
WIDE = 1.3  # percent that one sign takes in a column of text; in a phone's width NARROW
NARROW = 2.4

Say = Callable[[Decimal], str]  # how a number is written


@dataclass(frozen=True, slots=True)
class Series:
    name: str
    values: tuple[Decimal | None, ...]


@dataclass(frozen=True, slots=True)
class Table:
    names: tuple[str, ...]
    series: tuple[Series, ...]

    def values(self) -> list[Decimal]:
        """All values that are there."""
        return [value for one in self.series for value in one.values if value is not None]


@dataclass(frozen=True, slots=True)
class Bar:
    x: str
    y: str
    width: str
    height: str
    number: int  # of its series, from 1


@dataclass(frozen=True, slots=True)
class Words:
    x: str
    y: str
    text: str
    part: str  # "name", "value" or "grid"
    anchor: str = "start"
    is_minor: bool = False  # left out where the page is narrow


@dataclass(frozen=True, slots=True)
class Rule:
    x: str
    y: str
    is_zero: bool


@dataclass(frozen=True, slots=True)
class Line:
    points: str  # in a square of 100 by 100 that is stretched over the plot
    number: int


@dataclass(frozen=True, slots=True)
class Dot:
    x: str
    y: str
    number: int


@dataclass(frozen=True, slots=True)
class Drawing:
    height: str
    bars: tuple[Bar, ...] = ()
    words: tuple[Words, ...] = ()
    rules: tuple[Rule, ...] = ()
    lines: tuple[Line, ...] = ()
    dots: tuple[Dot, ...] = ()
    plot_y: str = f"{TOP}em"
    plot_height: str = f"{PLOT}em"


def every(names: Sequence[str], sign: float, room: float) -> int:
    """How many names one printed name takes the room of (1: all of them fit)."""
    longest = max((len(name) for name in names), default=0) + 1
    return max(1, ceil(longest * sign * len(names) / room))


def percent(number: float) -> str:
    return f"{number:.2f}%"


def em(number: float) -> str:
    return f"{number:.2f}em"
