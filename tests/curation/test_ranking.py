"""Scores: named parts that add up, sources that are independent, weights that an editor set."""

from datetime import timedelta

import pytest
from django.utils import translation

from curation.models import RankingWeights
from curation.ranking import Aim, Telling, Weights, count_independent, overridden, phrase, rank, weights_of
from tests.factories import NOW, site

CLOUD = Aim(frozenset({"cloud"}), "daily")


def telling(host="a.example", owner="", weight=1.0, age_h=0.0, topics=()):
    return Telling(NOW - timedelta(hours=age_h), host, owner, weight, frozenset(topics))


def part(score, name):
    return next(one.value for one in score.parts if one.name == name)


def test_rank_parts_add_up_to_the_score_and_stand_in_order():
    score = rank([telling(topics=["cloud"]), telling("b.example", age_h=9)], CLOUD, NOW)
    values = [one.value for one in score.parts]
    assert score.total == pytest.approx(sum(values))
    assert values == sorted(values, reverse=True)
    assert 0 < score.total < 100


def test_rank_everything_that_can_be_had_nears_100():
    tellings = [telling(f"{n}.example", weight=2.0, topics=["cloud"]) for n in range(12)]
    assert 99 < rank(tellings, CLOUD, NOW).total <= 100


def test_rank_age_halves_in_a_day_for_a_daily_and_in_half_a_week_for_a_weekly():
    fresh, day_old = rank([telling()], CLOUD, NOW), rank([telling(age_h=24)], CLOUD, NOW)
    assert part(day_old, "age") == pytest.approx(part(fresh, "age") / 2)
    weekly = Aim(CLOUD.topics, "weekly")
    assert part(rank([telling(age_h=84)], weekly, NOW), "age") == pytest.approx(part(fresh, "age") / 2)


def test_rank_age_is_that_of_the_first_telling():
    story = rank([telling(age_h=48), telling(age_h=0)], CLOUD, NOW)
    assert part(story, "age") == part(rank([telling(age_h=48)], CLOUD, NOW), "age")


def test_rank_more_independent_sources_earn_more_and_one_earns_nothing():
    points = [
        part(rank([telling(f"{n}.example") for n in range(count)], CLOUD, NOW), "sources")
        for count in (1, 2, 3)
    ]
    assert points == pytest.approx([0, 15, 22.5])


def test_rank_topic_earns_by_the_share_of_tellings_that_fit():
    half = rank([telling(topics=["cloud"]), telling(topics=["ai"])], CLOUD, NOW)
    assert part(half, "topic") == pytest.approx(10)


def test_rank_other_weights_still_make_100():
    aim = Aim(CLOUD.topics, "daily", Weights(age=1, sources=0, weight=0, topic=0))
    assert rank([telling()], aim, NOW).total == pytest.approx(100)


@pytest.mark.parametrize(
    ("tellings", "count"),
    [
        ([telling("a.example"), telling("a.example")], 1),
        ([telling("a.example"), telling("b.example")], 2),
        ([telling("a.example", "Uitgever"), telling("b.example", "uitgever ")], 1),
        ([telling("a.example", "X"), telling("b.example", "Y"), telling("b.example", "X")], 1),
        ([telling("a.localhost"), telling("b.localhost")], 2),
        ([telling("a.example", ""), telling("b.example", "")], 2),
    ],
)
def test_count_independent_by_registrable_host_and_owner(tellings, count):
    assert count_independent(tellings) == count


@pytest.mark.django_db
def test_weights_of_row_overrides_only_what_it_sets():
    assert weights_of(site()) == Weights()
    RankingWeights.objects.create(site=site(), age=50)
    assert weights_of(site()) == Weights(age=50)
    assert list(overridden(site())) == ["age"]


@pytest.mark.django_db
def test_weights_of_row_that_would_leave_no_points_is_not_followed():
    RankingWeights.objects.create(site=site(), age=0, sources=0, weight=0, topic=-5)
    assert weights_of(site()) == Weights()


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ({"name": "age", "figure": 2.0}, "fresh"),
        ({"name": "age", "figure": 30.0}, "30 hours old"),
        ({"name": "age", "figure": 50.0}, "2 days old"),
        ({"name": "sources", "figure": 1.0}, "one source"),
        ({"name": "sources", "figure": 5.0}, "5 independent sources"),
        ({"name": "weight", "figure": 1.0}, ""),
        ({"name": "weight", "figure": 1.5}, "a source that weighs more"),
        ({"name": "topic", "figure": 1.0}, "fits Cloud"),
        ({"name": "topic", "figure": 0.0}, "no topic of Cloud"),
    ],
)
def test_phrase_says_each_part(part, words):
    with translation.override("en"):
        assert phrase(part, "Cloud") == words
