"""`mail.models`: one mailbox is one address, however it is spelled."""

import pytest

from mail import suppression
from mail.models import Address, Suppression, normalise


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        (" Jan@Voorbeeld.NL\n", "jan@voorbeeld.nl"),
        ("jan@MÜNCHEN.de", "jan@xn--mnchen-3ya.de"),
        ("jan@xn--mnchen-3ya.de", "jan@xn--mnchen-3ya.de"),
        ("jan@a..b", "jan@a..b"),
        ("geen adres", "geen adres"),
    ],
)
def test_normalise_of_another_spelling_gives_what_is_stored(typed, stored):
    assert normalise(typed) == stored


@pytest.mark.django_db
def test_for_email_in_two_spellings_is_one_row():
    assert Address.objects.for_email("Jan@München.de") == Address.objects.for_email("jan@xn--mnchen-3ya.de")


@pytest.mark.django_db
def test_among_finds_the_suppressed_in_one_query(django_assert_num_queries):
    suppression.add("Een@voorbeeld.nl", Suppression.Reason.BOUNCE)
    with django_assert_num_queries(1):
        assert suppression.among(["een@voorbeeld.nl", "twee@voorbeeld.nl"]) == {"een@voorbeeld.nl"}
    assert "voorbeeld" not in Suppression.objects.get().email_hash
