"""What stands below an article, and the parts of its series beside it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from articles import listing
from articles.models import RelatedArticle, Series
from articles.related import related
from tests import factories
from tests.articles.rows import other_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def section():
    return factories.section_page()


def written(section, title, *, age=0, **fields):
    """A published article, `age` days old."""
    page = factories.article(section, title=title, **fields)
    page.first_published_at = factories.NOW - timedelta(days=age)
    page.save()
    return page


def titles(page, limit=3):
    return [one.title for one in related(page, limit)]


def test_chosen_articles_come_first_in_the_editors_order(section):
    chosen = [written(section, title, age=age) for title, age in (("Oud", 9), ("Ouder", 99))]
    page = written(section, "Zelf")
    written(section, "Nieuw")
    page.related_links = [RelatedArticle(article=one, sort_order=n) for n, one in enumerate(reversed(chosen))]
    page.save()
    assert titles(page) == ["Ouder", "Oud", "Nieuw"]


def test_what_was_not_chosen_is_filled_by_topic_and_then_by_section(section):
    elsewhere = factories.section_page("data")
    page, same = written(section, "Zelf"), written(elsewhere, "Zelfde onderwerp", age=50)
    written(section, "Zelfde rubriek", age=2)
    written(elsewhere, "Iets anders", age=1)
    for one in (page, same):
        one.topics = [factories.topic()]
        one.save()
    assert titles(page) == ["Zelfde onderwerp", "Zelfde rubriek"]


def test_drafts_advertorials_other_languages_and_the_article_itself_are_left_out(section):
    page, gone = written(section, "Zelf"), written(section, "Weg")
    factories.advertorial(section)
    factories.article(factories.section_page("cloud", "en"))
    page.topics = [factories.topic()]
    page.related_links = [RelatedArticle(article=gone)]
    page.save()
    gone.unpublish()
    assert titles(page) == []


def test_articles_of_another_magazine_stay_there(section):
    series = Series.objects.create(slug="reeks", name_nl="Reeks", name_en="Series")
    first, second, elsewhere = (
        written(place, f"Deel {part}", series=series, part=part)
        for part, place in enumerate([section, section, other_magazine()], start=1)
    )
    for one in (first, second, elsewhere):
        one.topics = [factories.topic()]
        one.save()
    first.related_links = [RelatedArticle(article=elsewhere)]
    first.save()
    assert titles(first) == ["Deel 2"]
    assert listing.series_parts(first) == [first, second]
    assert (titles(elsewhere), listing.series_parts(elsewhere)) == ([], [elsewhere])


def test_draft_shows_what_it_chose_and_not_what_is_stored(section):
    page, chosen = written(section, "Zelf"), written(section, "Gekozen", age=90)
    for number in range(3):
        written(section, f"Nieuw {number}", age=number)
    page.related_links = [RelatedArticle(article=chosen)]
    draft = page.save_revision().as_object()
    assert titles(draft) == ["Gekozen", "Nieuw 0", "Nieuw 1"]
    assert titles(type(page).objects.get(pk=page.pk)) == ["Nieuw 0", "Nieuw 1", "Nieuw 2"]


def test_article_cannot_be_related_to_itself(section):
    page = written(section, "Zelf")
    with translation.override("en"), pytest.raises(ValidationError) as error:
        RelatedArticle(page=page, article=page).clean()
    with translation.override("en"):
        assert error.value.messages == ["Choose another article than this one."]


def test_neighbours_are_the_nearest_live_parts(section):
    series = Series.objects.create(slug="reeks", name_nl="Reeks", name_en="Series")
    parts = {n: written(section, f"Deel {n}", series=series, part=n) for n in (1, 2, 3, 5)}
    parts[2].unpublish()
    beside = listing.neighbours(listing.series_parts(parts[3]), parts[3])
    assert (beside.before.title, beside.after.title) == ("Deel 1", "Deel 5")


def test_article_outside_a_series_has_no_neighbours(section):
    page = written(section, "Zelf")
    assert listing.neighbours(listing.series_parts(page), page) == listing.Neighbours(None, None)
