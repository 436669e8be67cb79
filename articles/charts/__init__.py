"""Charts drawn from a small table: bars, columns or lines, as shapes that a template prints as SVG.

Pure: names and numbers in, shapes out, no Django. `articles.blocks.data` makes the table from what an editor typed
and asks `fault` before it is stored; `templates/blocks/chart.html` prints the drawing.
"""

from __future__ import annotations

from enum import StrEnum

from articles.charts.bars import draw_bars
from articles.charts.shapes import WIDE, Drawing, Say, Series, Table, every
from articles.charts.upright import draw_columns, draw_lines

__all__ = ["Drawing", "Fault", "Kind", "Series", "Table", "draw", "fault"]

SERIES_LIMIT = 4


class Kind(StrEnum):
    BAR = "bar"
    COLUMN = "column"
    LINE = "line"


class Fault(StrEnum):
    """Why a table cannot be drawn."""

    NO_SERIES = "no series"
    NO_VALUES = "no values"
    TOO_MANY_SERIES = "too many series"
    TOO_MANY_ROWS = "too many rows"
    NAMES_TOO_LONG = "names too long"


ROWS_LIMIT = {Kind.BAR: 30, Kind.COLUMN: 24, Kind.LINE: 240}
DRAWN_BY = {Kind.BAR: draw_bars, Kind.COLUMN: draw_columns, Kind.LINE: draw_lines}


def fault(kind: Kind, table: Table) -> Fault | None:
    """What keeps `table` from being drawn as `kind`, if anything."""
    if not table.series:
        return Fault.NO_SERIES
    if not table.values():
        return Fault.NO_VALUES
    if len(table.series) > SERIES_LIMIT:
        return Fault.TOO_MANY_SERIES
    if len(table.names) > ROWS_LIMIT[kind]:
        return Fault.TOO_MANY_ROWS
    if kind is Kind.COLUMN and every(table.names, WIDE, 100.0) > 1:
        return Fault.NAMES_TOO_LONG
    return None


def draw(kind: Kind, table: Table, say: Say) -> Drawing:
    """The shapes of a table without a fault."""
    return DRAWN_BY[kind](table, say)
