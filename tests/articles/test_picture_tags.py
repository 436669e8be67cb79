"""What the tags of pictures print, and that they make nothing."""

from typing import Any

import pytest
from django.db import connection
from django.template import Context, Template
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from lxml import html

from articles import renditions
from articles.models import ArticlePage, Picture, Rendition
from articles.tasks.pictures import make_renditions
from tests import factories as make
from tests.articles import images

pytestmark = pytest.mark.django_db


def shown(tag: str, **names: Any) -> html.HtmlElement:
    return html.fromstring(Template(f"{{% load pictures %}}<div>{tag}</div>").render(Context(names)))


def ready(use: str = "lead") -> Picture:
    """A picture whose renditions for one use are made."""
    picture = images.picture()
    renditions.ask([picture.pk], use)
    make_renditions()
    return Picture.objects.get(pk=picture.pk)


def test_picture_offers_avif_and_webp_in_widths_with_its_size() -> None:
    found = shown('{% picture p use="lead" %}', p=ready())
    (source,), (img,) = found.xpath("//source"), found.xpath("//img")
    assert source.get("type") == "image/avif"
    assert [part.split()[1] for part in source.get("srcset").split(", ")] == ["360w", "736w", "1104w"]
    assert (img.get("width"), img.get("height")) == ("1104", "552")
    assert img.get("src").endswith(".webp") and img.get("sizes") == source.get("sizes")


def test_picture_is_lazy_unless_it_is_the_first_of_its_page() -> None:
    picture = ready()
    (lazy,) = shown("{% picture p use='lead' %}", p=picture).xpath("//img")
    (eager,) = shown("{% picture p use='lead' eager=True %}", p=picture).xpath("//img")
    assert lazy.get("loading") == "lazy" and lazy.get("fetchpriority") is None
    assert eager.get("loading") is None and eager.get("fetchpriority") == "high"


def test_picture_says_its_own_words_or_those_of_this_use() -> None:
    picture = ready()
    for tag, words in (("", "Twee vlakken"), ("alt=''", ""), ("alt='Rood'", "Rood")):
        with translation.override("nl"):
            (img,) = shown(f"{{% picture p use='lead' {tag} %}}", p=picture).xpath("//img")
        assert img.get("alt") == words


def test_picture_without_renditions_is_the_pattern_in_its_own_shape() -> None:
    found = shown("{% picture p topic=topic %}", p=images.picture(), topic=make.topic("ai"))
    (svg,) = found.xpath("//svg")
    assert int(svg.get("width")) / int(svg.get("height")) == pytest.approx(2, rel=0.01)
    assert not found.xpath("//img")


def test_picture_that_is_none_is_the_pattern_of_the_topic() -> None:
    drawn = [
        shown('{% picture None use="list" topic=t %}', t=t) for t in ("ai", make.topic("ai"), "zorg", None)
    ]
    texts = [html.tostring(one) for one in drawn]
    assert texts[0] == texts[1] != texts[2] != texts[3]


def test_picture_tag_makes_nothing_and_asks_nothing(django_assert_num_queries: Any) -> None:
    for picture in (images.picture(), ready()):
        before = Rendition.objects.count()
        with django_assert_num_queries(0):
            shown('{% picture p use="lead" %}{% picture p use="list" %}{% picture p %}', p=picture)
        assert Rendition.objects.count() == before


def test_pictures_of_one_page_ask_for_its_topics_once(django_assert_num_queries: Any) -> None:
    page = make.article(make.section_page())
    page.topics = [make.topic("ai")]
    page.save()
    pictures, topics = [images.picture() for _ in range(3)], ArticlePage.objects.get(pk=page.pk).topics.all()
    with django_assert_num_queries(1):
        found = shown(
            "{% for p in pictures %}{% picture p topic=t %}{% endfor %}", pictures=pictures, t=topics
        )
    assert len(found.xpath("//svg")) == 3


def test_picture_in_a_preview_makes_its_own(rf: RequestFactory) -> None:
    request = rf.get("/")
    request.is_preview = True
    found = shown("{% picture p %}", p=images.picture(), request=request)
    assert found.xpath("//img")


def test_preview_of_a_draft_shows_its_pictures() -> None:
    page = make.article(make.section_page(), picture=images.picture(images.image((90, 60))), live=False)
    shown_now = html.fromstring(page.make_preview_request(preview_mode=page.default_preview_mode).content)
    assert shown_now.xpath("//figure//img[@alt='Twee vlakken']")


def test_picture_that_cannot_be_read_is_the_pattern_in_a_preview_too(rf: RequestFactory) -> None:
    picture = images.picture()
    picture.file.storage.delete(picture.file.name)
    request = rf.get("/")
    request.is_preview = True
    assert shown("{% picture p %}", p=picture, request=request).xpath("//svg")


def test_portrait_is_the_expert_s_picture() -> None:
    (img,) = shown("{% portrait e %}", e=make.expert(portrait=ready("portrait"))).xpath("//img")
    assert img.get("alt") == "" and img.get("width") == img.get("height") == "112"


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Marleen van Houten", "MH"),
        ("Noor", "N"),
        ("élodie d'Arc", "ÉD"),
        ("<b> & 🙂", ""),
        ("李 小龍", "李小"),
    ],
)
def test_portrait_without_a_picture_is_initials_on_a_pattern(name: str, letters: str) -> None:
    found = shown("{% portrait e %}", e=make.expert(name=name))
    assert (found.xpath("string(//text)"), len(found.xpath("//svg"))) == (letters, 1)


@pytest.fixture
def shown_everywhere() -> list[str]:
    """The addresses of pages of every kind that show a picture or a portrait which is not made yet."""
    expert = make.expert(portrait=images.picture())
    page = make.article(make.section_page(), picture=images.picture(), body=texts(1))
    page.authors.all().update(expert=expert)
    page.topics, page.organisations = [make.topic("ai")], [make.organisation()]
    page.save()
    rows = [
        expert,
        *page.topics.all(),
        *page.organisations.all(),
        page.get_parent(),
        make.home(),
        make.digest(),
    ]
    with translation.override("nl"):
        named = [reverse(name) for name in ("experts", "topics", "organisations", "series_list")]
        return [page.url, *named, *(getattr(row, "url", None) or row.get_absolute_url() for row in rows)]


def texts(count: int) -> list[dict[str, Any]]:
    """A text of so many pictures, and a gallery of twice as many."""
    small = images.image((90, 60))
    alone = [{"type": "picture", "value": {"image": images.picture(small).pk}} for _ in range(count)]
    beside = [{"image": images.picture(small).pk} for _ in range(2 * count)]
    return [*alone, {"type": "gallery", "value": {"title": "Galerij", "pictures": beside}}]


def test_reading_any_page_makes_no_rendition(client: Client, shown_everywhere: list[str]) -> None:
    for url in shown_everywhere:
        assert client.get(url, headers={"host": "localhost"}).status_code == 200, url
    assert not Rendition.objects.exists()


@pytest.mark.parametrize("is_made", [False, True])
def test_queries_of_an_article_do_not_grow_with_its_pictures(client: Client, is_made: bool) -> None:
    section, counts = make.section_page(), []
    for count in (1, 1, 4):  # the first one fills caches of the process
        page = make.article(section, body=texts(count))
        if is_made:
            make_renditions()
        with CaptureQueriesContext(connection) as queries:
            assert client.get(page.url, headers={"host": "localhost"}).status_code == 200
        counts.append(len(queries))
    assert counts[1] == counts[2]
