"""Experts and organisations: what their fields take."""

import pytest
from django.core.exceptions import ValidationError
from django.db.models import Field

from articles.models import ExpertLink, Organisation

FIELDS: list[Field] = [Organisation._meta.get_field("website"), ExpertLink._meta.get_field("url")]


@pytest.mark.parametrize("field", FIELDS, ids=str)
def test_address_is_one_of_the_web(field: Field) -> None:
    assert field.clean("https://example.org/a", None)
    for other in ("ftp://example.org/", "javascript:alert(1)"):
        with pytest.raises(ValidationError):
            field.clean(other, None)
