"""What becomes of written blocks in a stream field: figures in the language of the page, each thing stored once."""

import json

import pytest

from articles.models import Attachment, Picture
from demo import streams, texts
from demo.markup import Block

FIGURES = {"table", "chart", "code", "gallery"}
MEDIA = {"audio", "video", "download", "embed"}

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def test_every_figure_and_file_that_is_told_about_is_placed():
    placed = [b for article in texts.articles() for bs in article.blocks.values() for b in bs]
    named = {kind: {b.text for b in placed if b.kind == kind} for kind in FIGURES | MEDIA}
    assert {(k, n) for k in FIGURES for n in named[k]} == {
        (row["kind"], name) for name, row in texts.read("figures").items()
    }
    assert {(k, n) for k in MEDIA for n in named[k]} == {
        (r["kind"], n) for n, r in texts.read("media").items()
    }


@pytest.mark.parametrize(("language", "first"), [("nl", "Bod"), ("en", "Bid")])
def test_table_is_told_in_the_language_of_the_page(language, first):
    cells = streams.stream_block(Block("table", "vier-posten"), language)["value"]["cells"]
    assert cells["rows"][0]["values"] == [first, "3100", "3400", "4200", "4400"]
    assert [column["type"] for column in cells["columns"]] == ["text", *["number"] * 4]


def test_files_are_stored_once():
    blocks = [Block("video", "uitwijk"), Block("audio", "koelpomp"), Block("picture", "uitwijkschema")]
    for language in ("nl", "en", "nl"):
        json.loads(streams.body(blocks, language))
    assert Attachment.objects.count() == 3  # the film in two languages, the sound without words
    assert Picture.objects.count() == 2
