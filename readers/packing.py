"""A person's minutes: which of the items offered are read, which are only known, which are left out.

Pure. In come choices with a value and their reading minutes, and a budget in minutes; out goes the packing of
the highest value, exact, as a multiple-choice knapsack (data-model.md, "Minutes"). Called by
`newsletters.personalisation` for a mail and later by the reading list.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

KNOWING_MIN = 0.25
"""Minutes to know an item from headline, why and source: some 40 words at the pace of scanning."""

KNOWING_RATIO = 0.4
"""Share of an item's value that knowing it gives: less than half, so that time left over goes to reading."""

UNKNOWN_READING_MIN = 3
"""Minutes counted for an item of unknown length: what the median article of a trade feed takes."""

_PER_MIN = 4  # the knapsack counts in quarters of a minute, the unit of KNOWING_MIN
_LEFT, _KNOW, _READ = 0, 1, 2


@dataclass(frozen=True, slots=True)
class Choice:
    """One item on offer: `value` above 0, `minutes` to read it (None: unknown)."""

    key: Hashable
    value: float
    minutes: int | None

    @property
    def reading_min(self) -> int:
        """Minutes counted for reading it, beyond knowing it."""
        return UNKNOWN_READING_MIN if self.minutes is None else self.minutes


@dataclass(frozen=True, slots=True)
class Packed:
    """What fits: both parts in the order in which the choices were given."""

    read: tuple[Choice, ...]
    know: tuple[Choice, ...]

    @property
    def minutes(self) -> float:
        """Minutes that the whole takes: all is known, some is read as well."""
        known = KNOWING_MIN * (len(self.read) + len(self.know))
        return known + sum(choice.reading_min for choice in self.read)

    @property
    def value(self) -> float:
        """The sum that was made as high as it can be."""
        known = KNOWING_RATIO * sum(choice.value for choice in self.know)
        return known + sum(choice.value for choice in self.read)


def pack(choices: Sequence[Choice], budget_min: float) -> Packed:
    """Give the packing of the highest value within `budget_min`, or the best single item where none fits.

    Exact, in O(items x quarters of the budget). Of equal packings the one with the earlier choices wins.
    Raises ValueError for a value that is not above 0.
    """
    _check(choices)
    decisions = _solve(choices, int(budget_min * _PER_MIN))
    if choices and not any(decisions):
        decisions[_most_valued(choices)] = _KNOW
    return Packed(read=_those(choices, decisions, _READ), know=_those(choices, decisions, _KNOW))


def _check(choices: Sequence[Choice]) -> None:
    for choice in choices:
        if not choice.value > 0 or choice.reading_min < 0:
            raise ValueError(f"item {choice.key!r}: its value must be above 0 and its minutes not below 0")


def _solve(choices: Sequence[Choice], quarters: int) -> list[int]:
    """Decide every choice, from the last to the first, so that walking back begins with the first."""
    best = [0.0] * (quarters + 1)
    tables: list[bytearray] = []
    for choice in reversed(choices):
        best, table = _with_choice(choice, best)
        tables.append(table)
    return _walk_back(choices, tables, quarters)


def _costs(choice: Choice) -> tuple[int, int]:
    known = int(KNOWING_MIN * _PER_MIN)
    return known, known + choice.reading_min * _PER_MIN


def _with_choice(choice: Choice, best: list[float]) -> tuple[list[float], bytearray]:
    """Extend the table of best values by room left with one more choice, and note what was decided."""
    known_cost, read_cost = _costs(choice)
    known_value = choice.value * KNOWING_RATIO
    extended, table = best.copy(), bytearray(len(best))
    for room in range(known_cost, len(best)):
        if (known := best[room - known_cost] + known_value) >= extended[room]:
            extended[room], table[room] = known, _KNOW
        if room >= read_cost and (read := best[room - read_cost] + choice.value) >= extended[room]:
            extended[room], table[room] = read, _READ
    return extended, table


def _walk_back(choices: Sequence[Choice], tables: list[bytearray], room: int) -> list[int]:
    decisions = []
    for choice, table in zip(choices, reversed(tables), strict=True):
        decision = table[room] if room >= 0 else _LEFT
        decisions.append(decision)
        if decision != _LEFT:
            room -= _costs(choice)[decision - 1]
    return decisions


def _most_valued(choices: Sequence[Choice]) -> int:
    return max(range(len(choices)), key=lambda position: choices[position].value)


def _those(choices: Sequence[Choice], decisions: list[int], wanted: int) -> tuple[Choice, ...]:
    return tuple(choice for choice, decision in zip(choices, decisions, strict=True) if decision == wanted)
