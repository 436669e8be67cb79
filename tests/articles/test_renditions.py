"""Renditions: made by a task for what is published, never twice, and anew when something changed."""

import io

import pytest
from django.core.files.storage import default_storage
from PIL import Image

from articles import generations, renditions
from articles.models import Picture, Rendition
from articles.tasks.pictures import make_renditions
from tests import factories as make
from tests.articles import images

pytestmark = pytest.mark.django_db


def opened(name: str) -> Image.Image:
    with default_storage.open(name) as file:
        return Image.open(io.BytesIO(file.read()))


def published(**fields: object) -> Picture:
    """A picture that a published article shows, after the task has run."""
    picture = images.picture(**fields)
    make.article(make.section_page(), picture=picture)
    make_renditions()
    picture = Picture.objects.get(pk=picture.pk)
    return picture


def test_sweep_makes_what_a_published_article_shows() -> None:
    picture = published()
    for use in ("lead", "list"):
        assert set(renditions.shown(picture, use)) == {"avif", "webp"}
    assert not renditions.shown(picture, "portrait")


def test_sweep_leaves_out_what_is_only_a_draft() -> None:
    picture = images.picture()
    make.article(make.section_page(), picture=picture, live=False)
    assert make_renditions() == 0
    assert not Rendition.objects.exists()


def test_sweep_makes_pictures_of_a_text_and_of_a_gallery() -> None:
    alone, beside, other = images.picture(), images.picture(), images.picture()
    gallery = {"title": "Galerij", "pictures": [{"image": beside.pk}, {"image": other.pk}]}
    body = [{"type": "picture", "value": {"image": alone.pk}}, {"type": "gallery", "value": gallery}]
    make.article(make.section_page(), body=body)
    assert make_renditions() == 3
    assert {picture.uses for picture in Picture.objects.all()} == {" text "}


def test_sweep_makes_the_portrait_of_an_expert() -> None:
    picture = images.picture()
    make.expert(portrait=picture)
    make_renditions()
    picture = Picture.objects.get(pk=picture.pk)
    assert [each.width for each in renditions.shown(picture, "portrait")["webp"]] == [112, 256]


def test_sweep_finds_nothing_more_to_do_when_run_again() -> None:
    published()
    before = list(Rendition.objects.values_list("pk", flat=True))
    assert make_renditions() == 0
    assert list(Rendition.objects.values_list("pk", flat=True)) == before


def test_sweep_makes_another_use_beside_those_that_stay_shown() -> None:
    picture = published()
    make.expert(portrait=picture)
    assert renditions.shown(picture, "list")
    make_renditions()
    picture = Picture.objects.get(pk=picture.pk)
    assert renditions.shown(picture, "portrait") and renditions.shown(picture, "list")


def test_widths_beyond_the_picture_are_left_out() -> None:
    picture = published(content=images.image((700, 350)))
    assert [each.width for each in renditions.shown(picture, "lead")["avif"]] == [360]


def test_a_list_is_cut_around_the_focal_point() -> None:
    focus = {"focal_point_x": 100, "focal_point_y": 100, "focal_point_width": 20, "focal_point_height": 20}
    picture = published(content=images.image((1200, 300)), **focus)
    first = renditions.shown(picture, "list")["webp"][0]
    assert (first.width, first.height) == (384, 192)
    cut = opened(picture.made["list"]["webp"][0][2]).convert("RGB")
    assert cut.getpixel((300, 90))[0] > 200  # red beyond the middle: the left part of the picture


def test_a_changed_focal_point_makes_lists_anew_and_removes_the_old_files() -> None:
    picture = published()
    old = picture.made["list"]["webp"][0][2]
    picture.focal_point_x = picture.focal_point_y = picture.focal_point_width = picture.focal_point_height = (
        40
    )
    picture.save()
    assert not renditions.shown(picture, "list")
    make_renditions()
    picture = Picture.objects.get(pk=picture.pk)
    assert picture.made["list"]["webp"][0][2] != old
    assert not Rendition.objects.filter(file=old).exists()


