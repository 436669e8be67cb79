"""An alias is a second address of an article and no second article: it is listed once and known by its original."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles import front, listing, mentions, sitemaps
from articles.models import ArticlePage, Series
from articles.related import related
from tests import factories
from tests.articles.rows import other_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def original() -> ArticlePage:
    """An article of this hour, part of a series."""
    series = Series.objects.create(slug="reeks", name_nl="Reeks", name_en="Series")
    page = factories.article(factories.section_page(), series=series, part=1)
    page.first_published_at = timezone.now() - timedelta(hours=1)
    page.topics = [factories.topic()]
    page.save()
    return page


@pytest.fixture
def alias(original) -> ArticlePage:
    """The same in another section."""
    return original.create_alias(parent=factories.section_page("data"))


def html_of(page: ArticlePage) -> str:
    return Client(headers={"host": "localhost"}).get(page.url).content.decode()


def test_alias_is_listed_in_its_section_and_not_again_in_the_whole(original, alias):
    assert list(listing.articles_below(factories.home())) == [original]
    assert list(listing.articles_below(alias.get_parent())) == [alias]


def test_alias_in_another_magazine_is_listed_there(original):
    alias = original.create_alias(parent=other_magazine())
    assert list(listing.articles_below(alias.get_parent().get_parent())) == [alias]


def test_front_news_and_feed_hold_the_original_alone(original, alias):
    now = timezone.now()
    assert front.front(factories.home(), now).leading == [original]
    assert list(sitemaps.news(factories.site(), now)) == [original]
    feed = Client(headers={"host": "localhost"}).get("/nl/feeds/magazine.json").json()
    assert [item["url"] for item in feed["items"]] == [f"http://localhost{original.url}"]


def test_topic_and_series_count_and_list_it_once(original, alias):
    topic, home = original.topics.get(), factories.home()
    rows = ([topic], [original.series])
    for found in rows:
        mentions.count_articles(found, home)
    assert [found[0].articles_count for found in rows] == [1, 1]
    assert list(mentions.articles_about(topic, home)) == [original]
    assert mentions.experts_about(topic, home).get().articles_count == 1


def test_neither_stands_below_or_beside_the_other(original, alias):
    assert (related(original), related(alias)) == ([], [])
    assert listing.series_parts(original) == [original]


def test_alias_is_known_by_the_address_of_its_original(original, alias):
    html, address = html_of(alias), f"http://localhost{original.url}"
    for words in (f'rel="canonical" href="{address}"', f'og:url" content="{address}"', f'"url": "{address}"'):
        assert words in html
    assert "hreflang" not in html.split("</head>")[0]


def test_original_is_known_by_its_own_address(original, alias):
    assert f'rel="canonical" href="http://localhost{original.url}"' in html_of(original)
