"""A pattern as inline SVG: one path for each width of pen and colour, coordinates whole and relative.

The colours are the page's own: `pattern__ink` and `pattern__accent` take them from the tokens in pattern.css,
so that a pattern follows the theme. 4 kB at most, since a list shows twenty.
"""

from collections.abc import Iterator

from articles.patterns.curve import pieces
from articles.patterns.description import Pattern
from articles.patterns.strokes import Point, Stroke

Pen = tuple[bool, float]


def draw(pattern: Pattern, class_name: str = "pattern", above: str = "") -> str:
    """The SVG element, with `above` drawn upon it. It only decorates, so it is hidden from those who listen."""
    paths = "".join(path(pen, strokes) for pen, strokes in by_pen(pattern).items())
    size = f'width="{pattern.width}" height="{pattern.height}" viewBox="0 0 {pattern.width} {pattern.height}"'
    return f'<svg class="{class_name}" {size} aria-hidden="true">{paths}{above}</svg>'


def by_pen(pattern: Pattern) -> dict[Pen, list[Stroke]]:
    """The strokes by colour and width, in their order."""
    groups: dict[Pen, list[Stroke]] = {}
    for stroke in pattern.strokes:
        groups.setdefault((stroke.is_accent, stroke.weight), []).append(stroke)
    return dict(sorted(groups.items()))


def path(pen: Pen, strokes: list[Stroke]) -> str:
    """All strokes of one pen."""
    is_accent, weight = pen
    name = "pattern__accent" if is_accent else "pattern__ink"
    cap = ' stroke-linecap="round"' if len(strokes[0].points) == 1 else ""
    return f'<path class="{name}" stroke-width="{weight:g}"{cap} d="{"".join(Steps().walk(strokes))}"/>'


class Steps:
    """Writes strokes as steps from where the pen is; keeps the rounded place, so that errors do not add up."""

    def __init__(self) -> None:
        self.x = self.y = 0

    def walk(self, strokes: list[Stroke]) -> Iterator[str]:
        """The commands of all strokes."""
        for stroke in strokes:
            yield f"m{self.step(stroke.points[0])}"
            yield from self.body(stroke)

    def body(self, stroke: Stroke) -> Iterator[str]:
        """The commands after the first point."""
        if len(stroke.points) == 1:
            yield "h0"
        elif len(stroke.points) == 2:
            yield f"l{self.step(stroke.points[1])}"
        else:
            yield from self.curve(stroke)

    def curve(self, stroke: Stroke) -> Iterator[str]:
        for number, piece in enumerate(pieces(stroke)):
            command = "s" if number else "c"
            handles = [self.offset(piece.arriving)]
            if not number:
                handles.insert(0, self.offset(piece.leaving))
            yield command + join([*handles, self.step_pair(piece.end)])
        if stroke.is_closed:
            yield "z"

    def offset(self, point: Point) -> tuple[int, int]:
        return round(point[0]) - self.x, round(point[1]) - self.y

    def step_pair(self, point: Point) -> tuple[int, int]:
        dx, dy = self.offset(point)
        self.x, self.y = self.x + dx, self.y + dy
        return dx, dy

    def step(self, point: Point) -> str:
        return join([self.step_pair(point)])


def join(pairs: list[tuple[int, int]]) -> str:
    """Numbers with as few signs between them as the path grammar allows: `3-2 10 4`."""
    text = ""
    for number in (number for pair in pairs for number in pair):
        text += f"{number}" if not text or number < 0 else f" {number}"
    return text
