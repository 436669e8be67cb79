"""Maps of the Netherlands by simple outline, with its data centres."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from demo.pictures.outlines import ISLANDS, LAKE, MAINLAND
from demo.pictures.provinces import PROVINCES, Province
from demo.pictures.sheet import (
    ACCENT,
    BOLD,
    FINE,
    INK,
    LAND,
    MARGIN,
    PAPER,
    SERIF,
    SMALL,
    Sheet,
    Spot,
    sheet,
)

MIDDLE_LATITUDE = 52.2
STRETCH = math.cos(math.radians(MIDDLE_LATITUDE))  # how much narrower a degree of longitude is there
WATER = "#eef2f4"


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a map lies on its sheet: the corner of the world at its upper left, and pixels per degree."""

    west: float
    north: float
    scale: float
    left: float = 0
    top: float = 0

    def spot(self, place: Spot) -> Spot:
        """Longitude and latitude as a spot of the sheet."""
        x = self.left + (place[0] - self.west) * STRETCH * self.scale
        return (x, self.top + (self.north - place[1]) * self.scale)

    def spots(self, places: Sequence[Spot]) -> list[Spot]:
        """An outline on the sheet."""
        return [self.spot(place) for place in places]


NETHERLANDS = Frame(3.3, 53.6, 290, left=850, top=46)


def netherlands() -> Sheet:
    """An empty map on the right of a sheet."""
    drawn = sheet()
    for outline in (MAINLAND, *ISLANDS):
        drawn.shape(NETHERLANDS.spots(outline), LAND)
    drawn.shape(NETHERLANDS.spots(LAKE), PAPER)
    return drawn


def tell(drawn: Sheet, number: str, lines: Sequence[str]) -> None:
    """What the map says, on its left: a number and a few words."""
    drawn.write((MARGIN, 300), number, 170, face=SERIF, ink=ACCENT)
    for place, line in enumerate(lines):
        drawn.write((MARGIN, 450 + place * 72), line, SMALL + 4, ink=INK)


def halls() -> list[Spot]:
    """One place for each hall, within the land and not upon another; the same each time."""
    dice = random.Random("zalen")  # noqa: S311 -- a drawing, not a secret
    found: list[Spot] = []
    for province in PROVINCES:
        centres, shares, _spreads = zip(*province.clusters, strict=True)
        wanted = len(found) + province.halls
        while len(found) < wanted:
            cluster = dice.choices(province.clusters, shares)[0] if len(centres) > 1 else province.clusters[0]
            place = (dice.gauss(cluster[0][0], cluster[2] * 1.5), dice.gauss(cluster[0][1], cluster[2]))
            if is_land(place) and is_free(place, found):
                found.append(place)
    return found


def is_land(place: Spot) -> bool:
    """Whether a place lies in the Netherlands and not in its lake."""
    return any(is_within(place, outline) for outline in (MAINLAND, *ISLANDS)) and not is_within(place, LAKE)


def is_within(place: Spot, outline: Sequence[Spot]) -> bool:
    """Whether a place lies within an outline (crossing number)."""
    x, y = place
    sides = zip(outline, [*outline[1:], outline[0]], strict=True)
    crossed = [
        a
        for a, b in sides
        if (a[1] > y) != (b[1] > y) and x < a[0] + (b[0] - a[0]) * (y - a[1]) / (b[1] - a[1])
    ]
    return len(crossed) % 2 == 1


def is_free(place: Spot, taken: Sequence[Spot], apart: float = 0.036) -> bool:
    """Whether no dot lies too near to be told apart."""
    return all(math.hypot((place[0] - x) * STRETCH, place[1] - y) > apart for x, y in taken)


def hall_map(number: str, lines: Sequence[str]) -> Image.Image:
    """One dot for each data centre."""
    drawn = netherlands()
    for place in halls():
        drawn.dot(NETHERLANDS.spot(place), 8, INK)
    tell(drawn, number, lines)
    return drawn.done()


def power_map(number: str, lines: Sequence[str], *, is_filled: bool) -> Image.Image:
    """One circle for each province, by power; filled to what is used of it."""
    drawn = netherlands()
    for province in PROVINCES:
        at = NETHERLANDS.spot(province.at)
        ring = radius(province.contracted)
        drawn.dot(at, ring, PAPER if is_filled else ACCENT, edge=ACCENT, width=5)
        if is_filled:
            drawn.dot(at, radius(province.used), ACCENT)
        if province.contracted >= 240:
            label_power(drawn, province, at, is_filled=is_filled)
    tell(drawn, number, lines)
    return drawn.done()


def radius(megawatts: float) -> float:
    """A circle whose area grows with the power."""
    return 3.1 * math.sqrt(megawatts)


def label_power(drawn: Sheet, province: Province, at: Spot, *, is_filled: bool) -> None:
    """The number in a circle that has room for it."""
    share = f"{round(100 * province.used / province.contracted)}%"
    shown = share if is_filled else f"{province.contracted:,}".replace(",", ".")
    if is_filled and province.used < 200:  # no room within: beside it, on the side of the sea or of the land
        is_west = province.at[0] < 5
        beside = (at[0] + (-1 if is_west else 1) * (radius(province.contracted) + 12), at[1])
        drawn.write(beside, shown, 44, face=BOLD, anchor="rm" if is_west else "lm")
    else:
        drawn.write(at, shown, 44 if province.contracted < 900 else SMALL, face=BOLD, ink=PAPER, anchor="mm")


def room_map(number: str, line: str, words: dict[str, str]) -> Image.Image:
    """A sign for each province: shut, waiting, or room."""
    drawn = netherlands()
    for province in PROVINCES:
        sign(drawn, NETHERLANDS.spot(province.at), province.room)
    drawn.write((MARGIN, 200), number, 170, face=SERIF, ink=ACCENT)
    drawn.write((MARGIN, 330), line, SMALL + 4)
    for place, (room, word) in enumerate(words.items()):
        y = 500 + place * 110
        sign(drawn, (MARGIN + 34, y), room)
        drawn.write((MARGIN + 96, y), word, SMALL + 4)
    return drawn.done()


def sign(drawn: Sheet, at: Spot, room: str) -> None:
    """Shut: a cross; waiting: half a dot; room: a ring. Told by shape, not by colour alone."""
    if room == "none":
        drawn.dot(at, 34, ACCENT)
        drawn.cross(at, 13, PAPER, 8)
    elif room == "queue":
        drawn.dot(at, 34, PAPER, edge=ACCENT, width=6)
        x, y = at
        half = [(x - 31) * FINE, (y - 31) * FINE, (x + 31) * FINE, (y + 31) * FINE]
        drawn.pen.pieslice(half, 90, 270, fill=ACCENT)
    else:
        drawn.dot(at, 34, PAPER, edge=INK, width=6)
