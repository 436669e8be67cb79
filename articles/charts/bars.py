"""Lying bars: for whatever has long names. Table in, shapes out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from articles.charts.shapes import NARROW, Bar, Drawing, Say, Table, Words, em, percent

NAME, BAR, STEP, GAP = 1.5, 1.15, 1.45, 0.7  # name, bar, bar with its space, space between rows


def draw_bars(table: Table, say: Say) -> Drawing:
    """A name, and below it one bar for each series with its value at the end."""
    row = NAME + STEP * len(table.series) + GAP
    across = Across.of(table.values(), say)
    bars: list[Bar] = []
    words: list[Words] = []
    for index, name in enumerate(table.names):
        words.append(Words(percent(0), em(index * row + 1.1), name, "name"))
        for number, series in enumerate(table.series, start=1):
            y = index * row + NAME + (number - 1) * STEP
            value = series.values[index]
            words.append(across.value(value, y, say))
            if value is not None:
                bars.append(across.bar(value, y, number))
    return Drawing(em(row * len(table.names)), tuple(bars), tuple(words))


@dataclass(frozen=True, slots=True)
class Across:
    """From values to percentages of the width, with room for the written values at both sides."""

    low: float
    span: float
    left: float
    right: float

    @classmethod
    def of(cls, values: Sequence[Decimal], say: Say) -> Across:
        low, high = min(0.0, *map(float, values)), max(0.0, *map(float, values))
        room = min(35.0, 2 + max(len(say(value)) for value in values) * NARROW)
        return cls(low, high - low or 1.0, room if low < 0 else 0.0, room)

    def place(self, value: float) -> float:
        return self.left + (value - self.low) / self.span * (100 - self.left - self.right)

    def bar(self, value: Decimal, y: float, number: int) -> Bar:
        begin, end = sorted((self.place(0), self.place(float(value))))
        return Bar(percent(begin), em(y), percent(end - begin), em(BAR), number)

    def value(self, value: Decimal | None, y: float, say: Say) -> Words:
        if value is None:
            return Words(percent(self.place(0) + 1), em(y + 0.9), "–", "value")
        is_left = value < 0
        x = self.place(float(value)) + (-1 if is_left else 1)
        return Words(percent(x), em(y + 0.9), say(value), "value", "end" if is_left else "start")
