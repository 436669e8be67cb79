"""A pattern as an image of Pillow, drawn four times too large and made smaller, so that its edges are smooth."""

from dataclasses import dataclass

from PIL import Image, ImageDraw

from articles.patterns.curve import pieces
from articles.patterns.description import Pattern
from articles.patterns.strokes import Point, Stroke

FINER = 4  # times as many pixels each way while drawing
PARTS = 8  # straight pieces for one piece of a curve


@dataclass(frozen=True, slots=True)
class Colours:
    """Of the paper and both pens; the tokens of the light theme (site/static/css/tokens.css)."""

    paper: str = "#f2eee3"
    ink: str = "#17191c"
    accent: str = "#ad2f1c"


LIGHT = Colours()


def draw(pattern: Pattern, width: int, colours: Colours = LIGHT) -> Image.Image:
    """The pattern `width` pixels wide, in its own ratio."""
    size = (width, round(width * pattern.height / pattern.width))
    scale = width * FINER / pattern.width
    image = Image.new("RGB", (size[0] * FINER, size[1] * FINER), colours.paper)
    pen = ImageDraw.Draw(image)
    for stroke in sorted(pattern.strokes, key=lambda stroke: stroke.is_accent):
        draw_stroke(pen, stroke, scale, colours.accent if stroke.is_accent else colours.ink)
    return image.resize(size, Image.Resampling.LANCZOS)


def draw_stroke(pen: ImageDraw.ImageDraw, stroke: Stroke, scale: float, colour: str) -> None:
    """One stroke: a disc, or a line through the points of its curve."""
    weight = stroke.weight * scale
    points = [(x * scale, y * scale) for x, y in track(stroke)]
    if len(points) == 1:
        (x, y), radius = points[0], weight / 2
        pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)
    else:
        pen.line(points, fill=colour, width=round(weight), joint="curve")


def track(stroke: Stroke) -> list[Point]:
    """The points that a stroke goes through, close enough to look round."""
    if len(stroke.points) < 3:
        return list(stroke.points)
    found = [stroke.points[0]]
    for piece in pieces(stroke):
        found += [piece.at(part / PARTS) for part in range(1, PARTS + 1)]
    return found
