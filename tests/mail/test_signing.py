"""`mail.signing`: a link works for its address, its purpose and its time, and for nothing else."""

from datetime import UTC, datetime, timedelta

import pytest

from mail import signing
from mail.exceptions import LinkRefused
from mail.models import Address, make_secret

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def address():
    return Address.objects.for_email("lezer@voorbeeld.nl")


def test_open_token_gives_back_address_and_subject(address):
    opened = signing.open_token(signing.sign(address, signing.UNSUBSCRIBE, NOW, 12), signing.UNSUBSCRIBE, NOW)
    assert (opened.address, opened.about, opened.made_at) == (address, 12, NOW)


def test_open_token_of_another_purpose_is_refused(address):
    with pytest.raises(LinkRefused):
        signing.open_token(signing.sign(address, signing.CONFIRM, NOW), signing.PREFERENCES, NOW)


@pytest.mark.parametrize(("days", "is_open"), [(7, True), (8, False)])
def test_open_token_to_confirm_works_for_7_days(address, days, is_open):
    token = signing.sign(address, signing.CONFIRM, NOW)
    if is_open:
        assert signing.open_token(token, signing.CONFIRM, NOW + timedelta(days=days))
        return
    with pytest.raises(LinkRefused) as refused:
        signing.open_token(token, signing.CONFIRM, NOW + timedelta(days=days))
    assert refused.value.is_expired


def test_open_token_of_preferences_works_for_years(address):
    token = signing.sign(address, signing.PREFERENCES, NOW)
    assert signing.open_token(token, signing.PREFERENCES, NOW + timedelta(days=3000))


def test_open_token_with_any_character_changed_is_refused(address):
    token = signing.sign(address, signing.CONFIRM, NOW, 5)
    for place, character in enumerate(token):
        other = "1" if character != "1" else "2"
        with pytest.raises(LinkRefused):
            signing.open_token(token[:place] + other + token[place + 1 :], signing.CONFIRM, NOW)


@pytest.mark.parametrize("token", ["", "-", "1-0-0-x", "9" * 500, "1-0-1795559463-é", "²-0-1-" + "a" * 43])
def test_open_token_of_rubbish_is_refused(token):
    with pytest.raises(LinkRefused):
        signing.open_token(token, signing.CONFIRM, NOW)


def test_open_token_after_the_secret_changed_is_refused(address):
    token = signing.sign(address, signing.PREFERENCES, NOW)
    Address.objects.update(secret=make_secret())
    with pytest.raises(LinkRefused):
        signing.open_token(token, signing.PREFERENCES, NOW)
