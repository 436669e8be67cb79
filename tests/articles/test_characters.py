"""Characters that XML has no place for, from the headline to whatever is written of it."""

import pytest
from defusedxml import ElementTree
from django.test import Client
from django.utils import timezone

from articles.characters import writable
from articles.models import ArticlePage, Topic
from tests import factories

EVERY = "".join(map(chr, range(0x20)))


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("eerste\x0btweede", "eerste tweede"),
        ("a\x00b\x1bc\ufffed\ud800e", "abcde"),
        ("regel\r\n\tregel, café 🎈", "regel\r\n\tregel, café 🎈"),
        (EVERY, "\t\n  \r"),
    ],
)
def test_text_keeps_what_one_reads(text: str, written: str) -> None:
    assert writable(text) == written


@pytest.mark.django_db
@pytest.mark.parametrize(
    "address",
    [
        "/nl/feeds/magazine.atom",
        "/nl/feeds/magazine.rss",
        "/nl/feeds/topic/opslag.atom",
        "/news-sitemap.xml",
        "/nl/sources.opml",
    ],
)
def test_document_of_rows_with_controls_can_be_read(address: str) -> None:
    article = factories.article(factories.section_page("cloud"), first_published_at=timezone.now())
    article.topics = [factories.topic("opslag")]
    article.save()
    ArticlePage.objects.update(title="Kop\x0bregel", standfirst="\x01Tekst")
    Topic.objects.update(name_nl="Op\x0cslag")
    factories.source(title="Kop\x0bregel")
    answer = Client(headers={"host": "localhost"}).get(address)
    assert answer.status_code == 200
    ElementTree.fromstring(answer.content)
    assert b"Kop regel" in answer.content


@pytest.mark.django_db
def test_page_is_stored_and_published_without_controls() -> None:
    article = factories.article(factories.section_page("cloud"), title="Kop\x0bregel", live=False)
    assert article.title == "Kop regel"
    article.standfirst = "Eerste\x0btweede\x02"
    article.save_revision().publish()
    article.refresh_from_db()
    assert article.standfirst == "Eerste tweede"
    assert article.latest_revision.content["standfirst"] == "Eerste tweede"
