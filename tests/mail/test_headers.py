"""`mail.headers`: the same mail says the same, and a forged return path names none."""

import pytest

from mail import headers


def test_message_id_of_the_same_row_is_the_same_on_our_domain():
    assert headers.message_id("mail", 7) == headers.message_id("mail", 7)
    assert headers.message_id("mail", 7) != headers.message_id("delivery", 7)
    assert headers.message_id("mail", 7).endswith("@vakblad.example>")


def test_read_return_path_gives_back_what_return_path_says():
    path = headers.return_path("delivery", 123456789)
    assert headers.read_return_path(path.upper()) == headers.Origin("delivery", 123456789)
    assert len(path.partition("@")[0]) <= 64


@pytest.mark.parametrize("change", [("-7-", "-8-"), ("mail-", "delivery-"), ("vakblad", "elders"), ("+", "")])
def test_read_return_path_of_changed_address_is_none(change):
    path = headers.return_path("mail", 7)
    assert headers.read_return_path(path.replace(*change)) is None
