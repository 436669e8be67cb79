"""What belongs to a window, how candidates are kept, and the draft that is made once."""

from datetime import UTC, datetime, timedelta

import pytest
from wagtail.models import Site

from articles.models import HomePage
from curation import digests
from curation.models import AddedLink, Candidate, DigestPage, DigestWindow, Item
from tests import factories

pytestmark = pytest.mark.django_db

HOUR = timedelta(hours=1)
ENDS = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 06:00 in Amsterdam
STARTS = ENDS - timedelta(days=1)


@pytest.fixture
def home():
    """The Dutch home with a daily digest that closes at 6."""
    home = factories.home()
    home.digest_cadence, home.digest_hour, home.digest_target = "daily", 6, 3
    home.save()
    return home


@pytest.fixture
def window(home):
    return digests.last_ended(digests.plan_of(home), ENDS)


def told(at=ENDS - HOUR, seen=None, **fields):
    """An item with a story of its own, dated and first seen at these times."""
    return factories.item(
        story=factories.story(),
        dated_at=at,
        published_at=at,
        first_seen_at=seen or at,
        source=fields.pop("source", None) or factories.source(),
        **fields,
    )


def candidates(window, now=ENDS):
    digests.refresh(window, now)
    return set(window.candidates.values_list("story_id", flat=True))


def test_belonging_last_moment_before_the_end_is_in_and_the_end_itself_is_not(window):
    inside = told(ENDS - timedelta(microseconds=1))
    told(ENDS)
    assert candidates(window) == {inside.story_id}


def test_belonging_looks_back_48_hours_before_the_start_and_no_further(window):
    inside = told(STARTS - timedelta(hours=48), seen=ENDS - HOUR)
    told(STARTS - timedelta(hours=48, microseconds=1), seen=ENDS - HOUR)
    assert candidates(window) == {inside.story_id}


def test_belonging_first_seen_at_the_end_belongs_to_the_next_window(window, home):
    late = told(ENDS - HOUR, seen=ENDS)
    assert candidates(window) == set()
    later = digests.open_window(digests.plan_of(home), ENDS + HOUR)
    assert candidates(later, ENDS + HOUR) == {late.story_id}


def test_belonging_undated_entries_of_a_new_source_count_as_old(window):
    told(ENDS - timedelta(days=30), seen=ENDS - HOUR)
    assert candidates(window) == set()


def test_belonging_story_carried_by_a_published_digest_of_this_page_is_out(window, home):
    item = told()
    carried = factories.digest(home)
    carried.links = [factories.digest_link(story=item.story)]
    carried.save()
    assert candidates(window) == set()


def test_belonging_story_in_a_draft_or_in_a_digest_of_another_page_stays(window, home):
    item = told()
    for parent, is_live in ((home, False), (factories.section_page("cloud"), True)):
        other = factories.digest(parent, live=is_live)
        other.links = [factories.digest_link(story=item.story)]
        other.save()
    assert candidates(window) == {item.story_id}


def test_belonging_heir_of_a_carried_story_is_out(window, home):
    item = told()
    carried = factories.digest(home)
    carried.links = [factories.digest_link(story=factories.story(merged_into=item.story))]
    carried.save()
    assert candidates(window) == set()


def test_belonging_section_takes_only_stories_of_its_sources():
    page = factories.section_page("cloud", digest_cadence="daily", digest_hour=6)
    window = digests.last_ended(digests.plan_of(page), ENDS)
    source = factories.source()
    source.sections.add(page.section)
    inside = told(source=source)
    told()
    assert candidates(window) == {inside.story_id}


def test_belonging_other_magazines_sources_do_not_count(window):
    other = Site.objects.create(hostname="other.example", root_page=factories.home("en"))
    told(source=factories.source(site=other))
    assert candidates(window) == set()


def test_refresh_again_updates_the_score_in_place_and_keeps_decisions(window):
    item = told()
    digests.refresh(window, ENDS - HOUR)
    before = window.candidates.get()
    someone = factories.user("Editor")
    window.candidates.update(decision=Candidate.Decision.DROPPED, decided_by=someone, decided_at=ENDS)
    told()
    Item.objects.update(story=item.story)
    digests.refresh(window, ENDS)
    after = window.candidates.get()
    assert after.pk == before.pk and after.score != before.score
    assert (after.decision, after.decided_by, after.decided_at) == ("dropped", someone, ENDS)


def test_refresh_removes_what_no_longer_belongs_but_not_what_was_decided(window):
    kept, gone = told(), told()
    digests.refresh(window, ENDS)
    window.candidates.filter(story=kept.story).update(decision=Candidate.Decision.TAKEN)
    for item in (kept, gone):
        item.dated_at = STARTS - timedelta(days=9)
        item.save()
    assert candidates(window) == {kept.story_id}


def test_refresh_after_the_draft_changes_nothing(window):
    told()
    digests.draft(window, ENDS)
    told()
    assert len(candidates(DigestWindow.objects.get(pk=window.pk))) == 1


def test_added_by_hand_is_a_candidate_whatever_its_time_also_after_the_draft(window):
    told()
    digests.draft(window, ENDS)
    old = told(ENDS - timedelta(days=400), seen=ENDS + HOUR)
    AddedLink.objects.create(window=window, address=old.url, item=old)
    assert digests.add_by_hand(window, ENDS + 2 * HOUR) == 1
    assert digests.add_by_hand(window, ENDS + 2 * HOUR) == 0
    first = window.candidates.first()
    assert (first.story, first.item, first.is_added_by_hand) == (old.story, old, True)


