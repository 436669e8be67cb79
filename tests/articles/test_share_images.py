"""Share images: drawn by a task for live pages, drawn again when a page says something else, gone with the page."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.core.files.storage import default_storage
from django.test import Client
from lxml import html
from PIL import Image

from articles import share_images
from articles.models import ArticlePage, ShareImage
from tests import factories as make
from tests.factories import NOW

pytestmark = pytest.mark.django_db


def swept(**fields: Any) -> ArticlePage:
    """A published article, after the task has run."""
    page = make.article(make.section_page(), **fields)
    share_images.sweep(NOW, limit=100)
    return page


def again(page: ArticlePage) -> ArticlePage:
    """The page as the next request reads it."""
    return ArticlePage.objects.get(pk=page.pk)


def test_sweep_draws_each_live_page_once() -> None:
    swept()
    draft = make.article(make.section_page("data"), live=False)
    share_images.sweep(NOW, limit=100)
    assert share_images.sweep(NOW, limit=100) == 0
    assert not ShareImage.objects.filter(page=draft).exists()
    assert not ShareImage.objects.filter(page=None).exists()


def test_of_names_a_png_of_1200_by_630_and_its_words() -> None:
    page = swept(title="Waarom wij teruggingen")
    shared = share_images.of(page)
    row = ShareImage.objects.get(page=page)
    image = Image.open(io.BytesIO(default_storage.open(row.name).read()))
    assert (shared.width, shared.height) == image.size == (1200, 630)
    assert shared.alt == "Waarom wij teruggingen"
    assert row.drawn_of in shared.url and shared.url.endswith(".png")


def test_of_asks_once_and_draws_nothing(django_assert_num_queries: Any) -> None:
    page = make.article(make.section_page())
    with django_assert_num_queries(1):
        assert share_images.of(page) is None
    assert not ShareImage.objects.exists()


def test_of_asks_once_for_a_page_that_names_it_twice(django_assert_num_queries: Any) -> None:
    page = again(swept())
    with django_assert_num_queries(1):
        assert share_images.of(page) == share_images.of(page)


def test_words_are_section_kicker_headline_and_the_pattern_of_the_first_topic() -> None:
    page = make.article(make.section_page("cloud"), title="Kop", kicker="Opinie")
    page.topics = [make.topic("ai")]
    page.save()
    words = share_images.words_of(page)
    assert (words.kicker, words.headline, words.slug, words.label) == ("Cloud · Opinie", "Kop", "ai", "")


def test_words_of_an_advertorial_say_who_paid_in_the_language_of_the_page() -> None:
    sponsor = make.organisation(name_nl="Kadeland", name_en="Kadeland Inc")
    for language, name in (("nl", "Kadeland"), ("en", "Kadeland Inc")):
        section = make.section_page(language=language)
        page = make.article(section, kind="advertorial", sponsor=sponsor)
        assert share_images.words_of(page).label.endswith(name)


def test_a_changed_headline_is_not_shown_and_drawn_anew(django_capture_on_commit_callbacks: Any) -> None:
    page = swept(title="Oud")
    old = ShareImage.objects.get(page=page).name
    page.title = "Nieuw"
    page.save_revision().publish()
    assert share_images.of(again(page)) is None
    share_images.sweep(NOW)
    assert share_images.of(again(page)).alt == "Nieuw"
    assert not default_storage.exists(old)


def test_a_page_published_again_unchanged_keeps_its_image() -> None:
    page = swept()
    before = ShareImage.objects.get(page=page).name
    page.save_revision().publish()
    assert share_images.of(page)
    assert ShareImage.objects.get(page=page).name == before


def test_a_renamed_section_is_found_by_the_sweep() -> None:
    page = swept()
    make.section().__class__.objects.update(name_nl="Wolken")
    share_images.sweep(NOW + timedelta(minutes=1))
    assert ShareImage.objects.get(page=page).drawn_of == share_images.hash_of(share_images.words_of(page))


@pytest.mark.parametrize("end", ["unpublish", "delete"])
def test_an_unpublished_or_deleted_page_leaves_no_image_behind(end: str) -> None:
    page = swept()
    name = ShareImage.objects.get(page=page).name
    getattr(page, end)()
    share_images.sweep(NOW)
    assert not ShareImage.objects.filter(name=name).exists()
    assert not default_storage.exists(name)


def test_reading_a_page_draws_nothing(client: Client) -> None:
    page = make.article(make.section_page())
    client.get(page.url, headers={"host": "localhost"})
    assert not ShareImage.objects.exists()


def test_page_names_its_share_image_with_its_whole_address_and_size(client: Client) -> None:
    page = swept(title="Waarom wij teruggingen")
    head = html.fromstring(client.get(page.url, headers={"host": "localhost"}).content)
    said = {meta.get("property"): meta.get("content") for meta in head.xpath("//meta[@property]")}
    assert said["og:image"].startswith("http://localhost")
    assert said["og:image"].endswith(share_images.of(page).url)
    assert (said["og:image:width"], said["og:image:height"]) == ("1200", "630")
    assert said["og:image:alt"] == "Waarom wij teruggingen"


def test_share_image_may_be_kept_for_ever(client: Client) -> None:
    answer = client.get(share_images.of(swept()).url, headers={"host": "localhost"})
    assert answer["Content-Type"] == "image/png"
    assert "immutable" in answer["Cache-Control"]
