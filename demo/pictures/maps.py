"""Maps by simple outline: the Netherlands with its data centres, and the southern North Sea with its cables."""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image

from demo.pictures.outlines import CONTINENT, ENGLAND, ISLANDS, LAKE, MAINLAND
from demo.pictures.sheet import (
    ACCENT,
    BOLD,
    FINE,
    INK,
    LAND,
    MARGIN,
    PAPER,
    RULE,
    SERIF,
    SIZE,
    SMALL,
    SOFT,
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


@dataclass(frozen=True, slots=True)
class Province:
    """A province: where its mark stands, what was counted there, and how its halls lie (place, share, spread)."""

    name: str
    at: Spot
    halls: int
    contracted: int
    used: int
    room: str
    clusters: tuple[tuple[Spot, float, float], ...]


NETHERLANDS = Frame(3.3, 53.6, 290, left=850, top=46)
PROVINCES = (
    Province(
        "Noord-Holland",
        (4.75, 52.62),
        71,
        1020,
        560,
        "none",
        (((4.82, 52.33), 0.7, 0.09), ((5.0, 52.8), 0.3, 0.06)),
    ),
    Province(
        "Groningen",
        (6.7, 53.26),
        10,
        390,
        265,
        "some",
        (((6.82, 53.42), 0.5, 0.04), ((6.55, 53.2), 0.5, 0.06)),
    ),
    Province(
        "Flevoland", (5.6, 52.5), 9, 260, 118, "none", (((5.25, 52.37), 0.6, 0.05), ((5.52, 52.5), 0.4, 0.05))
    ),
    Province(
        "Zuid-Holland",
        (4.4, 51.93),
        32,
        240,
        152,
        "queue",
        (((4.5, 51.91), 0.6, 0.08), ((4.35, 52.06), 0.4, 0.06)),
    ),
    Province(
        "Noord-Brabant",
        (5.25, 51.58),
        17,
        110,
        69,
        "queue",
        (((5.45, 51.45), 0.5, 0.1), ((4.8, 51.6), 0.5, 0.1)),
    ),
    Province("Utrecht", (5.17, 52.08), 18, 95, 61, "none", (((5.1, 52.06), 1.0, 0.08),)),
    Province(
        "Gelderland",
        (5.95, 52.05),
        12,
        60,
        36,
        "queue",
        (((5.9, 51.97), 0.6, 0.1), ((5.95, 52.2), 0.4, 0.08)),
    ),
    Province(
        "Overijssel",
        (6.45, 52.42),
        9,
        35,
        21,
        "queue",
        (((6.85, 52.23), 0.5, 0.06), ((6.1, 52.5), 0.5, 0.05)),
    ),
    Province(
        "Limburg", (5.95, 51.25), 6, 30, 16, "queue", (((5.97, 50.9), 0.6, 0.04), ((6.05, 51.37), 0.4, 0.05))
    ),
    Province("Drenthe", (6.6, 52.85), 3, 12, 6, "some", (((6.58, 52.9), 1.0, 0.1),)),
    Province("Friesland", (5.8, 53.08), 4, 10, 5, "some", (((5.8, 53.15), 1.0, 0.1),)),
    Province("Zeeland", (3.8, 51.49), 2, 8, 1, "some", (((3.75, 51.47), 1.0, 0.04),)),
)


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


NORTH_SEA = Frame(-1.2, 53.9, 290)
BREAK = (3.2, 52.46)
CABLES: dict[str, tuple[Spot, ...]] = {
    "Doggerlink": ((4.52, 52.37), (3.9, 52.43), (3.2, 52.46), (2.4, 52.5), (1.76, 52.47)),
    "detour": ((4.45, 52.3), (3.9, 51.95), (3.2, 51.55), (2.92, 51.24), (2.2, 51.4), (1.44, 51.34)),
    "Vlieland-1": ((6.83, 53.45), (6.6, 53.65), (6.2, 54.0)),
}


def sea_map(words: dict[str, str]) -> Image.Image:
    """The southern North Sea with three cables, one of them broken."""
    drawn = sheet(paper=WATER)
    for outline in (CONTINENT, ENGLAND, MAINLAND, *ISLANDS):
        drawn.shape(NORTH_SEA.spots(outline), LAND)
    drawn.shape(NORTH_SEA.spots(LAKE), WATER)
    drawn.line(NORTH_SEA.spots(CABLES["Doggerlink"]), INK, 9)
    drawn.line(NORTH_SEA.spots(CABLES["Vlieland-1"]), SOFT, 7)
    detour = NORTH_SEA.spots(CABLES["detour"])
    for start, end in pairwise(detour):
        drawn.dashes(start, end, ACCENT, 9)
    drawn.cross(NORTH_SEA.spot(BREAK), 26, ACCENT, 14)
    ends = ((4.52, 52.37), (1.76, 52.47), (2.92, 51.24), (1.44, 51.34), (6.83, 53.45))
    for end in ends:
        drawn.dot(NORTH_SEA.spot(end), 13, INK)
    name_places(drawn, words)
    return drawn.done()


def name_places(drawn: Sheet, words: dict[str, str]) -> None:
    """Towns and cables by name."""
    at: Callable[[Spot], Spot] = NORTH_SEA.spot
    drawn.write(at((1.62, 52.42)), "Lowestoft", SMALL, anchor="rm")
    drawn.write(at((4.66, 52.33)), "Zandvoort", SMALL)
    drawn.write(at((3.05, 51.1)), words["ostend"], SMALL)
    drawn.write(at((1.28, 51.28)), "Kent", SMALL, anchor="rm")
    drawn.write(at((6.72, 53.28)), "Eemshaven", SMALL, anchor="rm")
    drawn.write(at((3.2, 52.68)), "Doggerlink", SMALL, face=BOLD, anchor="mm")
    drawn.write(at((6.25, 53.57)), "Vlieland-1", SMALL, ink=SOFT, anchor="rm")
    drawn.write(at((2.55, 51.78)), words["detour"], SMALL, ink=ACCENT, anchor="mm")
    drawn.write(at((1.7, 53.4)), words["sea"], SMALL, face=SERIF, ink=SOFT)


__all__ = [
    "NETHERLANDS",
    "RULE",
    "SIZE",
    "hall_map",
    "halls",
    "netherlands",
    "power_map",
    "room_map",
    "sea_map",
]
