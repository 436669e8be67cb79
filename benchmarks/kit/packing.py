"""An exact solver of a reader's minutes that shares nothing with `readers.packing`: it keeps the Pareto front."""

from __future__ import annotations

from collections.abc import Sequence

from readers.packing import KNOWING_MIN, KNOWING_RATIO


def best_value(choices: Sequence[tuple[float, int]], budget_min: float) -> float:
    """Give the highest value of (value, reading minutes) pairs within the budget, or of one item known."""
    front = [(0.0, 0.0)]  # (minutes, value), both rising
    for worth, minutes in choices:
        known = [(spent + KNOWING_MIN, got + worth * KNOWING_RATIO) for spent, got in front]
        read = [(spent + KNOWING_MIN + minutes, got + worth) for spent, got in front]
        front = _undominated([*front, *known, *read], budget_min)
    return front[-1][1] or max((worth * KNOWING_RATIO for worth, _ in choices), default=0.0)


def _undominated(states: list[tuple[float, float]], budget_min: float) -> list[tuple[float, float]]:
    kept: list[tuple[float, float]] = []
    for spent, got in sorted(states, key=lambda state: (state[0], -state[1])):
        if spent <= budget_min and (not kept or got > kept[-1][1] + 1e-12):
            kept.append((spent, got))
    return kept
