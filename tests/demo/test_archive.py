"""A small archive is written as the large one is: every page of it answers, and the tree stays whole."""

from datetime import UTC, datetime

import pytest
from django.test import Client
from wagtail.models import Page

from articles.models import ArticlePage, Expert, Picture, Topic
from curation.models import DigestPage
from demo import archive
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 25, 9, tzinfo=UTC)
SMALL = archive.Size(articles=30, experts=12, topics=6, digests=8, organisations=4, pictures=5)


@pytest.fixture
def told() -> list[int]:
    factories.article(factories.section_page())
    factories.section_page(language="en")
    factories.picture()
    heard: list[int] = []
    archive.write(SMALL, NOW, heard.append)
    return heard


def test_archive_has_as_many_rows_as_asked_for(told):
    assert ArticlePage.objects.filter(slug__startswith=archive.SLUG).count() == SMALL.articles
    assert DigestPage.objects.filter(slug__startswith=archive.SLUG).count() == SMALL.digests
    assert Expert.objects.filter(slug__startswith=archive.SLUG).count() == SMALL.experts
    assert Topic.objects.filter(slug__startswith=archive.SLUG).count() == SMALL.topics
    assert Picture.objects.count() == 1 + SMALL.pictures
    assert sum(told) == SMALL.rows


def test_archive_leaves_the_tree_whole(told):
    assert not any(Page.find_problems())


def test_pages_of_the_archive_answer(told):
    browser = Client(headers={"host": "localhost"})
    pages = [
        *ArticlePage.objects.filter(slug__startswith=archive.SLUG)[:3],
        *DigestPage.objects.filter(slug__startswith=archive.SLUG)[:3],
    ]
    assert {browser.get(page.url).status_code for page in pages} == {200}
    topic = Topic.objects.filter(articles__isnull=False).first()
    assert topic is not None
    assert browser.get(f"/nl/topics/{topic.slug}/").status_code == 200


def test_archive_ends_now_and_goes_back_ten_years(told):
    dates = ArticlePage.objects.filter(slug__startswith=archive.SLUG).order_by("first_published_at")
    first, last = dates[0].first_published_at, dates[SMALL.articles - 1].first_published_at
    assert last <= NOW
    assert (last - first).days > 3000
