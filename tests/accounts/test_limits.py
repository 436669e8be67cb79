"""Limits count in rows, per window, without readable keys."""

from datetime import UTC, datetime, timedelta

import pytest

from accounts.limits import address_prefix, hash_key, raise_limit

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.mark.django_db
def test_raise_limit_in_one_window_counts_up_and_starts_anew_in_the_next() -> None:
    key = hash_key("sign-up", "a@example.org")

    assert [raise_limit(key, NOW, 3600) for _ in range(3)] == [1, 2, 3]
    assert raise_limit(key, NOW + timedelta(hours=1), 3600) == 1


def test_hash_key_of_other_parts_differs_and_hides_the_text() -> None:
    assert hash_key("a", "bc") != hash_key("ab", "c")
    assert "example" not in hash_key("x", "a@example.org")


@pytest.mark.parametrize(
    ("ip", "prefix"), [("192.0.2.77", "192.0.2.0/24"), ("2001:db8:1:2ff::1", "2001:db8:1:200::/56")]
)
def test_address_prefix_is_what_one_visitor_may_hold(ip: str, prefix: str) -> None:
    assert address_prefix(ip) == prefix