def test_a_changed_file_is_never_shown_by_its_old_renditions() -> None:
    picture = published()
    images.change_file(picture, images.image((800, 800)))
    assert not renditions.shown(picture, "lead")
    make_renditions()
    picture = Picture.objects.get(pk=picture.pk)
    assert [each.height for each in renditions.shown(picture, "lead")["avif"]] == [360, 736]
    assert Rendition.objects.count() == sum(len(f) for use in picture.made.values() for f in use.values())


def test_files_of_renditions_that_are_shown_no_longer_are_removed(django_capture_on_commit_callbacks) -> None:
    picture = published()
    old = picture.made["lead"]["avif"][0][2]
    assert default_storage.exists(old)
    with django_capture_on_commit_callbacks(execute=True):
        images.change_file(picture, images.image((800, 800)))
        make_renditions()
    assert not default_storage.exists(old)


def test_a_file_changed_while_it_was_made_is_left_to_the_next_sweep() -> None:
    picture = published()
    make.expert(portrait=picture)
    renditions.ask_for_published()
    read_before = Picture.objects.unmade().get()
    images.change_file(picture, images.image((800, 800)))
    assert renditions.make(read_before) is False
    assert Picture.objects.unmade().get() == picture


def test_renditions_stand_upright_and_tell_nothing_of_the_camera() -> None:
    picture = published(content=images.of_a_phone(), name="phone.jpg")
    for form in renditions.FORMATS:
        width, height, name = picture.made["lead"][form][0]
        assert height > width
        assert not opened(name).getexif()
        assert b"Keizersgracht" not in default_storage.open(name).read()


def test_made_renditions_raise_the_generation() -> None:
    picture = images.picture()
    make.article(make.section_page(), picture=picture)
    before = stamp()
    make_renditions()
    assert stamp() != before
    before = stamp()
    make_renditions()
    assert stamp() == before


def stamp() -> tuple[str, str]:
    (read,) = generations.read("localhost", "/nl/")
    return read.stamps


BROKEN = {
    "cut off": images.image((600, 400), "jpeg")[:2000],
    "no picture": b"\xff\xd8\xff\xe0" + b"gedicht" * 50,
    "empty": b"",
}


@pytest.mark.parametrize("content", BROKEN.values(), ids=BROKEN)
def test_a_file_that_cannot_be_read_is_noted_once_and_not_tried_again(content: bytes) -> None:
    picture = images.picture(name="broken.jpg")
    default_storage.delete(picture.file.name)
    default_storage.save(picture.file.name, images.upload(content, "broken.jpg"))
    make.article(make.section_page(), picture=picture)
    assert make_renditions() == 0
    picture = Picture.objects.get(pk=picture.pk)
    assert picture.has_failed and picture.failure
    assert not Picture.objects.unmade().exists()


def test_a_lost_file_keeps_no_other_picture_waiting() -> None:
    lost, whole = images.picture(), images.picture()
    default_storage.delete(lost.file.name)
    for picture in (lost, whole):
        make.article(make.section_page(f"s{picture.pk}"), picture=picture)
    assert make_renditions() == 1
    lost = Picture.objects.get(pk=lost.pk)
    assert lost.has_failed


def test_another_file_of_a_failed_picture_is_tried() -> None:
    picture = images.picture()
    default_storage.delete(picture.file.name)
    make.article(make.section_page(), picture=picture)
    make_renditions()
    picture = Picture.objects.get(pk=picture.pk)
    images.change_file(picture, images.image())
    assert make_renditions() == 1
    picture = Picture.objects.get(pk=picture.pk)
    assert not picture.has_failed and picture.failure == ""


def test_the_source_is_the_same_text_in_python_and_in_the_database() -> None:
    focus = {"focal_point_x": 1, "focal_point_y": 2, "focal_point_width": 3, "focal_point_height": 4}
    for picture in (images.picture(), images.picture(**focus)):
        assert Picture.objects.with_source().get(pk=picture.pk).source_now == picture.source
