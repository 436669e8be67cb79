"""Layers of one ground: lines that share a swell, lie closer here and wider there; one of them is in the accent."""

import math
from collections.abc import Iterator

from articles.patterns.strokes import Point, Sheet, Stroke

SPACING = 17.0
STEP = 56.0  # units between the points of a line
THIN, THICK = 1.6, 3.2


def draw(sheet: Sheet) -> Iterator[Stroke]:
    """The lines from above to below; the first and last begin outside of the sheet."""
    count = round(sheet.height / SPACING)
    chosen = round(count * sheet.between(0.4, 0.75))
    swells = [swell(sheet) for _ in range(3)]
    lean = sheet.between(-0.12, 0.12)
    for number in range(-3, count + 4):
        points = line(sheet, number * sheet.height / count, swells, lean)
        is_accent = number == chosen
        yield Stroke(points, THICK if is_accent else THIN, is_accent)


Swell = tuple[float, float, float, float]


def swell(sheet: Sheet) -> Swell:
    """Length and height of a wave, where it begins, and how far it shifts from layer to layer."""
    return (
        sheet.between(230, 520),
        sheet.between(5, 17),
        sheet.between(0, 2 * math.pi),
        sheet.between(-0.009, 0.009),
    )


def line(sheet: Sheet, level: float, swells: list[Swell], lean: float) -> tuple[Point, ...]:
    """One layer: all swells at its level."""
    columns = math.ceil(sheet.width / STEP)
    return tuple(
        (x, level + (x - sheet.width / 2) * lean + sum(lift(x, level, one) for one in swells))
        for x in (column * sheet.width / columns for column in range(columns + 1))
    )


def lift(x: float, level: float, one: Swell) -> float:
    """How far one swell lifts a layer at `x`."""
    length, height, phase, shift = one
    return height * math.sin(2 * math.pi * x / length + phase + level * shift * 2)
