"""Columns and lines: a grid with its numbers at the left, and names below. Table in, shapes out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal
from itertools import groupby
from math import floor, log10

from articles.charts.shapes import (
    NARROW,
    PLOT,
    TOP,
    WIDE,
    Bar,
    Dot,
    Drawing,
    Line,
    Rule,
    Say,
    Series,
    Table,
    Words,
    em,
    every,
    percent,
)

FOOT = 2.2  # room below the lowest line of the grid, for the names
HEIGHT = em(TOP + PLOT + FOOT)
STEPS = 4  # parts of the grid, about
DOTS_LIMIT = 16  # values in a line; beyond it the points hide the line
LINE_FROM_ZERO_RATIO = (
    0.5  # a line whose lowest value is a larger share of the highest does not begin at nought
)


def draw_columns(table: Table, say: Say) -> Drawing:
    """Columns from nought, beside each other where there are several series."""
    frame = Frame.of(ticks(table.values(), from_zero=True), len(table.names), say)
    return Drawing(HEIGHT, tuple(frame.columns(table.series)), frame.words(table.names, say), frame.rules())


def draw_lines(table: Table, say: Say) -> Drawing:
    """A line for each series, from nought unless all values lie far above it."""
    frame = Frame.of(ticks(table.values(), from_zero=False), len(table.names), say)
    lines, dots = tuple(frame.lines(table.series)), tuple(frame.dots(table.series))
    return Drawing(HEIGHT, (), frame.words(table.names, say), frame.rules(), lines, dots)


@dataclass(frozen=True, slots=True)
class Frame:
    """From values to places in the plot: `left` is where it begins, `slot` is one name's width, in percent."""

    grid: tuple[Decimal, ...]
    left: float
    slot: float

    @classmethod
    def of(cls, grid: Sequence[Decimal], names: int, say: Say) -> Frame:
        left = min(25.0, 2 + max(len(say(tick)) for tick in grid) * NARROW)
        return cls(tuple(grid), left, (100 - left) / names)

    def down(self, value: float) -> float:
        return TOP + self.share(value) * PLOT

    def share(self, value: float) -> float:
        low, high = float(self.grid[0]), float(self.grid[-1])
        return (high - value) / (high - low)

    def middle(self, index: int) -> float:
        return self.left + (index + 0.5) * self.slot

    def rules(self) -> tuple[Rule, ...]:
        return tuple(Rule(percent(self.left), em(self.down(float(tick))), tick == 0) for tick in self.grid)

    def words(self, names: Sequence[str], say: Say) -> tuple[Words, ...]:
        ticks = (Words("0%", em(self.down(float(tick)) + 0.35), say(tick), "grid") for tick in self.grid)
        return (*ticks, *self.names(names))

    def names(self, names: Sequence[str]) -> Iterator[Words]:
        """The names that fit; those for which only a wide page has room are minor."""
        wide = every(names, WIDE, 100 - self.left)
        narrow = wide * every(names[::wide], NARROW, 100 - self.left)
        for index in range(0, len(names), wide):
            x, y = percent(self.middle(index)), em(TOP + PLOT + 1.5)
            yield Words(x, y, names[index], "name", "middle", index % narrow != 0)

    def columns(self, series: Sequence[Series]) -> Iterator[Bar]:
        width = self.slot * 0.76 / len(series)
        for number, one in enumerate(series, start=1):
            for index, value in enumerate(one.values):
                if value is not None:
                    x = self.middle(index) + (number - 1 - len(series) / 2) * width
                    high, low = sorted((self.down(float(value)), self.down(0)))
                    yield Bar(percent(x), em(high), percent(width * 0.94), em(low - high), number)

    def lines(self, series: Sequence[Series]) -> Iterator[Line]:
        """A line for each run of values; where one is missing the line is broken."""
        for number, one in enumerate(series, start=1):
            for is_there, run in groupby(enumerate(one.values), key=lambda pair: pair[1] is not None):
                if is_there:
                    points = [(self.middle(i), 100 * self.share(float(v or 0))) for i, v in run]
                    yield Line(" ".join(f"{x:.2f},{y:.2f}" for x, y in points), number)

    def dots(self, series: Sequence[Series]) -> Iterator[Dot]:
        """A point at each value, or in a long line only where a value stands alone."""
        for number, one in enumerate(series, start=1):
            for index, value in enumerate(one.values):
                if value is not None and (len(one.values) <= DOTS_LIMIT or is_alone(one.values, index)):
                    yield Dot(percent(self.middle(index)), em(self.down(float(value))), number)


def is_alone(values: Sequence[Decimal | None], index: int) -> bool:
    """Whether there is no value beside the one at `index`."""
    return all(
        value is None for value in (*values[max(0, index - 1) : index], *values[index + 1 : index + 2])
    )


def ticks(values: Sequence[Decimal], *, from_zero: bool) -> list[Decimal]:
    """Round numbers from below the lowest to above the highest value, in steps of 1, 2 or 5 times a power of ten."""
    low, high = min(values), max(values)
    if from_zero or float(low) < LINE_FROM_ZERO_RATIO * float(high) or low < 0:
        low, high = min(low, Decimal(0)), max(high, Decimal(0))
    if low == high:
        high = low + 1
    step = round_step((high - low) / STEPS)
    first, last = (low / step).to_integral_value(ROUND_FLOOR), (high / step).to_integral_value(ROUND_CEILING)
    return [number * step for number in range(int(first), int(last) + 1)]


def round_step(least: Decimal) -> Decimal:
    """The smallest of 1, 2, 5 times a power of ten that is not below `least`."""
    power = floor(log10(float(least)))
    unit = Decimal(1).scaleb(power)
    step = next(unit * times for times in (1, 2, 5, 10) if unit * times >= least)
    return step if step != step.to_integral_value() else Decimal(int(step))
