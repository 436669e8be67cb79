"""Diagrams: pumping stations, a cooling loop, days and weeks as lines, two readings of a date, 500 letters."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from demo.pictures.sheet import (
    ACCENT,
    BOLD,
    INK,
    LARGE,
    MARGIN,
    PALE,
    PAPER,
    RULE,
    SERIF,
    SIZE,
    SMALL,
    SOFT,
    TINT,
    Sheet,
    Spot,
    sheet,
)


def stations(started: str, stuck: str) -> Image.Image:
    """Forty pumping stations along three canals; twelve of them marked."""
    drawn = sheet()
    dice = random.Random("grift")  # noqa: S311 -- a drawing, not a secret
    marked = set(dice.sample(range(40), 12))
    canals = [canal(dice, lane, count) for lane, count in enumerate((14, 13, 13))]
    for line in canals:
        drawn.line(line, RULE, 18)
    spots = [spot for line in canals for spot in line]
    for place, spot in enumerate(spots):
        station(drawn, spot, is_marked=place in marked)
    station(drawn, (MARGIN + 22, 760), is_marked=False)
    drawn.write((MARGIN + 74, 760), started)
    station(drawn, (MARGIN + 22, 850), is_marked=True)
    drawn.write((MARGIN + 74, 850), stuck, ink=ACCENT)
    return drawn.done()


def canal(dice: random.Random, lane: int, count: int) -> list[Spot]:
    """The spots along one canal, from left to right."""
    step = (SIZE[0] - 2 * MARGIN) / (count - 1)
    return [(MARGIN + place * step, 120 + lane * 210 + dice.randint(-50, 50)) for place in range(count)]


def station(drawn: Sheet, at: Spot, *, is_marked: bool) -> None:
    """A station: filled, or an open square where it stood still."""
    x, y = at
    if is_marked:
        drawn.box((x - 24, y - 24), (x + 24, y + 24), PAPER, edge=ACCENT, width=8)
    else:
        drawn.dot(at, 22)


@dataclass(frozen=True, slots=True)
class Loop:
    """The words in the drawing of a cooling loop."""

    chiller: str
    hall: str
    pump: str
    seized: str
    open: str


def cooling_loop(words: Loop) -> Image.Image:
    """Three pumps between chiller and hall; the water of the third runs back through the open valve of the second."""
    drawn = sheet()
    top, foot, lanes = 210, 730, (330, 830, 1330)
    drawn.line([(lanes[0], top), (SIZE[0] - 90, top)], INK, 14)
    drawn.line([(lanes[0], foot), (SIZE[0] - 90, foot)], INK, 14)
    for place, x in enumerate(lanes):
        drawn.line([(x, top), (x, foot)], INK, 14)
        pump(drawn, (x, 400), f"{words.pump} {place + 1}", is_broken=place == 1)
        valve(drawn, (x, 600), is_open=place == 1)
    back = [
        (lanes[2] - 60, top + 70),
        (lanes[1] + 70, top + 70),
        (lanes[1] + 70, foot - 70),
        (lanes[2] - 60, foot - 70),
    ]
    drawn.arrow([*back, (lanes[2] - 60, 500)], ACCENT, 12)
    drawn.write((MARGIN, 110), words.hall, SMALL, face=BOLD)
    drawn.arrow([(SIZE[0] - 330, 110), (SIZE[0] - 100, 110)], INK, 8)
    drawn.write((MARGIN, SIZE[1] - 80), words.chiller, SMALL, face=BOLD)
    drawn.write((lanes[1] - 92, 400), words.seized, SMALL, ink=ACCENT, anchor="rm")
    drawn.write((lanes[1] - 92, 600), words.open, SMALL, ink=ACCENT, anchor="rm")
    return drawn.done()


def pump(drawn: Sheet, at: Spot, name: str, *, is_broken: bool) -> None:
    """A circle with the number of the pump; crossed where it has seized."""
    x, y = at
    drawn.dot(at, 62, PAPER, edge=ACCENT if is_broken else INK, width=10)
    drawn.write(
        (x, y + 2), name.rpartition(" ")[2], LARGE, face=SERIF, anchor="mm", ink=ACCENT if is_broken else INK
    )


def valve(drawn: Sheet, at: Spot, *, is_open: bool) -> None:
    """Two triangles point to point; hollow where the valve stuck open."""
    x, y = at
    ink, fill = (ACCENT, PAPER) if is_open else (INK, INK)
    drawn.box((x - 34, y - 40), (x + 34, y + 40), PAPER)
    for side in (-1, 1):
        drawn.shape([(x - 34, y + 40 * side), (x + 34, y + 40 * side), (x, y)], fill)
        drawn.line(
            [(x - 34, y + 40 * side), (x + 34, y + 40 * side), (x, y), (x - 34, y + 40 * side)], ink, 7
        )


@dataclass(frozen=True, slots=True)
class Moment:
    """One moment of a day: minutes after the first, as it is written, what happened."""

    minutes: float
    time: str
    what: str
    is_point: bool = False


def timeline(moments: Sequence[Moment], hot: tuple[float, float]) -> Image.Image:
    """A standing line with its moments at even distances; what lies between hot moments is marked."""
    drawn = sheet()
    x, step = 420, (SIZE[1] - 2 * MARGIN) / (len(moments) - 1)
    heights = [MARGIN + place * step for place in range(len(moments))]
    drawn.line([(x, heights[0]), (x, heights[-1])], INK, 8)
    warm = [y for y, moment in zip(heights, moments, strict=True) if hot[0] <= moment.minutes <= hot[1]]
    drawn.line([(x, warm[0]), (x, warm[-1])], ACCENT, 22)
    for y, moment in zip(heights, moments, strict=True):
        ink = ACCENT if moment.is_point else INK
        drawn.dot((x, y), 24, PAPER, edge=ink, width=10)
        drawn.write((x - 60, y), moment.time, LARGE, face=SERIF, ink=ink, anchor="rm")
        drawn.write((x + 66, y), moment.what, SMALL + 2, ink=ink)
    return drawn.done()


def two_readings(value: str, days: tuple[str, str], between: str) -> Image.Image:
    """One value that is two days, and the days that lie between them."""
    drawn = sheet()
    middle = SIZE[0] / 2
    drawn.write((middle, 200), value, 210, face=SERIF, anchor="mm")
    left, right, y = 200, SIZE[0] - 200, 640
    for place in range(31):
        x = left + (right - left) * place / 30
        is_end = place in (0, 30)
        drawn.line(
            [(x, y - (34 if is_end else 18)), (x, y + (34 if is_end else 18))],
            ACCENT if is_end else SOFT,
            10 if is_end else 5,
        )
    drawn.arrow([(middle - 130, 320), (left + 10, 580)], ACCENT, 9)
    drawn.arrow([(middle + 130, 320), (right - 10, 580)], ACCENT, 9)
    for x, day in zip((left, right), days, strict=True):
        drawn.write((x, 740), day, LARGE, face=BOLD, ink=ACCENT, anchor="mm")
    drawn.write((middle, 740), between, SMALL, ink=SOFT, anchor="mm")
    return drawn.done()


def letters(wrong: int = 8, rows: int = 20, columns: int = 25) -> Image.Image:
    """Five hundred squares, eight of them unlike."""
    drawn = sheet()
    dice = random.Random("brieven")  # noqa: S311
    marked = set(dice.sample(range(rows * columns), wrong))
    side, gap_x, gap_y = 24, (SIZE[0] - 2 * MARGIN) / columns, (SIZE[1] - 80) / rows
    for place in range(rows * columns):
        x = MARGIN + (place % columns) * gap_x + gap_x / 2
        y = 40 + (place // columns) * gap_y + gap_y / 2
        ink = ACCENT if place in marked else "#9aa0a6"
        drawn.box((x - side, y - side / 1.7), (x + side, y + side / 1.7), ink)
    return drawn.done()


@dataclass(frozen=True, slots=True)
class Window:
    """The words in the drawing of a flaw's weeks."""

    told: str
    open: str
    update: str
    inside: str


