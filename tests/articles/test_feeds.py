"""Our own feeds, read back by feedparser as other people's programs read them."""

import json
from datetime import timedelta

import feedparser
import pytest
from django.test import Client
from django.utils import timezone

from articles import generations
from articles.models import ArticlePage, SectionPage
from tests import factories

pytestmark = pytest.mark.django_db

FORMATS = ("atom", "rss", "json")


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def section() -> SectionPage:
    return factories.section_page("cloud")


def published(page):
    """`page` as it is after publishing."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def titles(browser: Client, address: str) -> list[str]:
    """The titles of a feed of any format, in its order."""
    body = browser.get(address).content
    if address.endswith(".json"):
        return [item["title"] for item in json.loads(body)["items"]]
    found = feedparser.parse(body)
    assert not found.bozo
    return [entry.title for entry in found.entries]


@pytest.mark.parametrize("form", FORMATS)
def test_magazine_feed_holds_articles_and_published_digests(browser, section, form):
    article, digest = published(factories.article(section)), published(factories.digest(links=1))
    factories.digest(live=False, title="Concept")
    assert titles(browser, f"/nl/feeds/magazine.{form}") == [digest.title, article.title]


@pytest.mark.parametrize("form", FORMATS)
def test_digest_feed_holds_digests_alone(browser, section, form):
    published(factories.article(section))
    digest = published(factories.digest(links=1))
    assert titles(browser, f"/nl/feeds/digests.{form}") == [digest.title]


@pytest.mark.parametrize("form", FORMATS)
def test_section_feed_holds_what_stands_below_it(browser, section, form):
    article = published(factories.article(section))
    published(factories.article(factories.section_page("data")))
    assert titles(browser, f"/nl/feeds/section/cloud.{form}") == [article.title]


@pytest.mark.parametrize("form", FORMATS)
def test_topic_and_expert_feeds_hold_their_articles(browser, section, form):
    article = factories.article(section)
    article.topics = [factories.topic("opslag")]
    published(article)
    published(factories.article(section))
    expert = article.authors.first().expert
    assert titles(browser, f"/nl/feeds/topic/opslag.{form}") == [article.title]
    assert titles(browser, f"/nl/feeds/expert/{expert.slug}.{form}") == [article.title]


@pytest.mark.parametrize(
    "address",
    [
        "section/none.atom",
        "topic/none.atom",
        "expert/none.rss",
        "section.atom",
        "magazine/x.atom",
        "magazine.xml",
    ],
)
def test_feed_of_nothing_is_not_found(browser, section, address):
    assert browser.get(f"/nl/feeds/{address}").status_code == 404


def test_topic_of_another_language_has_no_feed(browser, section):
    article = factories.article(section)
    article.topics = [factories.topic("opslag")]
    published(article)
    assert browser.get("/en/feeds/topic/opslag.atom").status_code == 404


@pytest.mark.parametrize("form", ["atom", "rss"])
def test_entry_says_who_when_and_where(browser, section, form):
    article = published(factories.article(section))
    entry = feedparser.parse(browser.get(f"/nl/feeds/magazine.{form}").content).entries[0]
    assert entry.link == f"http://localhost{article.url}"
    assert entry.id == f"tag:localhost,2026:nl/{article.translation_key}"
    assert entry.author == article.authors.first().expert.name
    assert entry.published_parsed[:6] == article.first_published_at.timetuple()[:6]
    assert article.standfirst in entry.summary


def test_json_item_says_who_when_and_where(browser, section):
    article = published(factories.article(section))
    document = browser.get("/nl/feeds/magazine.json").json()
    item = document["items"][0]
    assert document["version"] == "https://jsonfeed.org/version/1.1"
    assert document["feed_url"] == "http://localhost/nl/feeds/magazine.json"
    assert item["url"] == f"http://localhost{article.url}"
    assert item["authors"] == [{"name": article.authors.first().expert.name}]
    assert item["date_published"] == article.first_published_at.isoformat()


@pytest.mark.parametrize("form", FORMATS)
def test_advertorial_stands_labelled_in_its_section_and_not_in_the_whole(browser, section, form):
    advertorial = published(factories.advertorial(section))
    label = f"Advertorial van {advertorial.sponsor.name}: {advertorial.title}"
    assert titles(browser, f"/nl/feeds/section/cloud.{form}") == [label]
    assert titles(browser, f"/nl/feeds/magazine.{form}") == []


def test_feed_takes_the_newest_thirty(browser, section):
    now = timezone.now()
    for n in range(32):
        page = published(factories.article(section, title=f"N{n}"))
        ArticlePage.objects.filter(pk=page.pk).update(first_published_at=now + timedelta(hours=n - 40))
    assert titles(browser, "/nl/feeds/magazine.atom") == [f"N{n}" for n in range(31, 1, -1)]


def test_markup_in_a_headline_stays_text(browser, section):
    published(factories.article(section, title="<script>x</script> & ]]>"))
    for form in FORMATS:
        assert titles(browser, f"/nl/feeds/magazine.{form}") == ["<script>x</script> & ]]>"]


def test_feed_that_did_not_change_is_not_sent_again(browser, section):
    published(factories.article(section))
    etag = browser.get("/nl/feeds/magazine.atom").headers["ETag"]
    assert browser.get("/nl/feeds/magazine.atom", headers={"if-none-match": etag}).status_code == 304


def test_feed_of_an_empty_magazine_is_a_feed(browser):
    found = feedparser.parse(browser.get("/en/feeds/magazine.rss").content)
    assert found.version == "rss20"
    assert found.feed.title


def test_first_address_of_the_feed_leads_on(browser):
    response = browser.get("/nl/feed/")
    assert (response.status_code, response["Location"]) == (301, "/nl/feeds/magazine.atom")


def test_section_names_its_own_feeds_and_the_magazines(browser, section):
    html = browser.get(section.url).content.decode()
    for kind in ("atom+xml", "rss+xml", "feed+json"):
        assert f'type="application/{kind}"' in html
    for address in ("/nl/feeds/section/cloud.atom", "/nl/feeds/magazine.json", "/nl/sources.opml"):
        assert f'href="{address}"' in html


def test_list_of_feeds_names_each_part(browser, section):
    html = browser.get("/nl/feeds/").content.decode()
    for address in ("magazine.atom", "digests.rss", "section/cloud.json"):
        assert f'href="/nl/feeds/{address}"' in html


def test_list_of_feeds_leaves_topics_to_their_pages(browser, section):
    article = factories.article(section)
    article.topics = [factories.topic("opslag")]
    published(article)
    html = browser.get("/nl/feeds/").content.decode()
    assert "/nl/feeds/topic/opslag.atom" not in html and 'href="/nl/topics/"' in html
    assert 'href="/nl/feeds/topic/opslag.atom">Atom' in browser.get("/nl/topics/opslag/").content.decode()


def test_feed_needs_as_many_queries_for_many_as_for_few(browser, section, django_assert_max_num_queries):
    for _ in range(12):
        published(factories.article(section))
        published(factories.digest(section, links=3))
    browser.get("/nl/feeds/magazine.atom")
    generations.raise_site()
    with django_assert_max_num_queries(16):
        browser.get("/nl/feeds/magazine.atom")
