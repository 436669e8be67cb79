"""Home, section and article pages as a reader gets them: what is in the head, what is shown, how many queries."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from articles import generations
from articles.models import ArticleAuthor, ArticlePage
from tests import factories

pytestmark = pytest.mark.django_db

HOME_QUERIES = 15
ARTICLE_QUERIES = 10


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


@pytest.mark.parametrize(("language", "words"), [("nl", "Hier komen"), ("en", "will stand here")])
def test_home_of_an_empty_database_says_what_comes(browser, language, words):
    response = browser.get(f"/{language}/")
    assert response.status_code == 200
    assert response.content.decode().count(words) == 2


def test_home_shows_the_newest_digest_and_links_the_earlier(browser):
    factories.digest(links=1, digest_on="2026-11-23", slug="older")
    newest = factories.digest(links=2, digest_on="2026-11-24", slug="newer")
    html = browser.get("/nl/").content.decode()
    assert all(link.headline in html for link in newest.links.all())
    assert "/nl/older/" in html


def test_home_leaves_out_a_draft(browser):
    factories.digest(links=1, live=False, slug="draft")
    assert "/nl/draft/" not in browser.get("/nl/").content.decode()


def test_home_names_each_sections_newest_digest(browser):
    section = factories.section_page("cloud")
    factories.digest(section, links=1, digest_on="2026-11-23", slug="older")
    factories.digest(section, links=1, digest_on="2026-11-24", slug="newer")
    html = browser.get("/nl/").content.decode()
    assert "/nl/cloud/newer/" in html
    assert "/nl/cloud/older/" not in html


def test_home_needs_as_many_queries_for_many_as_for_few(browser, django_assert_max_num_queries):
    section = factories.section_page("cloud")
    for day in range(1, 8):
        factories.digest(links=8, digest_on=f"2026-11-{day:02}")
        factories.digest(section, links=8, digest_on=f"2026-11-{day:02}")
        factories.article(section)
    browser.get("/nl/")
    generations.raise_site()
    with django_assert_max_num_queries(HOME_QUERIES):
        browser.get("/nl/")


def test_pages_are_the_same_for_everybody(browser):
    response = browser.get("/nl/")
    assert not response.cookies
    assert "Cookie" not in response.headers.get("Vary", "")


def test_page_names_itself_and_its_translation(browser):
    html = browser.get("/nl/").content.decode()
    assert '<link rel="canonical" href="http://localhost/nl/">' in html
    assert 'hreflang="en" href="http://localhost/en/"' in html
    assert 'hreflang="x-default" href="http://localhost/"' in html
    assert 'type="application/atom+xml"' in html


def test_untranslated_article_names_no_translation(browser):
    article = factories.article(factories.section_page())
    html = browser.get(article.get_url()).content.decode()
    assert 'hreflang="en"' not in html
    assert 'property="og:type" content="article"' in html


def test_article_shows_author_role_and_text(browser):
    article = factories.article(factories.section_page(), title="Een titel", standfirst="Waarom dan")
    html = browser.get(article.get_url()).content.decode()
    for words in ("Een titel", "Waarom dan", "architect", "Een alinea", article.authors.first().expert.name):
        assert words in html


def test_article_needs_few_queries(browser, django_assert_max_num_queries: DjangoAssertNumQueries):
    section = factories.section_page()
    article = factories.article(section)
    for _ in range(5):
        factories.article(section)
    browser.get(article.get_url())
    generations.raise_site()
    with django_assert_max_num_queries(ARTICLE_QUERIES):
        browser.get(article.get_url())


def test_section_pages_its_articles(browser):
    section = factories.section_page()
    articles = [factories.article(section) for _ in range(21)]
    first = browser.get("/nl/cloud/").content.decode()
    second = browser.get("/nl/cloud/?page=2").content.decode()
    assert articles[-1].title in first
    assert articles[0].title not in first
    assert articles[0].title in second


@pytest.mark.parametrize("number", ["2", "99"])
def test_second_leaf_of_a_section_names_itself_and_no_translation(browser, number):
    section = factories.section_page()
    factories.section_page("cloud", "en", translation_key=section.translation_key)
    for _ in range(21):
        factories.article(section)
    first = browser.get("/nl/cloud/").content.decode()
    second = browser.get("/nl/cloud/", {"page": number}).content.decode()
    assert '<link rel="canonical" href="http://localhost/nl/cloud/">' in first
    assert '<link rel="alternate" hreflang="en" href="http://localhost/en/cloud/">' in first
    assert '<link rel="canonical" href="http://localhost/nl/cloud/?page=2">' in second
    assert '<link rel="alternate" hreflang' not in second


@pytest.mark.parametrize("number", ["0", "99", "x", "-1", "2' or 1=1"])
def test_section_answers_a_wrong_leaf_number(browser, number):
    factories.section_page()
    assert browser.get("/nl/cloud/", {"page": number}).status_code == 200


def test_empty_section_says_what_comes(browser):
    factories.section_page()
    assert "Hier komen de artikelen" in browser.get("/nl/cloud/").content.decode()


@pytest.mark.parametrize(("language", "words"), [("nl", "staat geen pagina"), ("en", "There is no page")])
def test_missing_page_speaks_the_readers_language(browser, language, words):
    response = browser.get(f"/{language}/nergens/")
    assert response.status_code == 404
    assert words in response.content.decode()


def test_bot_leads_to_the_page_in_the_readers_language(browser):
    response = browser.get("/bot", headers={"accept-language": "en"}, follow=True)
    assert response.redirect_chain == [("/en/bot/", 302)]
    assert "410" in response.content.decode()


@pytest.mark.parametrize(("written", "shown"), [(2, 2), (3, 3), (4, 3), (7, 6)])
def test_home_fills_its_rows_of_articles(browser, written, shown):
    section = factories.section_page()
    for _ in range(written):
        factories.article(section)
    assert browser.get("/nl/").content.decode().count('<article class="item">') == shown


def test_article_is_previewed_before_it_is_saved():
    section = factories.section_page()
    page = ArticlePage(
        title="Nieuw", slug="nieuw", standfirst="Waarom", locale=section.locale, body=[("heading", "Kop")]
    )
    page.authors = [ArticleAuthor(expert=factories.expert(name="Wie schreef"))]
    page.path, page.depth = section.path + "0001", section.depth + 1
    page.set_url_path(section)
    html = page.make_preview_request().rendered_content
    assert "Kop" in html
    assert "Wie schreef" in html
