"""`readers.packing` against every possible packing of generated choices."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readers.packing import KNOWING_MIN, KNOWING_RATIO, Choice, pack

offers = st.lists(
    st.tuples(st.integers(1, 100), st.one_of(st.none(), st.integers(0, 12))),
    min_size=0,
    max_size=7,
).map(lambda rows: [Choice(key, value / 10, minutes) for key, (value, minutes) in enumerate(rows)])


def best_value_by_trying_all(choices: list[Choice], budget_min: float) -> float:
    best = 0.0
    for forms in itertools.product((0, 1, 2), repeat=len(choices)):
        taken = list(zip(choices, forms, strict=True))
        minutes = sum(KNOWING_MIN * (f > 0) + c.reading_min * (f == 2) for c, f in taken)
        if minutes <= budget_min:
            best = max(best, sum(c.value * (0, KNOWING_RATIO, 1)[f] for c, f in taken))
    return best


@settings(max_examples=150, deadline=None)
@given(choices=offers, budget_min=st.sampled_from([0.25, 1, 3, 5, 10]))
def test_pack_generated_choices_is_as_good_as_trying_all(choices, budget_min):
    packed = pack(choices, budget_min)
    assert packed.value == pytest.approx(best_value_by_trying_all(choices, budget_min))
    assert packed.minutes <= budget_min


@given(choices=offers, budget_min=st.sampled_from([3, 5, 10]))
def test_pack_keeps_the_given_order_and_holds_each_once(choices, budget_min):
    packed = pack(choices, budget_min)
    keys = [choice.key for choice in packed.read + packed.know]
    assert len(keys) == len(set(keys))
    assert [c.key for c in packed.read] == sorted(c.key for c in packed.read)
    assert [c.key for c in packed.know] == sorted(c.key for c in packed.know)


def test_pack_without_room_holds_the_most_valued_item():
    packed = pack([Choice("a", 1, 4), Choice("b", 2, 4)], 0)
    assert [choice.key for choice in packed.know] == ["b"]
    assert packed.read == ()


def test_pack_without_choices_is_empty():
    assert pack([], 5).minutes == 0


def test_pack_unknown_minutes_count_as_three():
    assert pack([Choice("a", 1, None)], 3).read == ()
    assert pack([Choice("a", 1, None)], 3.25).minutes == 3.25


def test_pack_of_equal_items_takes_the_earlier():
    packed = pack([Choice("a", 1, 4), Choice("b", 1, 4)], 4.5)
    assert [choice.key for choice in packed.read] == ["a"]


@pytest.mark.parametrize("value", [0, -1, float("nan")])
def test_pack_value_not_above_zero_is_refused(value):
    with pytest.raises(ValueError, match="'a'"):
        pack([Choice("a", value, 1)], 5)
