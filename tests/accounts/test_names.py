"""Names of readers: what may be one, and whose it may not be."""

import pytest
from django.core.exceptions import ValidationError

from accounts import names, reserved_names
from tests import factories

GOOD = ("Anna de Vries", "Zoë O’Brien-van 't Hof", "Ng", "Łukasz Żółć", "Николай", "田中 さくら", "Anna 2")
PAIRS = (
    ("Anna de Vries", "ANNA DE VRIES"),
    ("Anna de Vries", "Anna  de  Vriés"),
    ("Anna de Vries", "Аnnа dе Vriеs"),
    ("Willem Smit", "WiIIem Smit"),
    ("Karla Modern", "Karla Modem"),
    ("Søren Bo", "Soren B0"),
    ("Mark Otto", "МАRK ОТТО"),
    ("Anna de Vries", "Anna-de-Vries"),
    ("Anna", "𝓐𝓷𝓷𝓪"),
)


@pytest.mark.parametrize("name", GOOD)
@pytest.mark.django_db
def test_a_name_of_one_script_stays_as_it_is(name: str) -> None:
    assert names.clean(f"  {name} ", None) == name


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("A", "short"),
        ("12", "short"),
        ("\u0301" * 30, "short"),
        ("a" * 61, "long"),
        ("An\u0336\u0334\u0335na", "marks"),
        ("Anna \u0301 Bos", "marks"),
        ("Anna\u200bBos", "character"),
        ("anna@example.org", "character"),
        ("<b>Anna</b>", "character"),
        ("Аnna", "script"),
    ],
)
def test_what_is_no_name_is_refused_with_its_reason(text: str, code: str) -> None:
    with pytest.raises(ValidationError) as refused:
        names.clean(text, None)

    assert refused.value.code == code and refused.value.messages[0]


def test_nothing_is_a_name_that_nobody_gave() -> None:
    assert names.clean("   ", None) == ""


@pytest.mark.parametrize(("name", "other"), PAIRS)
def test_names_that_look_alike_have_one_skeleton(name: str, other: str) -> None:
    assert names.skeleton(name) == names.skeleton(other)


def test_names_that_differ_have_two_skeletons() -> None:
    assert names.skeleton("Anna de Vries") != names.skeleton("Anne de Vries")


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["Rosa Kuiper", "rósa kuiper", "R0sa Kuiper", "Rosa-Kuiper"])
def test_the_name_of_an_editor_is_nobody_elses(text: str) -> None:
    editor = factories.user("Editor", first_name="Rosa", last_name="Kuiper")

    with pytest.raises(ValidationError) as refused:
        names.clean(text, factories.user())

    assert refused.value.code == "taken" and names.clean("Rosa Kuiper", editor) == "Rosa Kuiper"


@pytest.mark.django_db
def test_a_reader_keeps_no_name_from_others() -> None:
    factories.user(display_name="Rosa Kuiper")

    assert names.clean("Rosa Kuiper", None) == "Rosa Kuiper"


def test_words_of_the_house_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reserved_names, "_providers", {"cats": lambda user: ["Minoes"]})

    for text in ("Redactie", "Vakb1ad", "minoes"):
        with pytest.raises(ValidationError):
            names.clean(text, None)
