"""Cloth seen from near: a twill whose threads lie longer on top here, shorter there; a few are in the accent."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from articles.patterns.strokes import Sheet, Stroke

PITCH = 18.0
WEIGHT = 4.6
GAP = 4.0  # free at both ends of a thread, where it dives
REPEAT = 5  # after so many threads a twill begins anew
ACCENTS = 0.03  # of all threads


@dataclass(frozen=True, slots=True)
class Draft:
    """Which thread lies on top in each cell of the cloth."""

    columns: int
    rows: int
    is_across: Callable[[int, int], bool]


def draw(sheet: Sheet) -> Iterator[Stroke]:
    """The threads across, then the threads down."""
    cloth = draft(sheet)
    step_x, step_y = sheet.width / cloth.columns, sheet.height / cloth.rows
    for row in range(cloth.rows):
        y = (row + 0.5) * step_y
        for start, end in runs([cloth.is_across(row, column) for column in range(cloth.columns)]):
            yield thread(sheet, (start * step_x + GAP, y), (end * step_x - GAP, y))
    for column in range(cloth.columns):
        x = (column + 0.5) * step_x
        for start, end in runs([not cloth.is_across(row, column) for row in range(cloth.rows)]):
            yield thread(sheet, (x, start * step_y + GAP), (x, end * step_y - GAP))


def draft(sheet: Sheet) -> Draft:
    """A twill that turns where its blocks meet, with floats that grow and shrink in a slow wave."""
    columns, rows = round(sheet.width / PITCH), round(sheet.height / PITCH)
    block = round(sheet.between(6, 13))
    turn, phase = sheet.between(0, math.pi), sheet.between(0, 2 * math.pi)
    across, along = math.cos(turn) * sheet.between(0.1, 0.2), math.sin(turn) * sheet.between(0.2, 0.35)

    def is_across(row: int, column: int) -> bool:
        over = 2.5 + 1.9 * math.sin(column * across + row * along + phase)
        side = column % (2 * block)
        place = side if side < block else 2 * block - 1 - side
        return (place + row) % REPEAT < round(over)

    return Draft(columns, rows, is_across)


def runs(flags: list[bool]) -> Iterator[tuple[int, int]]:
    """Where `flags` are true: the first place and the one after the last."""
    start = None
    for place, flag in enumerate([*flags, False]):
        if flag and start is None:
            start = place
        elif not flag and start is not None:
            yield start, place
            start = None


def thread(sheet: Sheet, start: tuple[float, float], end: tuple[float, float]) -> Stroke:
    """A thread on top, from where it comes up to where it dives."""
    return Stroke((start, end), WEIGHT, is_accent=sheet.between(0, 1) < ACCENTS)
