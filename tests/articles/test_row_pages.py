"""The pages of topics, series, experts and organisations as a reader gets them, and their lists."""

import re

import pytest
from django.test import Client
from django.utils import timezone

from articles import generations, row_pages
from articles.models import ExpertLink
from tests import factories
from tests.articles.rows import other_magazine, series, written

pytestmark = pytest.mark.django_db

PAGE_QUERIES = 25  # routing, settings and menu 12, the row 2, articles 6, what stands beside them 5


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def html_of(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 200
    return response.content.decode()


def linked(html: str) -> list[str]:
    """The addresses of the headlines of a list, in their order."""
    return re.findall(r'item__headline"[^>]*><a href="([^"]+)"', html)


def test_an_experts_page_says_who_it_is_and_what_they_wrote(browser):
    employer = factories.organisation(name_nl="Kadeland")
    expert = factories.expert(organisation=employer, field_nl="opslag", biography_nl="Bouwt al jaren.")
    ExpertLink.objects.create(expert=expert, name="Weblog", url="https://blog.example/")
    article = written(author=expert)
    html = html_of(browser, f"/nl/experts/{expert.slug}/")
    for words in (expert.name, "Kadeland", "opslag", "Bouwt al jaren.", 'href="https://blog.example/"'):
        assert words in html
    assert f'href="/nl/organisations/{employer.slug}/"' in html
    assert article.url in linked(html)


def test_an_organisations_page_parts_what_is_about_it_by_it_and_paid_by_it(browser):
    organisation = factories.organisation(name_nl="Kadeland")
    section = factories.section_page()
    about = written(section, organisations=[organisation])
    by = written(section, author=factories.expert(organisation=organisation))
    paid = written(section, sponsor=organisation, organisations=[organisation])
    html = html_of(browser, f"/nl/organisations/{organisation.slug}/")
    assert linked(html)[:3] == [about.url, by.url, paid.url]
    assert "Advertorial" in html.split('id="sponsored-name"')[1]
    assert paid.url not in html.split('id="sponsored-name"')[0].split("<main")[1]


def test_a_topics_page_shows_articles_experts_and_its_pattern(browser):
    topic = factories.topic("opslag", name_nl="Opslag", description_nl="Waar gegevens staan.")
    author = factories.expert()
    article = written(author=author, topics=[topic])
    written(factories.section_page("data"))
    html = html_of(browser, "/nl/topics/opslag/")
    assert "Waar gegevens staan." in html
    assert linked(html) == [article.url]
    assert f'href="/nl/experts/{author.slug}/"' in html
    assert 'class="subject__pattern"><svg class="pattern"' in html


def test_a_series_page_lists_its_parts_in_order_with_their_numbers(browser):
    found, section = series(), factories.section_page()
    second = written(section, series=found, part=2)
    loose = written(section, series=found)
    first = written(section, series=found, part=1)
    html = html_of(browser, f"/nl/series/{found.slug}/")
    assert linked(html) == [first.url, second.url, loose.url]
    assert len(re.findall(r'class="sequence__number"', html)) == 2


@pytest.mark.parametrize("place", ["topics", "series", "experts", "organisations"])
def test_a_row_that_is_shown_in_the_other_language_alone_is_not_found(browser, place):
    topic, expert, organisation, part_of = (
        factories.topic(),
        factories.expert(),
        factories.organisation(),
        series(),
    )
    written(author=expert, topics=[topic], organisations=[organisation], series=part_of)
    row = {"topics": topic, "series": part_of, "experts": expert, "organisations": organisation}[place]
    assert browser.get(f"/nl/{place}/{row.slug}/").status_code == 200
    assert browser.get(f"/en/{place}/{row.slug}/").status_code == 404


def test_hreflang_names_only_the_languages_in_which_the_page_exists(browser):
    expert = factories.expert()
    written(author=expert)
    html = html_of(browser, f"/nl/experts/{expert.slug}/")
    assert re.findall(r'hreflang="(\w+)" href', html) == ["nl"]
    written(factories.section_page("cloud", "en"), author=expert)
    html = html_of(browser, f"/nl/experts/{expert.slug}/")
    assert re.findall(r'rel="alternate" hreflang="(\w+)"', html) == ["nl", "en"]
    assert re.search(rf'rel="canonical" href="http://localhost[^"]*/nl/experts/{expert.slug}/"', html)


def test_another_magazines_articles_are_on_no_page_here(browser):
    topic, expert = factories.topic(), factories.expert()
    here = written(author=expert, topics=[topic])
    elsewhere = written(other_magazine(), author=expert, topics=[topic], title="Van elders")
    for url in (f"/nl/topics/{topic.slug}/", f"/nl/experts/{expert.slug}/"):
        html = html_of(browser, url)
        assert here.title in html
        assert elsewhere.title not in html


@pytest.mark.parametrize("place", ["topics", "series", "experts", "organisations"])
@pytest.mark.parametrize(
    ("language", "words"), [("nl", "zodra een redacteur"), ("en", "as soon as an editor")]
)
def test_a_list_without_rows_says_what_will_stand_there(browser, place, language, words):
    assert words in html_of(browser, f"/{language}/{place}/")


def test_the_list_of_experts_runs_from_a_to_z_whatever_the_case(browser):
    section = factories.section_page()
    for name in ("zoë Bakker", "Anna Vos", "de Wit"):
        written(section, author=factories.expert(name=name, field_nl="opslag"))
    html = html_of(browser, "/nl/experts/")
    names = re.findall(r'register__name"[^>]*>([^<]+)<', html)
    assert names == ["Anna Vos", "de Wit", "zoë Bakker"]
    assert re.findall(r'register__letter">(\w)<', html) == ["A", "D", "Z"]


def test_the_list_of_topics_counts_live_articles_of_this_magazine(browser):
    topic, section = factories.topic("opslag"), factories.section_page()
    written(section, topics=[topic])
    written(section, topics=[topic])
    written(section, topics=[topic], live=False)
    written(other_magazine(), topics=[topic])
    html = html_of(browser, "/nl/topics/")
    assert linked(html) == ["/nl/topics/opslag/"]
    assert re.search(r"<span>2 arti\w+</span>", html)


def test_a_list_goes_on_after_fifty_and_a_wrong_number_gives_the_nearest(browser, monkeypatch):
    monkeypatch.setattr(row_pages, "ROWS_ON_A_LEAF", 1)
    section = factories.section_page()
    slugs = [
        written(section, author=factories.expert(name=name)).authors.first().expert.slug for name in "AB"
    ]
    assert row_pages.ROWS_ON_A_LEAF == 1
    assert slugs[0] in html_of(browser, "/nl/experts/")
    for number in ("2", "9"):
        html = html_of(browser, f"/nl/experts/?page={number}")
        assert f"/experts/{slugs[1]}/" in html
        assert f"/experts/{slugs[0]}/" not in html
        assert re.search(r'rel="canonical" href="[^"]+/nl/experts/\?page=2"', html)


def test_both_lists_of_an_organisation_go_on_together(browser, monkeypatch):
    monkeypatch.setattr(row_pages, "ROWS_ON_A_LEAF", 1)
    organisation, section = factories.organisation(), factories.section_page()
    author = factories.expert(organisation=organisation)
    newest = [
        written(section, author=author, first_published_at=timezone.now(), title=f"By {n}") for n in "12"
    ]
    written(section, organisations=[organisation], title="About")
    first, second = (html_of(browser, f"/nl/organisations/{organisation.slug}/?page={n}") for n in (1, 2))
    assert "About" in first and newest[1].title in first
    assert newest[0].title in second and 'id="about-name"' not in second


def queries_of(browser: Client, url: str, counting) -> None:
    generations.raise_site()
    with counting(PAGE_QUERIES):
        assert browser.get(url).status_code == 200


@pytest.mark.parametrize("place", ["topics", "series", "experts", "organisations"])
@pytest.mark.parametrize("articles", [1, 12])
def test_pages_need_as_many_queries_for_many_as_for_few(
    browser, django_assert_max_num_queries, place, articles
):
    section, topic, part_of = factories.section_page(), factories.topic(), series()
    employer, expert = factories.organisation(), None
    for number in range(articles):
        expert = factories.expert(organisation=employer)
        about = {"topics": [topic], "organisations": [employer], "series": part_of, "part": number + 1}
        written(section, author=expert, **about)
    row = {"topics": topic, "series": part_of, "experts": expert, "organisations": employer}[place]
    browser.get(f"/nl/{place}/")
    queries_of(browser, f"/nl/{place}/", django_assert_max_num_queries)
    queries_of(browser, f"/nl/{place}/{row.slug}/", django_assert_max_num_queries)
