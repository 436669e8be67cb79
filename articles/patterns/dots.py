"""Dots on a grid that swell where a hidden form is, like a picture in print; its heart is in the accent."""

import math
from collections.abc import Iterator
from dataclasses import dataclass

from articles.patterns.strokes import Sheet, Stroke

PITCH = 22.0
SIZES = 9  # so many widths of dot: few, so that an SVG names each once
SMALLEST, LARGEST = 0.1, 0.9  # of the pitch
HEART = 0.86  # above this share of the highest value a dot is accent


@dataclass(frozen=True, slots=True)
class Hill:
    """A lying or standing ellipse that falls off softly from its middle."""

    x: float
    y: float
    across: float
    along: float
    turn: float

    def height(self, x: float, y: float) -> float:
        """How high the hill is at a point: 1 at its top."""
        dx, dy = x - self.x, y - self.y
        a = (dx * math.cos(self.turn) + dy * math.sin(self.turn)) / self.across
        b = (dy * math.cos(self.turn) - dx * math.sin(self.turn)) / self.along
        return math.exp(-(a * a + b * b))


def hills(sheet: Sheet) -> list[tuple[float, Hill]]:
    """A main hill and two lower ones, each with its weight."""
    w, h = sheet.width, sheet.height
    near = min(w, h * 2)
    tall = Hill(
        sheet.between(0.25, 0.75) * w,
        sheet.between(0.35, 0.65) * h,
        near * 0.22,
        near * 0.16,
        sheet.between(0, 3),
    )
    low = [
        Hill(
            sheet.between(0, 1) * w,
            sheet.between(0, 1) * h,
            near * sheet.between(0.2, 0.45),
            near * 0.12,
            sheet.between(0, 3),
        )
        for _ in range(2)
    ]
    return [(1.0, tall), *((sheet.between(0.35, 0.6), hill) for hill in low)]


def draw(sheet: Sheet) -> Iterator[Stroke]:
    """The dots, row by row."""
    forms, columns, rows = hills(sheet), round(sheet.width / PITCH), round(sheet.height / PITCH)
    step_x, step_y = sheet.width / columns, sheet.height / rows
    ripple, phase = sheet.between(0.008, 0.02), sheet.between(0, 6)
    for row in range(rows):
        for column in range(columns):
            x, y = (column + 0.5) * step_x, (row + 0.5) * step_y
            swell = 0.07 * (1 + math.sin(x * ripple + phase + y * 0.013))
            value = min(1.0, max(weight * hill.height(x, y) for weight, hill in forms) + swell)
            yield dot(x, y, value)


def dot(x: float, y: float, value: float) -> Stroke:
    """The dot of a value from 0 to 1."""
    size = round(value * (SIZES - 1)) / (SIZES - 1)
    weight = PITCH * (SMALLEST + (LARGEST - SMALLEST) * size)
    return Stroke(((x, y),), round(weight, 1), is_accent=value > HEART)
