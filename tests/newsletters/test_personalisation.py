"""`newsletters.personalisation`: what generated readers get of generated editions."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from newsletters.personalisation import Offer, Profile, Reason, Why, select

TOPICS = ("cloud", "data", "security", "markt")

offers = st.lists(
    st.builds(
        Offer,
        key=st.integers(),
        identities=st.frozensets(st.sampled_from([f"story:{n}" for n in range(9)]), min_size=1, max_size=2),
        topics=st.lists(st.sampled_from(TOPICS), unique=True, max_size=3).map(tuple),
        language=st.sampled_from(["nl", "en"]),
        minutes=st.one_of(st.none(), st.integers(1, 12)),
        place=st.integers(0, 12),
        source_count=st.integers(1, 6),
        is_own=st.booleans(),
    ),
    max_size=12,
    unique_by=lambda offer: offer.key,
)
profiles = st.builds(
    Profile,
    topics=st.frozensets(st.sampled_from(TOPICS)),
    minutes=st.sampled_from([3, 5, 10]),
    languages=st.sampled_from([frozenset({"nl"}), frozenset({"en"}), frozenset({"nl", "en"})]),
    seen=st.frozensets(st.sampled_from([f"story:{n}" for n in range(9)]), max_size=3),
)


def offer(key, **fields) -> Offer:
    fields.setdefault("identities", frozenset({f"story:{key}"}))
    return Offer(key, **{"topics": (), "language": "nl", "minutes": 2, "place": 0, **fields})


def reader(**fields) -> Profile:
    defaults = {"topics": frozenset(), "minutes": 5, "languages": frozenset({"nl"})}
    return Profile(**{**defaults, **fields})


def keys(part) -> list:
    return [chosen.offer.key for chosen in part]


@given(offers=offers, profile=profiles)
def test_select_carries_each_thing_once_and_nothing_seen(offers, profile):
    selection = select(offers, profile)
    carried = [identity for c in selection.read + selection.know for identity in c.offer.identities]
    assert len(carried) == len(set(carried))
    assert not set(carried) & profile.seen


@given(offers=offers, profile=profiles)
def test_select_keeps_minutes_languages_and_order(offers, profile):
    selection = select(offers, profile)
    assert selection.minutes <= profile.minutes
    assert {c.offer.language for c in selection.read + selection.know} <= profile.languages
    for part in (selection.read, selection.know):
        follows = [bool(set(c.offer.topics) & profile.topics) for c in part]
        assert follows == sorted(follows, reverse=True)


@given(offers=offers, profile=profiles)
def test_select_gives_reasons_that_are_true_of_the_reader(offers, profile):
    selection = select(offers, profile)
    for chosen in selection.read + selection.know:
        assert chosen.reasons
        for why in chosen.reasons:
            assert is_true(why, chosen.offer, profile)


def is_true(why: Why, offer: Offer, profile: Profile) -> bool:
    return {
        Reason.FOLLOWED: why.value in profile.topics and why.value in offer.topics,
        Reason.SOURCES: why.value == str(offer.source_count) and offer.source_count >= 3,
        Reason.OWN: offer.is_own,
        Reason.FIRST: offer.place == 0 and not offer.is_own,
        Reason.DIGEST: offer.place > 0 and not offer.is_own,
    }[why.reason]


@given(offers=offers, profile=profiles)
def test_select_is_empty_only_when_nothing_is_new(offers, profile):
    new = [o for o in offers if o.language in profile.languages and not o.identities & profile.seen]
    assert bool(select(offers, profile)) == bool(new)


def test_select_with_little_time_prefers_what_is_followed():
    offers = [
        offer(1, minutes=3),
        offer(2, place=7, topics=("data",), minutes=3),
        offer(3, place=1, minutes=3),
    ]
    selection = select(offers, reader(topics=frozenset({"data"}), minutes=4))
    assert keys(selection.read) == [2]
    assert keys(selection.know) == [1, 3]


def test_select_story_in_two_digests_comes_in_the_words_of_the_first():
    story = frozenset({"story:7"})
    selection = select([offer("home", identities=story, place=2), offer("cloud", identities=story)], reader())
    assert keys(selection.read) == ["home"]


def test_select_seen_in_the_other_language_is_not_new():
    assert not select([offer(1)], reader(seen=frozenset({"story:1"})))


def test_select_of_many_items_holds_something_to_read():
    offers = [offer(number, place=number % 8, minutes=3) for number in range(30)]
    selection = select(offers, reader(minutes=5))
    assert (len(selection.read), len(selection.know)) == (1, 7)
    assert keys(selection.read) == [0]


def test_select_of_thousands_of_items_still_packs():
    offers = [offer(number, place=number) for number in range(2000)]
    assert select(offers, reader(minutes=3)).minutes <= 3
