"""Blocks of figures: a table, and a chart that is drawn from one."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTable, TypedTableBlock

from articles import charts, numbers

KINDS = [
    (charts.Kind.BAR.value, _("lying bars")),
    (charts.Kind.COLUMN.value, _("standing columns")),
    (charts.Kind.LINE.value, _("lines")),
]
FAULTS = {
    charts.Fault.NO_SERIES: _("Add a column of numbers beside the column of text that names them."),
    charts.Fault.NO_VALUES: _("Add rows with numbers: there is nothing to draw yet."),
    charts.Fault.TOO_MANY_SERIES: _("Leave four columns of numbers at most; more cannot be told apart."),
    charts.Fault.TOO_MANY_ROWS: _("Take fewer rows: 30 bars, 24 columns or 240 points of a line at most."),
    charts.Fault.NAMES_TOO_LONG: _(
        "The names do not fit below the columns. Shorten them or choose lying bars."
    ),
}
UNFINISHED = {charts.Fault.NO_SERIES, charts.Fault.NO_VALUES}  # may be saved in a draft


class CellsBlock(TypedTableBlock):
    """Rows and columns. A column of numbers stands at the right, in figures of one width."""

    text = blocks.CharBlock(label=_("Text"), required=False, max_length=250)
    number = blocks.DecimalBlock(label=_("Number"), required=False, max_digits=18, decimal_places=6)
    number.field.error_messages["invalid"] = _(
        "Type a number here, such as 1250 or 12.5. Words belong in a column of text."
    )


class TableBlock(blocks.StructBlock):
    cells = CellsBlock(label=_("table"))
    has_row_names = blocks.BooleanBlock(label=_("first column names the rows"), required=False, default=True)

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Figures")
        template = "blocks/table.html"


class ChartValue(blocks.StructValue):
    @property
    def table(self) -> charts.Table:
        """The names and series of the cells."""
        return table_of(self["cells"])

    @property
    def drawing(self) -> charts.Drawing | None:
        """The shapes; none while the numbers are unfinished."""
        kind, table = charts.Kind(self["kind"]), self.table
        return None if charts.fault(kind, table) else charts.draw(kind, table, numbers.figure)


class ChartBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=120)
    kind = blocks.ChoiceBlock(
        label=_("kind"), choices=KINDS, default=charts.Kind.BAR.value, search_index=False
    )
    unit = blocks.CharBlock(
        label=_("unit"),
        required=False,
        max_length=40,
        help_text=_("What the numbers count, for example: euro, %."),
    )
    cells = CellsBlock(
        label=_("numbers"),
        help_text=_("First a column of text that names each value, then one to four columns of numbers."),
    )
    description = blocks.TextBlock(
        label=_("in words"), max_length=600, help_text=_("What the chart shows, for who cannot see it.")
    )
    source = blocks.CharBlock(label=_("source of the numbers"), required=False, max_length=160)

    class Meta:
        icon = "order"
        label = _("Chart")
        group = _("Figures")
        template = "blocks/chart.html"
        value_class = ChartValue
        not_read = ["description"]

    def clean(self, value: ChartValue) -> ChartValue:
        """Refuse numbers that cannot be drawn; in a draft they may be unfinished."""
        cleaned = super().clean(value)
        if refusal := self.refusal(cleaned):
            raise StructBlockValidationError({"cells": ValidationError(refusal)})
        return cleaned

    def refusal(self, value: ChartValue) -> str | None:
        """What is wrong with the numbers of a chart, and what to do."""
        if wrong := column_of_wrong_type(value["cells"]):
            return wrong
        found = charts.fault(charts.Kind(value["kind"]), value.table)
        if found is None or (self.is_deferred_validation and found in UNFINISHED):
            return None
        return str(FAULTS[found])


def column_of_wrong_type(cells: TypedTable) -> str | None:
    """A sentence about the first column that is not what its place asks for."""
    for index, column in enumerate(cells.columns):
        is_number = column["block"].name == "number"
        if index == 0 and is_number:
            return gettext("The first column names the values: choose text for it.")
        if index and not is_number:
            heading = column["heading"] or index + 1
            return gettext("Column “%(heading)s” holds text; a chart is drawn from numbers.") % {
                "heading": heading
            }
    return None


def table_of(cells: TypedTable) -> charts.Table:
    """The table that a chart is drawn from: columns of text after the first are left out."""
    rows = [row["values"] for row in cells.row_data]
    series = [
        charts.Series(column["heading"], tuple(row[index] for row in rows))
        for index, column in enumerate(cells.columns)
        if column["block"].name == "number"
    ]
    has_names = bool(cells.columns) and cells.columns[0]["block"].name == "text"
    return charts.Table(tuple(str(row[0] or "") for row in rows) if has_names else (), tuple(series))
