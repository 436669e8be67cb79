"""Drawings of numbers: bars, bids that change their order, and five clocks."""

from __future__ import annotations

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
    RULE,
    SANS,
    SERIF,
    SIZE,
    SMALL,
    SOFT,
    Sheet,
    sheet,
)


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it counts, how many, and whether it is the point of the picture."""

    label: str
    value: float
    shown: str
    is_point: bool = False


def bars(rows: Sequence[Bar], total: float) -> Image.Image:
    """Lying bars, their labels above and their values at the end."""
    drawn = sheet()
    room = SIZE[0] - 2 * MARGIN - 190
    step = (SIZE[1] - 1.4 * MARGIN) / len(rows)
    for place, row in enumerate(rows):
        top = 0.7 * MARGIN + place * step
        colour = ACCENT if row.is_point else INK
        end = MARGIN + room * row.value / total
        drawn.write((MARGIN, top + 32), row.label, SMALL, ink=SOFT)
        drawn.box((MARGIN, top + 76), (end, top + step - 28), colour)
        drawn.write((end + 24, top + (step + 48) / 2), row.shown, LARGE, face=SERIF, ink=colour)
    return drawn.done()


@dataclass(frozen=True, slots=True)
class Bid:
    """What a supplier offered and what it would cost, in millions; `is_point` for the two that the text is about."""

    name: str
    offered: float
    real: float
    is_point: bool = False


def slopes(bids: Sequence[Bid], before: str, after: str, words: dict[float, str]) -> Image.Image:
    """Bids on the left, real prices on the right, a line from one to the other."""
    drawn = sheet()
    left, right, top, foot = 470, 1130, 190, SIZE[1] - 96
    lowest = min(bid.offered for bid in bids)
    highest = max(bid.real for bid in bids)

    def height(value: float) -> float:
        return foot - (foot - top) * (value - lowest) / (highest - lowest)

    drawn.write((left, 96), before, SMALL, ink=SOFT, anchor="rm")
    drawn.write((right, 96), after, SMALL, ink=SOFT)
    for bid in sorted(bids, key=lambda one: one.is_point):
        ink = ACCENT if bid.is_point else "#a3a7ac"
        spots = [(left, height(bid.offered)), (right, height(bid.real))]
        drawn.line(spots, ink, 12 if bid.is_point else 6)
        for spot in spots:
            drawn.dot(spot, 16 if bid.is_point else 10, ink)
    for bid in bids:
        if bid.name in words.values() or bid.is_point:
            name_bid(drawn, bid, (left, height(bid.offered)), (right, height(bid.real)))
    return drawn.done()


def name_bid(drawn: Sheet, bid: Bid, start: tuple[float, float], end: tuple[float, float]) -> None:
    """The name and both prices of a bid."""
    ink = ACCENT if bid.is_point else INK
    drawn.write(
        (start[0] - 34, start[1]), f"{bid.offered:.1f}".replace(".", ","), SMALL, ink=ink, anchor="rm"
    )
    price = f"{bid.real:.1f}".replace(".", ",")
    drawn.write((end[0] + 34, end[1]), price, SMALL, face=BOLD, ink=ink)
    drawn.write((end[0] + 130, end[1]), bid.name, SMALL, ink=ink)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a fail-over: its name, how long it took in seconds, and as it is written."""

    name: str
    seconds: int
    shown: str


def clocks(steps: Sequence[Step], total: str) -> Image.Image:
    """Steps one below the other, each beginning where the one before ended."""
    drawn = sheet()
    left, right = 640, SIZE[0] - 190
    whole = sum(step.seconds for step in steps)
    height = (SIZE[1] - 250) / len(steps)
    passed = 0
    for place, step in enumerate(steps):
        middle = 90 + place * height
        start = left + (right - left) * passed / whole
        end = left + (right - left) * (passed + step.seconds) / whole
        is_long = step.seconds * 8 > whole
        drawn.line([(left, middle), (right, middle)], RULE, 3)
        drawn.box((start, middle - 32), (max(end, start + 8), middle + 32), ACCENT if is_long else INK)
        drawn.write((left - 34, middle), step.name, SMALL, ink=SOFT, anchor="rm")
        drawn.write((max(end, start + 8) + 18, middle), step.shown, SMALL, face=SANS)
        passed += step.seconds
    foot = SIZE[1] - 90
    drawn.box((left, foot - 40), (right, foot + 40), PALE)
    drawn.write((left - 34, foot), total, SMALL, face=BOLD, anchor="rm")
    drawn.write((right + 18, foot), "47:00", SMALL, face=BOLD)
    return drawn.done()