def test_added_by_hand_of_a_story_that_is_a_candidate_marks_it_and_keeps_its_decision(window):
    item = told()
    digests.refresh(window, ENDS)
    window.candidates.update(decision=Candidate.Decision.DROPPED)
    added = factories.item(story=item.story, source=factories.source())
    AddedLink.objects.create(window=window, address=added.url, item=added)
    digests.add_by_hand(window, ENDS)
    candidate = window.candidates.get()
    assert (candidate.is_added_by_hand, candidate.item, candidate.decision) == (True, added, "dropped")


def test_candidate_shows_the_telling_in_the_pages_language(window):
    item = told(language="en")
    dutch = told(language="nl", source=factories.source(weight=0.5))
    dutch.story = item.story
    dutch.save()
    digests.refresh(window, ENDS)
    assert window.candidates.get().item == dutch


def test_draft_takes_the_best_until_the_target_in_order_of_score(window):
    for _ in range(5):
        told(at=ENDS - HOUR * (_ + 1))
    page = digests.draft(window, ENDS)
    ranked = list(window.candidates.order_by("-score").values_list("story_id", flat=True))
    assert [link.story_id for link in page.links.all()] == ranked[:3]
    assert not page.live and page.get_latest_revision() is not None


def test_draft_leaves_out_what_was_dropped_or_added_by_hand(window):
    dropped, added, kept = told(), told(), told()
    AddedLink.objects.create(window=window, address=added.url, item=added)
    digests.refresh(window, ENDS)
    window.candidates.filter(story=dropped.story).update(decision=Candidate.Decision.DROPPED)
    page = digests.draft(window, ENDS)
    assert [link.story_id for link in page.links.all()] == [kept.story_id]


def test_draft_is_a_snapshot_with_the_other_sources(window):
    item = told(title="Kabel aan land", excerpt="Een kabel.", minutes=2)
    other = told(source=factories.source(title="Stroomkring"))
    other.story = item.story
    other.save()
    link = digests.draft(window, ENDS).links.get()
    assert (link.headline, link.why, link.original_title) == ("Kabel aan land", "", "Kabel aan land")
    assert (link.excerpt, link.minutes, link.url) == ("Een kabel.", 2, item.url)
    assert link.also_in == [{"name": "Stroomkring", "url": other.url}]


def test_draft_leaves_out_what_has_no_address(window):
    told(url=""), told(at=ENDS - 9 * HOUR)
    page = digests.draft(window, ENDS)
    assert [link.url for link in page.links.all()] == [Item.objects.exclude(url="").get().url]


def test_candidate_shows_a_telling_with_an_address_and_names_no_other(window):
    item = told(url="", source=factories.source(weight=2))
    other = told()
    other.story = item.story
    other.save()
    link = digests.draft(window, ENDS).links.get()
    assert (link.url, link.also_in) == (other.url, [])


def test_draft_dates_no_link_ahead_of_its_reading(window):
    item = told()
    Item.objects.update(published_at=ENDS + 999 * HOUR)
    assert digests.draft(window, ENDS).links.get().published_at == item.dated_at


def test_draft_twice_makes_one_page(window):
    told()
    assert digests.draft(window, ENDS) is not None
    assert digests.draft(DigestWindow.objects.get(pk=window.pk), ENDS) is None
    assert digests.draft(window, ENDS) is None  # as another process still sees it
    assert DigestPage.objects.count() == 1


def test_draft_before_the_end_makes_nothing(window):
    told()
    assert digests.draft(window, ENDS - timedelta(seconds=1)) is None


def test_draft_without_candidates_waits_for_them(window):
    assert digests.draft(window, ENDS) is None
    told()
    assert digests.draft(DigestWindow.objects.get(pk=window.pk), ENDS) is not None


def test_draft_waits_for_items_without_a_story(window):
    told()
    waiting = factories.item(first_seen_at=ENDS - HOUR, dated_at=ENDS - HOUR)
    assert digests.draft(window, ENDS) is None
    waiting.delete()
    assert digests.draft(window, ENDS) is not None


def test_draft_due_makes_windows_and_drafts_them_once(home):
    told()
    assert len(digests.draft_due(ENDS + HOUR)) == 1
    assert digests.draft_due(ENDS + HOUR) == []
    page = DigestPage.objects.get()
    assert (page.window.starts_at, page.window.ends_at) == (STARTS, ENDS)
    assert (page.slug, page.digest_on.isoformat()) == ("2026-11-24", "2026-11-24")


def test_draft_due_leaves_old_windows_alone(home):
    digests.ensure_windows(ENDS)
    told()
    late = ENDS + timedelta(days=7)
    digests.draft_due(late)
    assert not DigestPage.objects.filter(window__ends_at=ENDS).exists()


def test_draft_after_the_cadence_was_taken_away_makes_nothing(window):
    told()
    HomePage.objects.update(digest_cadence="")
    assert digests.draft(window, ENDS) is None
    assert digests.draft_due(ENDS) == []


def test_draft_second_page_of_a_day_gets_a_slug_of_its_own(window, home):
    factories.digest(home, slug="2026-11-24")
    told()
    assert digests.draft(window, ENDS).slug == "2026-11-24-2"


def test_refresh_number_of_queries_does_not_grow_with_the_candidates(window, django_assert_max_num_queries):
    source = factories.source()
    for _ in range(30):
        told(source=source)
    with django_assert_max_num_queries(20):
        digests.refresh(window, ENDS)
    assert window.candidates.count() == 30
