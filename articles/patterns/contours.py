"""Heights of a land that is not there: lines of equal height, every fifth heavier, the top in the accent."""

import math
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from articles.patterns.strokes import Point, Sheet, Stroke
from articles.patterns.tracing import Grid, trace

CELL = 10.0  # of the grid on which heights are known
LEVELS = 15
THIN, THICK = 1.5, 2.6
STEP = 42.0  # units between the points of a line that are kept
SHORTEST = 6  # points; a smaller ring is a speck

Wave = tuple[float, float, float, float]


def draw(sheet: Sheet) -> Iterator[Stroke]:
    """The lines from the lowest to the highest."""
    grid = heights(sheet)
    low, high = grid.lowest(), grid.highest()
    for number in range(1, LEVELS):
        level = low + (high - low) * number / LEVELS
        is_accent = number == LEVELS - 2
        for line in trace(grid, level):
            if len(line) >= SHORTEST:
                yield stroke(line, THICK if is_accent or number % 5 == 0 else THIN, is_accent)


def stroke(line: list[Point], weight: float, is_accent: bool) -> Stroke:
    """A traced line with fewer points, equally far apart; that of a ring ends before its first one."""
    is_closed = line[0] == line[-1]
    kept = spread(line, STEP, 8 if is_closed else 2)
    return Stroke(tuple(kept[:-1] if is_closed else kept), weight, is_accent, is_closed)


def spread(line: list[Point], step: float, least: int) -> list[Point]:
    """Points along `line` about `step` units apart, its first and last among them; at least `least` steps."""
    so_far = list(accumulate(map(math.dist, line, line[1:]), initial=0.0))
    count = max(least, round(so_far[-1] / step))
    return [point_at(line, so_far, so_far[-1] * number / count) for number in range(count + 1)]


def point_at(line: list[Point], so_far: list[float], way: float) -> Point:
    """The point of `line` after `way` units; `so_far` is the way to each of its points."""
    place = min(max(bisect_left(so_far, way), 1), len(line) - 1)
    one, other = line[place - 1], line[place]
    share = (way - so_far[place - 1]) / ((so_far[place] - so_far[place - 1]) or 1.0)
    return one[0] + share * (other[0] - one[0]), one[1] + share * (other[1] - one[1])


def heights(sheet: Sheet) -> Grid:
    """The land: long waves in several directions, higher towards one summit."""
    columns, rows = math.ceil(sheet.width / CELL), math.ceil(sheet.height / CELL)
    waves = [wave(sheet) for _ in range(4)]
    top = (sheet.between(0.25, 0.75) * sheet.width, sheet.between(0.3, 0.7) * sheet.height)
    reach = min(sheet.width, 2 * sheet.height) * 0.42
    values = [
        [height(column * CELL, row * CELL, waves, top, reach) for column in range(columns + 1)]
        for row in range(rows + 1)
    ]
    return Grid(values, CELL)


def wave(sheet: Sheet) -> Wave:
    """Direction, length, phase and weight of a wave."""
    turn = sheet.between(0, math.pi)
    length = sheet.between(230, 480)
    return (
        math.cos(turn) * 2 * math.pi / length,
        math.sin(turn) * 2 * math.pi / length,
        sheet.between(0, 2 * math.pi),
        sheet.between(0.25, 0.5),
    )


def height(x: float, y: float, waves: list[Wave], top: Point, reach: float) -> float:
    """How high the land is at a point."""
    away = ((x - top[0]) ** 2 + (y - top[1]) ** 2) / reach**2
    return 1.6 * math.exp(-away) + sum(
        weight * math.sin(x * across + y * along + phase) for across, along, phase, weight in waves
    )
