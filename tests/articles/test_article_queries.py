"""How often an article's page asks the database: a fixed number of times, whatever its length and its parts."""

import pytest
from pytest_django import DjangoAssertNumQueries

from articles.models import ArticleNote, ArticlePage, RelatedArticle, Series
from tests import factories
from tests.articles import texts

pytestmark = pytest.mark.django_db

# Site, article, sections, related, authors, belongings; settings, addresses, menu and footer.
QUERIES = 10


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.CACHES = {**settings.CACHES, "pages": {"BACKEND": "django.core.cache.backends.dummy.DummyCache"}}


def full_article(times: int) -> ArticlePage:
    """The second part of a series, with every kind of block `times` times, notes, topics and organisations."""
    section = factories.section_page()
    series = Series.objects.create(slug="reeks", name_nl="Reeks", name_en="Series")
    first, third = (factories.article(section, series=series, part=part) for part in (1, 3))
    body = texts.stream(*[block for _ in range(times) for block in texts.everything(first)])
    page = factories.article(section, series=series, part=2, body=body, picture=factories.picture())
    page.topics = [factories.topic("een"), factories.topic("twee")]
    page.organisations = [factories.organisation()]
    page.notes = [ArticleNote(text="Aangevuld"), ArticleNote(text="Verbeterd", kind="correction")]
    page.related_links = [RelatedArticle(article=third)]
    page.save()
    return page


@pytest.mark.parametrize("times", [1, 12])
def test_article_asks_the_database_ten_times(
    client, times: int, django_assert_max_num_queries: DjangoAssertNumQueries
):
    page = full_article(times)
    client.get(page.get_url(), headers={"host": "localhost"})
    with django_assert_max_num_queries(QUERIES):
        html = client.get(page.get_url(), headers={"host": "localhost"}).content.decode()
    assert html.count("Een feit.") == times
