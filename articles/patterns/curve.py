"""The curve through the points of a stroke, as the pieces by which SVG and Pillow draw it (Catmull-Rom)."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.patterns.strokes import Point, Stroke


@dataclass(frozen=True, slots=True)
class Piece:
    """A cubic Bézier curve: from, two handles, to."""

    start: Point
    leaving: Point
    arriving: Point
    end: Point

    def at(self, share: float) -> Point:
        """The point after `share` of the piece, 0 to 1."""
        rest = 1 - share
        parts = (rest**3, 3 * rest * rest * share, 3 * rest * share * share, share**3)
        points = (self.start, self.leaving, self.arriving, self.end)
        return (
            sum(part * point[0] for part, point in zip(parts, points, strict=True)),
            sum(part * point[1] for part, point in zip(parts, points, strict=True)),
        )


def pieces(stroke: Stroke) -> Iterator[Piece]:
    """The pieces of a stroke of three points or more, each leaving as the one before arrived."""
    points = stroke.points
    if stroke.is_closed:
        ring = (points[-1], *points, points[0], points[1])
    else:
        ring = (points[0], *points, points[-1])
    for before, start, end, after in zip(ring, ring[1:], ring[2:], ring[3:], strict=False):
        yield Piece(start, handle(start, before, end, 1), handle(end, start, after, -1), end)


def handle(point: Point, before: Point, after: Point, side: int) -> Point:
    """The handle at a point: a sixth of the way from the point before to the one after."""
    return (
        point[0] + side * (after[0] - before[0]) / 6,
        point[1] + side * (after[1] - before[1]) / 6,
    )
