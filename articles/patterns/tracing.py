"""Lines of equal height through a grid of heights (marching squares), joined end to end."""

from collections.abc import Iterator
from dataclasses import dataclass

from articles.patterns.strokes import Point

Edge = tuple[int, int, int]  # row, column, 0 = to the right, 1 = downwards
Link = tuple[Edge, Edge]


@dataclass(frozen=True, slots=True)
class Grid:
    """Heights at the corners of square cells of `cell` units."""

    values: list[list[float]]
    cell: float

    def lowest(self) -> float:
        """The lowest height."""
        return min(min(row) for row in self.values)

    def highest(self) -> float:
        """The highest height."""
        return max(max(row) for row in self.values)


def trace(grid: Grid, level: float) -> list[list[Point]]:
    """Each line at `level` as points; a closed one ends where it began."""
    neighbours: dict[Edge, list[Edge]] = {}
    for one, other in links(grid, level):
        neighbours.setdefault(one, []).append(other)
        neighbours.setdefault(other, []).append(one)
    ends = [edge for edge, others in neighbours.items() if len(others) == 1]
    seen: set[Edge] = set()
    lines = [walk(start, neighbours, seen) for start in [*ends, *neighbours] if start not in seen]
    return [[crossing(grid, level, edge) for edge in line] for line in lines]


def walk(start: Edge, neighbours: dict[Edge, list[Edge]], seen: set[Edge]) -> list[Edge]:
    """The edges from `start` to the end of its line, or round to `start` again."""
    line = [start]
    seen.add(start)
    while ahead := [edge for edge in neighbours[line[-1]] if edge not in seen]:
        line.append(ahead[0])
        seen.add(ahead[0])
    if len(line) > 2 and start in neighbours[line[-1]]:
        line.append(start)
    return line


def links(grid: Grid, level: float) -> Iterator[Link]:
    """The pairs of edges between which the line crosses a cell."""
    for row in range(len(grid.values) - 1):
        for column in range(len(grid.values[0]) - 1):
            yield from links_of_cell(grid, level, row, column)


def links_of_cell(grid: Grid, level: float, row: int, column: int) -> Iterator[Link]:
    """One pair where two edges of a cell are crossed, two where all four are."""
    above, below = grid.values[row], grid.values[row + 1]
    corners = [above[column], above[column + 1], below[column + 1], below[column]]
    is_high = [value > level for value in corners]
    edges: list[Edge] = [(row, column, 0), (row, column + 1, 1), (row + 1, column, 0), (row, column, 1)]
    crossed = [edge for i, edge in enumerate(edges) if is_high[i] != is_high[(i + 1) % 4]]
    if len(crossed) == 2:
        yield crossed[0], crossed[1]
    elif len(crossed) == 4:
        joins_first = (sum(corners) / 4 > level) == is_high[0]
        yield (edges[0], edges[1]) if joins_first else (edges[3], edges[0])
        yield (edges[2], edges[3]) if joins_first else (edges[1], edges[2])


def crossing(grid: Grid, level: float, edge: Edge) -> Point:
    """Where the line crosses an edge."""
    row, column, direction = edge
    one = grid.values[row][column]
    other = grid.values[row + direction][column + 1 - direction]
    share = (level - one) / (other - one)
    return (
        (column + share * (1 - direction)) * grid.cell,
        (row + share * direction) * grid.cell,
    )
