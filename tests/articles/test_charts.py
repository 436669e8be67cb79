"""Charts as shapes: where bars, columns, lines and words stand."""

from decimal import Decimal

import pytest

from articles import charts
from articles.charts import Fault, Kind
from articles.charts.upright import ticks


def table(*rows: list[float | None], names: list[str] | None = None) -> charts.Table:
    """Each row is one series."""
    series = [
        charts.Series(f"S{n}", tuple(None if v is None else Decimal(str(v)) for v in row))
        for n, row in enumerate(rows)
    ]
    return charts.Table(tuple(names or [f"N{n}" for n in range(len(rows[0]))]), tuple(series))


def draw(kind: Kind, *rows: list[float | None], **options: list[str]) -> charts.Drawing:
    return charts.draw(kind, table(*rows, **options), str)


def share(text: str) -> float:
    return float(text.rstrip("%em"))


def test_bars_are_as_long_as_their_values():
    bars = draw(Kind.BAR, [10, 5]).bars
    assert share(bars[0].width) == pytest.approx(2 * share(bars[1].width), abs=0.02)


def test_longest_bar_leaves_room_for_its_value():
    drawing = draw(Kind.BAR, [1234567])
    assert share(drawing.bars[0].width) + 7 * 2.4 <= 100


def test_negative_bar_ends_where_positive_ones_begin():
    minus, plus = draw(Kind.BAR, [-10, 10]).bars
    assert share(minus.x) + share(minus.width) == pytest.approx(share(plus.x), abs=0.02)


def test_missing_value_is_a_dash_and_no_bar():
    drawing = draw(Kind.BAR, [None, 3])
    assert len(drawing.bars) == 1
    assert "–" in [words.text for words in drawing.words]


def test_columns_stand_on_nought():
    drawing = draw(Kind.COLUMN, [40, 20])
    zero = next(rule for rule in drawing.rules if rule.is_zero)
    assert {round(share(bar.y) + share(bar.height), 1) for bar in drawing.bars} == {round(share(zero.y), 1)}


def test_columns_of_several_series_stand_beside_each_other():
    first, second = draw(Kind.COLUMN, [1], [1]).bars
    assert share(first.x) + share(first.width) <= share(second.x)
    assert (first.number, second.number) == (1, 2)


def test_line_is_broken_where_a_value_is_missing():
    drawing = draw(Kind.LINE, [1, 2, None, 3])
    assert [len(line.points.split()) for line in drawing.lines] == [2, 1]
    assert len(drawing.dots) == 3


def test_long_line_shows_no_dots():
    assert draw(Kind.LINE, list(range(1, 40))).dots == ()


def test_names_that_fit_a_wide_page_alone_are_left_out_on_a_phone():
    words = draw(Kind.LINE, list(range(12)), names=["januari"] * 12).words
    names = [one.is_minor for one in words if one.part == "name"]
    assert names.count(False) < len(names) <= 12


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ([0, 84], "0 50 100"),
        ([3, 7.5], "0 2 4 6 8"),
        ([98, 101], "98 99 100 101"),
        ([-5, 5], "-5 0 5"),
    ],
)
def test_grid_has_round_numbers(values, expected):
    found = ticks([Decimal(str(value)) for value in values], from_zero=False)
    assert " ".join(map(str, found)) == expected


@pytest.mark.parametrize("values", [[0, 0], [5, 5], [-2, -2], [0.00001, 0.00002], [10**11, 10**12]])
@pytest.mark.parametrize("kind", list(Kind))
def test_every_number_can_be_drawn(kind, values):
    assert charts.fault(kind, table(values)) is None
    assert "nan" not in repr(draw(kind, values))


@pytest.mark.parametrize(
    ("kind", "drawn", "expected"),
    [
        (Kind.BAR, charts.Table(("a",), ()), Fault.NO_SERIES),
        (Kind.BAR, table([None, None]), Fault.NO_VALUES),
        (Kind.LINE, table(*[[1]] * 5), Fault.TOO_MANY_SERIES),
        (Kind.BAR, table([1] * 31), Fault.TOO_MANY_ROWS),
        (Kind.COLUMN, table([1] * 6, names=["arbeidsongeschiktheid"] * 6), Fault.NAMES_TOO_LONG),
        (Kind.BAR, table([1] * 6, names=["arbeidsongeschiktheid"] * 6), None),
    ],
)
def test_fault_of_a_table_is_named(kind, drawn, expected):
    assert charts.fault(kind, drawn) is expected
