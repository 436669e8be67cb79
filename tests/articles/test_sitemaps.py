"""What search engines and finders of weaknesses are told: sitemaps, robots.txt, security.txt."""

from datetime import UTC, date, datetime, timedelta

import pytest
from defusedxml import ElementTree
from django.test import Client, RequestFactory
from django.utils import timezone
from wagtail.models import Site

from articles import sitemaps
from articles.models import ArticlePage, MagazineSettings, SectionPage
from tests import factories

pytestmark = pytest.mark.django_db

MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
NEWS = "{http://www.google.com/schemas/sitemap-news/0.9}"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.fixture
def section() -> SectionPage:
    return factories.section_page("cloud")


def locations(browser: Client, address: str) -> list[str]:
    root = ElementTree.fromstring(browser.get(address).content)
    return [found.text or "" for found in root.iter(f"{MAP}loc")]


def test_index_names_files_that_answer(browser, section):
    named = locations(browser, "/sitemap.xml")
    assert "http://localhost/sitemap-pages.xml" in named
    for address in named:
        assert browser.get(address.removeprefix("http://localhost")).status_code == 200


def test_pages_are_those_that_are_live(browser, section):
    article = factories.article(section)
    hidden = factories.article(section, live=False)
    digest = factories.digest(links=1)
    named = locations(browser, "/sitemap-pages.xml")
    assert {f"http://localhost{page.url}" for page in (section, article, digest)} < set(named)
    assert f"http://localhost/nl/cloud/{hidden.slug}/" not in named


def test_every_address_of_every_file_answers(browser, section):
    article = factories.article(section)
    article.topics = [factories.topic("opslag")]
    article.save()
    story = factories.story()
    digest = factories.digest(links=1)
    digest.links = [factories.digest_link(story=story)]
    digest.save()
    named = [place for file in locations(browser, "/sitemap.xml") for place in locations(browser, file)]
    assert f"http://localhost/nl/stories/{story.pk}-story/" in named
    assert "http://localhost/nl/topics/opslag/" in named
    assert {browser.get(place.removeprefix("http://localhost")).status_code for place in named} == {200}


def test_pages_outside_the_tree_are_named_in_each_language(browser, section):
    named = {place for file in locations(browser, "/sitemap.xml") for place in locations(browser, file)}
    names = ("bot", "feeds", "newsletters")
    assert {f"http://localhost/{code}/{name}/" for code in ("nl", "en") for name in names} <= named


@pytest.mark.parametrize("file", ["sitemap", "sitemap-pages", "sitemap-lists", "news-sitemap"])
def test_addresses_are_under_the_host_of_the_magazine(browser, section, file):
    at(factories.article(section), timezone.now())
    named = locations(browser, f"/{file}.xml")
    Site.objects.update(port=443)
    secure = [f"https{place.removeprefix('http')}" for place in named]
    assert named and all(place.startswith("http://localhost/") for place in named)
    other = Client(headers={"host": "localhost:6666"})
    assert locations(other, f"/{file}.xml") == secure


def test_files_hold_a_thousand(browser, section, monkeypatch):
    for _ in range(5):
        factories.article(section)
    monkeypatch.setattr(sitemaps.MagazineSitemap, "limit", 3)
    named = locations(browser, "/sitemap.xml")
    assert "http://localhost/sitemap-pages.xml?p=2" in named
    assert len(locations(browser, "/sitemap-pages.xml?p=1")) == 3
    assert sitemaps.ADDRESSES_A_FILE == 1_000


def test_index_needs_as_many_queries_for_many_as_for_few(browser, section, django_assert_max_num_queries):
    for _ in range(10):
        factories.article(section)
    browser.get("/sitemap.xml")
    with django_assert_max_num_queries(30):
        browser.get("/sitemap.xml")


def at(page: ArticlePage, moment: datetime) -> ArticlePage:
    ArticlePage.objects.filter(pk=page.pk).update(first_published_at=moment)
    return page


def test_news_are_own_articles_of_two_days(browser, section):
    now = timezone.now()
    fresh = at(factories.article(section), now - timedelta(hours=47))
    at(factories.article(section), now - timedelta(hours=49))
    at(factories.advertorial(section), now - timedelta(hours=1))
    factories.digest(links=1).save_revision().publish()
    assert locations(browser, "/news-sitemap.xml") == [f"http://localhost{fresh.url}"]


def test_news_says_name_language_date_and_title(browser, section):
    moment = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=1)
    article = at(factories.article(section, title="Storing & <herstel>"), moment)
    root = ElementTree.fromstring(browser.get("/news-sitemap.xml").content)
    said = {name: root.findtext(f".//{NEWS}{name}") for name in ("name", "language", "title")}
    assert said == {"name": "Vakblad", "language": "nl", "title": article.title}
    assert datetime.fromisoformat(root.findtext(f".//{NEWS}publication_date") or "") == moment


def test_robots_names_the_sitemaps(browser):
    text = browser.get("/robots.txt").content.decode()
    assert "Sitemap: http://localhost/sitemap.xml" in text
    assert "Sitemap: http://localhost/news-sitemap.xml" in text
    assert "Disallow: /cms/" in text


def test_security_names_whom_to_tell(browser):
    MagazineSettings.objects.create(site=factories.site(), security_email="lek@vakblad.example")
    text = browser.get("/.well-known/security.txt").content.decode()
    fields = dict(line.split(": ", 1) for line in text.splitlines())
    assert fields["Contact"] == "mailto:lek@vakblad.example"
    assert fields["Canonical"] == "http://localhost/.well-known/security.txt"
    expires_on = date.fromisoformat(fields["Expires"][:10])
    assert timedelta(days=90) < expires_on - timezone.localdate() < timedelta(days=365)


def test_security_without_an_address_is_not_found(browser):
    assert browser.get("/.well-known/security.txt").status_code == 404


@pytest.mark.parametrize(
    "address",
    ["sitemap.xml", "sitemap-pages.xml", "news-sitemap.xml", "robots.txt", ".well-known/security.txt"],
)
def test_file_that_did_not_change_is_not_sent_again(browser, section, address):
    MagazineSettings.objects.create(site=factories.site(), security_email="lek@vakblad.example")
    first = browser.get(f"/{address}")
    held = {"public", "max-age=0", "must-revalidate"}
    assert set(first.headers["Cache-Control"].split(", ")) == held and not first.cookies
    assert browser.get(f"/{address}", headers={"if-none-match": first.headers["ETag"]}).status_code == 304


def test_news_of_another_magazine_stay_there(section):
    request = RequestFactory().get("/news-sitemap.xml", headers={"host": "localhost"})
    at(factories.article(section), timezone.now())
    assert len(list(sitemaps.news(factories.site(), timezone.now()))) == 1
    assert set(sitemaps.of(request)) >= {"pages", "rows", "lists", "stories"}
