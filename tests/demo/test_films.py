"""The drawn films: committed, small, of the kind they are named, and as many as articles show."""

import pytest

from articles.media import kinds
from demo import films, texts
from demo.pictures import SCENE_WORDS

FILES = sorted(films.FOLDER.glob("*.webm"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_film_is_webm_and_under_100_kilobytes(path):
    with path.open("rb") as file:
        assert kinds.tell(file) == "webm"
    assert path.stat().st_size < 100_000


def test_every_film_that_is_told_about_is_there_and_no_other():
    rows = texts.read("media").items()
    embedded = {f"{name}.webm" for name, row in rows if row["kind"] == "embed"}
    ours = {
        row["file"].format(language=code)
        for _n, row in rows
        if row["kind"] == "video"
        for code in SCENE_WORDS
    }
    assert {path.name for path in FILES} == embedded | ours


def test_fail_over_is_told_in_twelve_seconds_in_both_languages():
    assert films.SCENES.keys() == SCENE_WORDS.keys()
    for scenes in films.SCENES.values():
        assert films.SECONDS * films.RATE % len(scenes) == 0
        assert [scene.is_served for scene in scenes].index(True) == len(scenes) - 1
