"""Blocks of figures: a table of texts and numbers."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock


class CellsBlock(TypedTableBlock):
    """Rows and columns. A column of numbers stands at the right, in figures of one width."""

    text = blocks.CharBlock(label=_("Text"), required=False, max_length=250)
    number = blocks.DecimalBlock(label=_("Number"), required=False)


class TableBlock(blocks.StructBlock):
    cells = CellsBlock(label=_("table"))
    has_row_names = blocks.BooleanBlock(label=_("first column names the rows"), required=False, default=True)

    class Meta:
        icon = "table"
        label = _("Table")
        group = _("Figures")
        template = "blocks/table.html"
