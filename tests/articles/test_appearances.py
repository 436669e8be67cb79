"""Where a row has a page: what each kind of publication makes it appear in, and what does not."""

import pytest

from articles import appearances
from articles.models import Expert, Organisation, Series, Topic
from tests import factories
from tests.articles.rows import other_magazine, series, written

pytestmark = pytest.mark.django_db


def appears(row, language: str = "nl") -> bool:
    home = factories.home(language)
    return appearances.appearing(type(row).objects.all(), home).filter(pk=row.pk).exists()


def test_rows_without_anything_published_appear_nowhere():
    rows = [factories.topic(), factories.expert(), factories.organisation(), series()]
    assert not any(appears(row) for row in rows)


def test_what_an_article_names_appears_in_its_language_alone():
    topic, expert, organisation, part_of = (
        factories.topic(),
        factories.expert(),
        factories.organisation(),
        series(),
    )
    written(author=expert, topics=[topic], organisations=[organisation], series=part_of, part=1)
    rows = [topic, expert, organisation, part_of]
    assert all(appears(row) for row in rows)
    assert not any(appears(row, "en") for row in rows)


def test_what_a_draft_names_does_not_appear():
    topic, expert = factories.topic(), factories.expert()
    written(author=expert, topics=[topic], live=False)
    assert not appears(topic)
    assert not appears(expert)


def test_the_employer_of_an_author_appears():
    employer = factories.organisation()
    written(author=factories.expert(organisation=employer))
    assert appears(employer)


def test_a_sponsor_appears_and_an_organisation_that_its_advertorial_mentions_does_not():
    sponsor, mentioned = factories.organisation(), factories.organisation()
    written(sponsor=sponsor, organisations=[mentioned])
    assert appears(sponsor)
    assert not appears(mentioned)


def test_what_another_magazine_shows_does_not_appear_here():
    topic, expert = factories.topic(), factories.expert()
    written(other_magazine(), author=expert, topics=[topic])
    assert not appears(topic)
    assert not appears(expert)


def test_find_names_all_languages_in_one_query(django_assert_num_queries):
    topic = factories.topic()
    for language in ("nl", "en"):
        written(factories.section_page("cloud", language), topics=[topic])
    homes = appearances.homes(factories.site())
    with django_assert_num_queries(1):
        found = appearances.find(Topic.objects.all(), topic.slug, homes, "en")
    assert found is not None
    assert (found.row, found.home, found.languages) == (topic, factories.home("en"), {"nl", "en"})


def test_homes_are_those_of_the_magazine_that_are_live():
    factories.home("en").unpublish()
    other_magazine()
    assert appearances.homes(factories.site()) == [factories.home("nl")]


@pytest.mark.parametrize("model", [Topic, Series, Expert, Organisation])
def test_every_kind_of_row_can_appear(model):
    assert appearances.condition(model, appearances.live_below(factories.home())) is not None


def test_a_registered_room_adds_to_the_others_and_takes_its_own_place(monkeypatch):
    monkeypatch.setattr(appearances, "_providers", {})
    topic = factories.topic()
    appearances.register("articles", lambda _model, _pages: [])
    assert not appears(topic)
    appearances.register("articles", lambda model, _pages: [appearances.Exists(model.objects.all())])
    assert appears(topic)
