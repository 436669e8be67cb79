"""The sheet that everything is drawn on: its size, colours and faces.

Drawn at twice the size and made smaller at the end, so that slanting lines are smooth. Letters of 54 pixels and more
stay legible where the picture is as wide as a telephone.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONTS = Path(__file__).resolve().parents[2] / "site" / "static" / "fonts"
SANS, BOLD, SERIF = "source-sans-400.woff2", "source-sans-600.woff2", "source-serif-600.woff2"
SIZE = (1632, 918)  # three times the measure of a page at 16:9
MARGIN = 84
SMALL, LARGE = 54, 66
FINE = 2  # how much larger it is drawn
PAPER, TINT, LAND, RULE = "#fbfaf6", "#f2eee3", "#e6e1d3", "#d8d4c9"
INK, SOFT, ACCENT, PALE = "#17191c", "#565d66", "#ad2f1c", "#e3b5ac"

Spot = tuple[float, float]


@cache
def face(name: str, size: int) -> ImageFont.FreeTypeFont:
    """A cut of the magazine's letters."""
    return ImageFont.truetype(str(FONTS / name), size)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing in progress; all measures are of the finished picture."""

    image: Image.Image
    pen: ImageDraw.ImageDraw

    def write(self, at: Spot, text: str, size: int = SMALL, **style: str) -> None:
        """Write `text` with its `anchor` (Pillow's, left middle unless told) in `ink` and `face`."""
        letters = face(style.get("face", SANS), size * FINE)
        ink, anchor = style.get("ink", INK), style.get("anchor", "lm")
        self.pen.text(_fine(at), text, font=letters, fill=ink, anchor=anchor)

    def line(self, spots: Sequence[Spot], ink: str = INK, width: float = 6) -> None:
        """A line through spots, round at its bends and ends."""
        fine = [_fine(spot) for spot in spots]
        self.pen.line(fine, fill=ink, width=round(width * FINE), joint="curve")
        for spot in (spots[0], spots[-1]):
            self.dot(spot, width / 2, ink)

    def dashes(self, start: Spot, end: Spot, ink: str = INK, width: float = 6) -> None:
        """A dashed straight line."""
        (x, y), (to_x, to_y) = start, end
        length = max(1.0, ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5)
        step = 34 / length
        place = 0.0
        while place < 1:
            stop = min(1.0, place + step * 0.55)
            spots = [(x + (to_x - x) * at, y + (to_y - y) * at) for at in (place, stop)]
            self.pen.line([_fine(spot) for spot in spots], fill=ink, width=round(width * FINE))
            place += step

    def dot(self, at: Spot, radius: float, ink: str = INK, **style: str | float) -> None:
        """A filled circle; with `edge` one of that colour around it."""
        x, y = at
        box = [_fine((x - radius, y - radius)), _fine((x + radius, y + radius))]
        width = round(float(style.get("width", 0)) * FINE)
        self.pen.ellipse(box, fill=ink, outline=style.get("edge"), width=width)

    def box(self, at: Spot, to: Spot, ink: str, **style: str | float) -> None:
        """A filled rectangle; with `edge` a border of that colour."""
        width = round(float(style.get("width", 0)) * FINE)
        self.pen.rectangle([_fine(at), _fine(to)], fill=ink, outline=style.get("edge"), width=width)

    def shape(self, spots: Sequence[Spot], ink: str, edge: str | None = None) -> None:
        """A filled polygon."""
        self.pen.polygon([_fine(spot) for spot in spots], fill=ink, outline=edge, width=2 * FINE)

    def arrow(self, spots: Sequence[Spot], ink: str = INK, width: float = 8) -> None:
        """A line that ends in a point."""
        (x, y), (to_x, to_y) = spots[-2], spots[-1]
        length = max(1.0, ((to_x - x) ** 2 + (to_y - y) ** 2) ** 0.5)
        ahead = ((to_x - x) / length, (to_y - y) / length)
        back = (to_x - ahead[0] * 34, to_y - ahead[1] * 34)
        self.line([*spots[:-1], back], ink, width)
        side = (-ahead[1] * 20, ahead[0] * 20)
        ends = [(back[0] + side[0], back[1] + side[1]), (back[0] - side[0], back[1] - side[1])]
        self.shape([(to_x, to_y), *ends], ink)

    def cross(self, at: Spot, reach: float, ink: str = ACCENT, width: float = 12) -> None:
        """A cross: here it broke."""
        x, y = at
        self.line([(x - reach, y - reach), (x + reach, y + reach)], ink, width)
        self.line([(x - reach, y + reach), (x + reach, y - reach)], ink, width)

    def done(self) -> Image.Image:
        """The picture in its own size."""
        width, height = self.image.size
        return self.image.resize((width // FINE, height // FINE), Image.Resampling.LANCZOS)


def sheet(size: tuple[int, int] = SIZE, paper: str = PAPER) -> Sheet:
    """An empty sheet."""
    image = Image.new("RGB", (size[0] * FINE, size[1] * FINE), paper)
    return Sheet(image, ImageDraw.Draw(image))


def _fine(spot: Spot) -> Spot:
    return (spot[0] * FINE, spot[1] * FINE)
