"""Readers do not go by the name of an expert or an organisation; an expert's own account does."""

import pytest
from django.core.exceptions import ValidationError

from accounts import names
from tests import factories

pytestmark = pytest.mark.django_db


def test_an_experts_name_is_kept_for_the_expert() -> None:
    owner = factories.user()
    factories.expert(name="Mila de Groot", user=owner)
    factories.expert(name="Nobodys Account")

    assert names.clean("Mila de Groot", owner) == "Mila de Groot"
    for somebody in (factories.user(), None):
        for taken in ("Míla de Groot", "Nobodys account"):
            with pytest.raises(ValidationError):
                names.clean(taken, somebody)


def test_an_organisations_names_are_kept_in_both_languages() -> None:
    factories.organisation(name_nl="Waterschap Noord", name_en="Northern Water Board")

    for taken in ("Waterschap Noord", "NORTHERN WATER BOARD"):
        with pytest.raises(ValidationError):
            names.clean(taken, factories.user())
