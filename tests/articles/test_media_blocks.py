"""Blocks of our own video, sound and downloads: what may be chosen, and how a page shows them."""

import re

import pytest
from django.template.loader import render_to_string
from wagtail.blocks import StructBlockValidationError

from articles import contents, renditions
from articles.blocks.media import AudioBlock, DownloadBlock, VideoBlock
from articles.models import Picture
from tests.articles import files, images
from tests.factories import article, section_page

pytestmark = pytest.mark.django_db
WORDS = "Goedemiddag <allemaal>.\n\nWelkom."


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def value(block, name, **fields):
    document = files.document(name, files.GOOD[name.rpartition(".")[2]])
    return block.normalize({"file": document, "title": "Een titel", "transcript": WORDS, **fields})


def render(kind, shown):
    return render_to_string(f"blocks/{kind}.html", {"value": shown})


@pytest.mark.parametrize(
    ("block", "names"), [(VideoBlock(), ["a.mp4", "b.webm"]), (AudioBlock(), ["a.mp3", "b.ogg"])]
)
def test_block_takes_the_documents_of_its_kind(block, names):
    for name in names:
        assert block.clean(value(block, name))["file"].filename == name


@pytest.mark.parametrize(
    ("block", "name"), [(VideoBlock(), "a.wav"), (VideoBlock(), "a.pdf"), (AudioBlock(), "a.mp4")]
)
def test_block_refuses_a_document_of_another_kind_at_its_field(block, name):
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value(block, name))
    assert list(error.value.block_errors) == ["file"]


@pytest.mark.parametrize("block", [VideoBlock(), AudioBlock()])
def test_block_without_a_transcript_is_refused(block):
    name = "a.mp4" if isinstance(block, VideoBlock) else "a.mp3"
    with pytest.raises(StructBlockValidationError) as error:
        block.clean(value(block, name, transcript=""))
    assert list(error.value.block_errors) == ["transcript"]


def test_video_keeps_its_room_and_does_not_start_by_itself():
    html = render("video", value(VideoBlock(), "film.webm"))
    assert 'controls preload="metadata" width="1280" height="720"' in html
    assert "autoplay" not in html and "film.webm" in html and "poster" not in html
    assert "Goedemiddag &lt;allemaal&gt;." in html and "<details" in html


def test_video_has_its_poster_once_it_was_made():
    poster = images.picture()
    html = render("video", value(VideoBlock(), "film.webm", poster=poster))
    assert "poster" not in html
    renditions.ask([poster.pk], "text")
    renditions.sweep()
    html = render("video", value(VideoBlock(), "film.webm", poster=Picture.objects.get()))
    assert re.search(r' poster="/media/images/[^"]+\.webp"', html)


def test_audio_has_a_name_controls_and_its_words():
    html = render("audio", value(AudioBlock(), "geluid.ogg"))
    assert 'aria-label="Een titel"' in html and "controls" in html and "autoplay" not in html
    assert "Welkom." in html and "OGG, " in html


def test_download_tells_title_kind_and_size():
    document = files.document("lijst.csv", b"a;b\n" * 600)
    html = render("download", DownloadBlock().normalize({"file": document, "title": ""}))
    assert "lijst.csv</span>" in html and "CSV, 2,3" in html.replace("2.3", "2,3") and document.url in html


@pytest.mark.parametrize("kind", ["video", "audio", "download"])
def test_block_whose_document_was_deleted_shows_nothing(kind):
    assert render(kind, {"file": None, "title": "Weg", "transcript": "x"}).strip() == ""


def test_transcript_is_found_by_searching_and_takes_no_minutes():
    page = article(section_page(), body=[("audio", value(AudioBlock(), "a.wav", transcript="woord " * 2000))])
    assert "woord" not in contents.readable(page.body)
    assert "woord" in " ".join(map(str, page.body.stream_block.get_searchable_content(page.body)))
    assert page.minutes == 1


def test_page_shows_all_of_them(client):
    body = [
        ("video", value(VideoBlock(), "film.mp4")),
        ("audio", value(AudioBlock(), "geluid.wav")),
        (
            "download",
            DownloadBlock().normalize({"file": files.document("a.pdf", files.GOOD["pdf"]), "title": "Stuk"}),
        ),
        ("embed", "https://youtu.be/aqz-KE-bpKQ"),
    ]
    html = client.get(article(section_page(), body=body).url).content.decode()
    assert all(part in html for part in ("<video", "<audio", 'class="download"', "data-player=", "js/embed"))