def open_window(words: Window) -> Image.Image:
    """Three weeks between report and update, the last three days of them open, and who is inside afterwards."""
    drawn = sheet()
    left, right, y = 130, SIZE[0] - 130, 470
    day = (right - left) / 28
    update, opened = left + 21 * day, left + 18 * day
    drawn.box((opened, y - 150), (update, y + 150), PALE)
    drawn.line([(left, y), (right, y)], INK, 8)
    for place in range(29):
        x = left + place * day
        drawn.line([(x, y - (22 if place % 7 == 0 else 11)), (x, y + (22 if place % 7 == 0 else 11))], INK, 5)
    drawn.dot((left, y), 22)
    drawn.write((left - 20, y - 190), words.told, SMALL)
    drawn.line([(left, y - 150), (left, y)], INK, 5)
    drawn.write((update + 20, y - 190), words.update, SMALL, face=BOLD)
    drawn.line([(update, y - 220), (update, y + 150)], INK, 12)
    drawn.write((opened - 10, y + 210), words.open, SMALL, ink=ACCENT, anchor="rm")
    drawn.line([(opened + 1.5 * day, y + 70), (update, y + 70)], ACCENT, 12)
    drawn.dashes((update, y + 70), (right, y + 70), ACCENT, 12)
    drawn.write((right, y + 140), words.inside, SMALL, ink=ACCENT, anchor="rm")
    return drawn.done()


def portrait(initials: str) -> Image.Image:
    """Initials on a weave that is this person's own."""
    size = 480
    drawn = sheet((size, size), TINT)
    dice = random.Random(initials)  # noqa: S311
    for place in range(0, size, 24):
        drawn.line([(0, place), (size, place + dice.randint(-90, 90))], RULE, dice.choice((3, 6, 10)))
        drawn.line([(place, 0), (place + dice.randint(-60, 60), size)], RULE, 3)
    drawn.box((90, 150), (390, 330), TINT)
    drawn.write((240, 240), initials, 150, anchor="mm", face=SERIF, ink=ACCENT)
    return drawn.done()
