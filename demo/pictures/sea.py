"""The southern North Sea by simple outline, with its cables and the place where one of them broke."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from PIL import Image

from demo.pictures.maps import WATER, Frame
from demo.pictures.outlines import CONTINENT, ENGLAND, ISLANDS, LAKE, MAINLAND
from demo.pictures.sheet import ACCENT, BOLD, INK, LAND, SERIF, SMALL, SOFT, Sheet, Spot, sheet

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
