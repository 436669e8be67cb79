"""The front as its editor made it: pins before news, experts, a series, an advertorial, and few queries."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from articles.front import front
from articles.models import (
    AdvertorialSlot,
    ArticleAuthor,
    ArticlePage,
    HomeExpert,
    HomePin,
    MagazineSettings,
    MenuLink,
    Series,
    StandardPage,
)
from config import keptpages
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db
HOME_QUERIES = 15  # the figure; 14 with a footer of the editor's


@pytest.fixture
def section():
    return factories.section_page()


def dated(section, days: int, **fields):
    """An article that was published so many days ago."""
    article = factories.article(section, **fields)
    ArticlePage.objects.filter(pk=article.pk).update(first_published_at=NOW - timedelta(days=days))
    return article


def shown(home=None):
    found = front(home or factories.home(), NOW)
    return [article.pk for article in [*found.leading, *found.further]]


def slot(article, starts=-1, ends=1):
    times = {"starts_at": NOW + timedelta(days=starts), "ends_at": NOW + timedelta(days=ends)}
    return AdvertorialSlot.objects.create(home=factories.home(), article=article, **times)


def series(**fields):
    return Series.objects.create(
        slug="reeks",
        name_nl="Reeks",
        name_en="Series",
        description_nl="Over",
        description_en="About",
        **fields,
    )


def test_newest_articles_come_first(section):
    old, new = dated(section, 2), dated(section, 1)
    assert shown() == [new.pk, old.pk]


def test_pins_come_before_the_newest_in_the_editors_order(section):
    first, second, new = dated(section, 30), dated(section, 20), dated(section, 1)
    for place, article in enumerate([first, second]):
        HomePin.objects.create(home=factories.home(), article=article, sort_order=place)
    assert shown() == [first.pk, second.pk, new.pk]


def test_pin_is_shown_however_old_it_is(section):
    pinned = dated(section, 900)
    for days in range(7):
        dated(section, days)
    HomePin.objects.create(home=factories.home(), article=pinned)
    assert shown()[0] == pinned.pk
    assert len(shown()) == 6


def test_pin_of_what_was_taken_down_is_left_out(section):
    pinned, other = dated(section, 2), dated(section, 1)
    HomePin.objects.create(home=factories.home(), article=pinned)
    pinned.unpublish()
    assert shown() == [other.pk]


def test_pins_of_a_draft_are_previewed(section):
    old, new = dated(section, 2), dated(section, 1)
    home = factories.home()
    home.pins = [HomePin(article=old)]
    assert shown(home) == [old.pk, new.pk]
    assert shown() == [new.pk, old.pk]


def test_pinned_advertorial_is_not_shown_among_articles(section):
    HomePin.objects.create(home=factories.home(), article=factories.advertorial(section))
    assert shown() == []


@pytest.mark.parametrize(("starts", "ends", "is_shown"), [(-1, 1, True), (1, 2, False), (-2, -1, False)])
def test_advertorial_is_shown_in_the_time_of_its_slot(section, starts, ends, is_shown):
    advertorial = factories.advertorial(section)
    slot(advertorial, starts, ends)
    found = front(factories.home(), NOW)
    assert (found.advertorial == advertorial) is is_shown
    assert shown() == []


def test_series_shows_its_parts_in_order(section):
    told = series()
    third, first = (dated(section, days, series=told, part=part) for days, part in ((1, 3), (9, 1)))
    home = factories.home()
    home.series = told
    assert front(home, NOW).parts == [first, third]
    assert front(factories.home(), NOW).parts == []


def test_chosen_experts_come_in_the_editors_order(section):
    for _ in range(3):
        dated(section, 1)
    experts = [author.expert for author in ArticleAuthor.objects.order_by("-pk")[:2]]
    for place, expert in enumerate(experts):
        HomeExpert.objects.create(home=factories.home(), expert=expert, sort_order=place)
    assert front(factories.home(), NOW).experts == experts


def test_chosen_expert_without_a_page_is_left_out_and_authors_take_the_place(section):
    HomeExpert.objects.create(home=factories.home(), expert=factories.expert())
    article = dated(section, 1)
    assert front(factories.home(), NOW).experts == [article.authors.get().expert]


def test_articles_of_the_other_language_are_left_out(section):
    dated(section, 1)
    assert front(factories.home("en"), NOW).leading == []


def furnish(section) -> None:
    """Everything that a front can show, more than once."""
    home, told, topic = factories.home(), series(), factories.topic()
    factories.newsletter()
    for day in range(1, 9):
        for parent in (home, section):
            links = factories.digest(parent, links=8, digest_on=f"2026-11-{day:02}").links.all()
            links.update(topic_slugs=[topic.slug])
        article = factories.article(section, series=told, part=day, picture=factories.picture())
        article.topics.set([topic])
        article.save()
        HomePin.objects.create(home=home, article=article, sort_order=day)
        HomeExpert.objects.create(home=home, expert=article.authors.get().expert, sort_order=day)
    now = timezone.now()
    AdvertorialSlot.objects.create(
        home=home,
        article=factories.advertorial(section),
        starts_at=now - timedelta(1),
        ends_at=now + timedelta(1),
    )
    home.series = told
    home.save()


@pytest.mark.parametrize("has_menu", [True, False])
def test_full_front_is_made_in_few_queries(section, has_menu, django_assert_max_num_queries):
    furnish(section)
    about = StandardPage(title="Over", slug="over", locale=factories.home().locale, body=[("heading", "Kop")])
    factories.home().add_child(instance=about)
    if has_menu:
        settings = MagazineSettings.for_site(factories.site())
        for place in MenuLink.Place:
            MenuLink.objects.create(settings=settings, place=place, page=about)
    browser = Client(headers={"host": "localhost"})
    browser.get("/nl/")
    keptpages.forget()
    with django_assert_max_num_queries(HOME_QUERIES):
        html = browser.get("/nl/").content.decode()
    for words in ("Advertorial van", "Wie hier schrijven", "Reeks", "Uit de rubrieken", ">Over<"):
        assert words in html
