"""How numbers are printed in tables and charts: as the active language writes them."""

from decimal import Decimal

from django.utils.formats import number_format

GROUPED_FROM = 10_000  # a number of four digits may be a year, and reads as well without a point


def figure(number: Decimal) -> str:
    """`number` with the decimals it has, grouped by thousands from five digits on."""
    decimals = max(0, -int(number.as_tuple().exponent))
    return number_format(number, decimals, force_grouping=abs(number) >= GROUPED_FROM)
