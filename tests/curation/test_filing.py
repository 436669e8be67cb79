"""Published links under their topics: when they are filed, what a topic's page shows of them."""

import pytest
from django.test import Client
from wagtail.models import Page

from articles import appearances, renaming
from articles.models import Topic
from curation import filing
from curation.models import DigestPage, FiledLink
from tests import factories
from tests.articles.rows import other_magazine

pytestmark = pytest.mark.django_db


def published(*slugs: str, parent: Page | None = None, **fields) -> DigestPage:
    """A digest with one link about these topics, published as an editor does."""
    page = factories.digest(parent, live=False, **fields)
    page.links = [factories.digest_link(topic_slugs=list(slugs))]
    page.save_revision().publish()
    return DigestPage.objects.get(pk=page.pk)


def appears(topic: Topic, language: str = "nl") -> bool:
    return appearances.appearing(Topic.objects.all(), factories.home(language)).contains(topic)


def test_publishing_a_digest_files_its_links():
    topic = factories.topic("opslag")
    page = published("opslag", "verdwenen")
    assert [filed.topic for filed in FiledLink.objects.filter(link__page=page)] == [topic]


def test_publishing_again_files_what_the_links_say_now():
    factories.topic("opslag")
    data = factories.topic("data")
    page = published("opslag")
    page.links = [factories.digest_link(topic_slugs=["data"])]
    page.save_revision().publish()
    assert [filed.topic for filed in FiledLink.objects.all()] == [data]


def test_filing_again_changes_nothing():
    factories.topic("opslag")
    published("opslag")
    assert filing.file(DigestPage.objects.all()) == 1
    assert FiledLink.objects.count() == 1


def test_a_topic_appears_where_a_digest_about_it_is_published_and_no_longer_than_that():
    topic = factories.topic("opslag")
    page = published("opslag")
    assert appears(topic)
    assert not appears(topic, "en")
    page.unpublish()
    assert not appears(topic)


def test_a_topics_page_shows_its_links_once_and_those_of_no_other_magazine():
    topic = factories.topic("opslag")
    twice = factories.digest_link(topic_slugs=["opslag"], headline="Twee keer", url="https://a.example/")
    for day in ("2026-11-23", "2026-11-24"):
        page = factories.digest(live=False, digest_on=day)
        page.links = [twice]
        page.save_revision().publish()
        twice = factories.digest_link(topic_slugs=["opslag"], headline="Twee keer", url="https://a.example/")
    published("opslag", parent=other_magazine())
    links = filing.links_about(topic, factories.home(), limit=10)
    assert [(link.url, str(link.page.digest_on)) for link in links] == [("https://a.example/", "2026-11-24")]


def test_a_topic_with_digests_alone_has_a_page_that_says_so():
    factories.topic("opslag")
    page = published("opslag")
    html = Client(headers={"host": "localhost"}).get("/nl/topics/opslag/").content.decode()
    assert page.links.first().headline in html
    assert page.url in html


def test_links_keep_their_topic_under_its_new_slug():
    topic = factories.topic("opslag")
    page = published("opslag", "data")
    Topic.objects.filter(pk=topic.pk).update(slug="bewaren")
    topic.refresh_from_db()
    renaming.settle(topic, "opslag")
    assert page.links.get().topic_slugs == ["bewaren", "data"]
