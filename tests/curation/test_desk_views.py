"""The desk's pages: who may open them, what they show, and what a POST does."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone
from wagtail.users.models import UserProfile

from accounts import roles
from curation import acts, desk
from curation.models import AddedLink, Candidate, Item, RankingWeights
from curation.views.words import REFUSALS
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now
MOST_QUERIES = 41  # one of them is for the magazine of the host


@pytest.fixture
def window():
    return factories.window(starts_at=NOW() - timedelta(hours=25), ends_at=NOW() - timedelta(hours=1))


@pytest.fixture
def page(window):
    return factories.draft(window, links=3)


@pytest.fixture
def editor(client):
    person = factories.user(roles.EDITOR)
    client.force_login(person)
    return person


def address(window):
    return reverse("desk:window", args=[window.pk])


def version(page):
    page.refresh_from_db()
    seen = desk.Seen.of(page)
    return {"revision": seen.revision_id, "saved_at": seen.saved_at}


def post(client, window, page, do, **fields):
    return client.post(address(window), {"do": do, **version(page), **fields})


def links(page):
    page.refresh_from_db()
    return desk.ordered_links(page.get_latest_revision_as_object())


def test_desk_shows_candidates_beside_the_draft(client, editor, window, page):
    candidate = factories.candidate(window=window, score=87.4)
    html = client.get(address(window)).content.decode()
    assert candidate.item.title in html
    assert all(link.headline in html for link in links(page))
    assert "87" in html


def test_take_by_post_leads_back_and_says_so(client, editor, window, page):
    candidate = factories.candidate(window=window)
    answer = post(client, window, page, f"take:{candidate.pk}")
    assert answer.status_code == 302
    assert candidate.item.title in client.get(answer["Location"]).context["done"][0].message
    assert links(page)[-1].story == candidate.story


def test_drop_by_post_lists_it_as_dropped(client, editor, window, page):
    candidate = factories.candidate(window=window)
    post(client, window, page, f"drop:{candidate.pk}")
    groups = client.get(address(window)).context["bench"].groups
    assert [shown.candidate for shown in groups.dropped] == [candidate]
    assert groups.ready == []


def test_publish_by_post_publishes(client, editor, window, page):
    answer = post(client, window, page, "publish")
    page.refresh_from_db()
    assert page.live
    assert client.get(answer["Location"]).context["just_published"]


# --- who may -------------------------------------------------------------------------------------------------

DOORS = ["index", "window"]


def door(name, window):
    return reverse("desk:index") if name == "index" else address(window)


@pytest.mark.parametrize("name", DOORS)
@pytest.mark.parametrize("role", [roles.CONTRIBUTOR, roles.MODERATOR, roles.PUBLISHER, roles.OPERATOR])
def test_desk_is_shut_to_other_roles(client, window, page, name, role):
    client.force_login(factories.user(role))
    answer = client.get(door(name, window))
    assert (answer.status_code, answer["Location"]) == (302, reverse("wagtailadmin_home"))


@pytest.mark.parametrize("name", DOORS)
def test_desk_is_shut_to_nobody_and_readers(client, window, page, name):
    assert client.get(door(name, window))["Location"].startswith("/accounts/")
    client.force_login(factories.user())
    assert client.get(door(name, window)).status_code == 403


def test_contributor_cannot_post_an_act(client, window, page):
    client.force_login(factories.user(roles.CONTRIBUTOR))
    post(client, window, page, "foreword", foreword="Van mij")
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().foreword == ""


def test_rights_follow_the_page_of_the_section(client):
    """Somebody with the desk's permission and Wagtail's rights on one section alone sees that desk alone."""
    cloud, data = factories.section_page("cloud"), factories.section_page("data")
    person = factories.user()
    factories.allow_desk_at(person, cloud)
    client.force_login(person)
    shown = client.get(reverse("desk:index")).context["planless"]
    assert [one.place.pk for one in shown] == [cloud.pk]
    own, other = factories.window(section_key="cloud"), factories.window(section_key="data")
    assert client.get(address(own)).status_code == 200
    assert client.get(address(other))["Location"] == reverse("wagtailadmin_home")
    assert data.pk != cloud.pk


@pytest.mark.parametrize(("role", "is_shown"), [(roles.EDITOR, True), (roles.CONTRIBUTOR, False)])
def test_menu_item_is_shown_to_who_may_use_the_desk(client, role, is_shown):
    client.force_login(factories.user(role))
    html = client.get(reverse("wagtailadmin_home")).content.decode()
    assert (reverse("desk:index") in html) == is_shown


def test_editor_without_the_right_to_publish_gets_no_button(client, editor, window, page):
    factories.forbid_publishing(roles.EDITOR)
    assert 'value="publish"' not in client.get(address(window)).content.decode()
    post(client, window, page, "publish")
    page.refresh_from_db()
    assert not page.live


def test_locked_by_another_shows_who_and_offers_no_act(client, editor, window, page):
    other = factories.user(roles.EDITOR, first_name="Noor", last_name="Visser")
    page.locked, page.locked_by, page.locked_at = True, other, NOW()
    page.save()
    factories.candidate(window=window)
    answer = client.get(address(window))
    assert "Noor Visser" in answer.content.decode()
    assert 'value="take:' not in answer.content.decode()
    refused = post(client, window, page, "foreword", foreword="Toch")
    assert (refused.status_code, str(refused.context["refusal"])) == (409, str(REFUSALS["locked"]))


# --- what was done in between --------------------------------------------------------------------------------


def test_stale_post_changes_nothing_shows_what_was_done_and_keeps_what_was_typed(
    client, editor, window, page
):
    old = version(page)
    other = factories.user(roles.EDITOR, first_name="Noor", last_name="Visser")
    key = acts.link_key(links(page)[0])
    visit = desk.Visit(page.pk, desk.Seen(old["revision"], old["saved_at"]), other, NOW())
    desk.perform(visit, [acts.SetForeword("Van Noor")])
    answer = client.post(
        address(window), {"do": f"words:{key}", "headline": "Mijn kop", "why": "Hierom", **old}
    )
    html = answer.content.decode()
    assert answer.status_code == 409
    assert [entry.user_display_name for entry in answer.context["since"]] == ["Noor Visser"]
    assert ">Mijn kop</textarea>" in html and ">Hierom</textarea>" in html
    assert links(page)[0].headline != "Mijn kop"


def test_act_after_a_stale_one_works_on_the_version_shown(client, editor, window, page):
    answer = client.post(
        address(window), {"do": "foreword", "foreword": "Een", "revision": "1", "saved_at": ""}
    )
    assert answer.status_code == 409
    seen = answer.context["bench"].seen
    again = {"do": "foreword", "foreword": "Een", "revision": seen.revision_id, "saved_at": seen.saved_at}
    assert client.post(address(window), again).status_code == 302
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().foreword == "Een"


def test_refused_words_are_kept_on_the_page(client, editor, window, page):
    key = acts.link_key(links(page)[0])
    answer = post(client, window, page, f"words:{key}", headline="x" * 251, why="Hierom")
    assert answer.status_code == 409
    assert "x" * 251 in answer.content.decode()


def test_undo_by_post_brings_back_what_was(client, editor, window, page):
    before = [link.url for link in links(page)]
    answer = post(client, window, page, f"remove:{acts.link_key(links(page)[0])}")
    mark = answer["Location"].partition("done=")[2]
    post(client, window, page, f"undo:{mark}")
    assert [link.url for link in links(page)] == before


@pytest.mark.parametrize("do", ["", "dance", "take:x", "undo:x", "take"])
def test_what_no_form_sends_is_a_bad_request(client, editor, window, page, do):
    assert post(client, window, page, do).status_code == 400


# --- what a desk shows ---------------------------------------------------------------------------------------


def groups(client, window):
    return client.get(address(window)).context["bench"].groups


def test_story_in_another_published_digest_is_listed_as_used(client, editor, window, page):
    candidate = factories.candidate(window=window)
    other = factories.digest(factories.section_page("cloud"), title="Cloud van gisteren")
    other.links = [factories.digest_link(story=candidate.story)]
    other.save()
    shown = groups(client, window)
    assert [one.candidate for one in shown.used] == [candidate]
    assert shown.used[0].used_in == ["Cloud van gisteren"]


def test_story_in_the_other_languages_digest_is_no_use_of_it(client, editor, window, page):
    candidate = factories.candidate(window=window)
    other = factories.digest(factories.home("en"))
    other.links = [factories.digest_link(story=candidate.story)]
    other.save()
    assert [one.candidate for one in groups(client, window).ready] == [candidate]


def test_what_came_later_is_beside_the_draft_until_it_is_published(client, editor, window, page):
    later = factories.window(starts_at=window.ends_at, ends_at=window.ends_at + timedelta(days=1))
    candidate = factories.candidate(window=later)
    assert [one.candidate for one in groups(client, window).later] == [candidate]
    post(client, window, page, "publish")
    assert groups(client, window).later == []


def test_open_window_is_shown_filling(client, editor):
    window = factories.window(starts_at=NOW(), ends_at=NOW() + timedelta(hours=20))
    candidate = factories.candidate(window=window)
    answer = client.get(address(window))
    assert candidate.item.title in answer.content.decode()
    assert answer.context["bench"].is_open
    assert 'name="do"' not in answer.content.decode()


def test_desk_without_candidates_says_how_the_sources_were_read(client, editor, window, page):
    read_at = NOW() - timedelta(hours=2)
    for failures in (0, 3):
        factories.source(last_read_at=read_at, failures_count=failures)
    reading = client.get(address(window)).context["bench"].reading
    assert (reading.sources_count, reading.failing_count, reading.last_read_at) == (2, 1, read_at)
    assert reading.is_still


def test_desk_of_a_section_counts_its_own_sources_alone(client, editor):
    factories.section_page("cloud")
    factories.source().sections.add(factories.section("cloud"))
    factories.source()
    window = factories.window(section_key="cloud")
    assert client.get(address(window)).context["bench"].reading.sources_count == 1


def test_added_address_is_shown_with_its_state(client, editor, window, page):
    post(client, window, page, "add", address="https://voorbeeld.example/nieuws")
    waiting = client.get(address(window))
    assert "data-waiting" in waiting.content.decode()
    AddedLink.objects.update(state=AddedLink.State.UNREADABLE, error={"code": "timed_out", "detail": ""})
    failed = client.get(address(window)).content.decode()
    assert "data-waiting" not in failed and "https://voorbeeld.example/nieuws" in failed


def test_added_address_that_became_a_candidate_stands_first_and_no_longer_waits(client, editor, window, page):
    factories.candidate(window=window, score=99)
    story = factories.story()
    item = factories.item(story=story)
    AddedLink.objects.create(window=window, address=item.url, item=item, state=AddedLink.State.READ)
    by_hand = factories.candidate(window=window, story=story, item=item, is_added_by_hand=True)
    shown = client.get(address(window)).context["bench"]
    assert shown.groups.ready[0].candidate == by_hand
    assert shown.added == []


def test_minutes_are_counted_to_know_and_to_read_all(client, editor, window):
    page = factories.draft(window)
    page.links = [factories.digest_link(minutes=minutes) for minutes in (4, 5, None, 6, 1)]
    page.save_revision()
    draft = client.get(address(window)).context["bench"].draft
    assert (len(draft.links), draft.know_min, draft.read_min) == (5, 2, 19)


def test_weights_say_which_hold(client, editor, window, page):
    RankingWeights.objects.create(site=factories.site(), age=50)
    weights = {one.name: one for one in client.get(address(window)).context["bench"].weights}
    held = [(one.points, one.is_set) for one in weights.values()]
    assert (50.0, True) in held and held.count((50.0, True)) == 1
    assert [is_set for _points, is_set in held].count(False) == 3


@pytest.mark.parametrize("language", ["nl", "en"])
def test_desk_is_written_in_the_language_of_who_looks(client, window, page, language):
    person = factories.user(roles.EDITOR)
    UserProfile.objects.create(user=person, preferred_language=language)
    client.force_login(person)
    html = client.get(address(window)).content.decode()
    assert ("Kandidaten" in html, "Candidates" in html) == (language == "nl", language == "en")


def test_empty_database_shows_every_desk_as_planless(client, editor):
    html = client.get(reverse("desk:index")).content.decode()
    assert html.count("pages/") >= 2


def test_section_without_a_plan_says_so(client, editor):
    section = factories.section_page("cloud")
    answer = client.get(reverse("desk:index"))
    assert section.pk in [one.place.pk for one in answer.context["planless"]]
    assert answer.context["desks"] == []
    assert reverse("wagtailadmin_pages:edit", args=[section.pk]) in answer.content.decode()


def test_list_of_desks_parts_windows_by_what_they_wait_for(client, editor, window, page):
    filling = factories.window(starts_at=window.ends_at, ends_at=NOW() + timedelta(hours=20))
    before = factories.window(starts_at=NOW() - timedelta(days=3), ends_at=NOW() - timedelta(days=2))
    factories.digest(window=before)
    shown = client.get(reverse("desk:index")).context["desks"][0]
    assert [one.window for one in shown.filling] == [filling]
    assert [one.window for one in shown.waiting] == [window]
    assert [one.window for one in shown.out] == [before]


def test_window_whose_section_has_no_page_is_not_found(client, editor):
    assert client.get(address(factories.window(section_key="gone")), follow=True).status_code == 404


def test_act_without_a_draft_is_not_found(client, editor):
    window = factories.window()
    answer = client.post(address(window), {"do": "foreword", "foreword": "Een"}, follow=True)
    assert answer.status_code == 404


def test_long_list_shows_the_best_until_all_are_asked_for(client, editor, window, page):
    many_candidates(window, 70)
    shown = groups(client, window)
    assert (len(shown.ready), shown.more_count, shown.ready_count) == (60, 10, 70)
    answer = client.post(f"{address(window)}?all=1", {"do": "foreword", "foreword": "Een", **version(page)})
    assert "all=1" in answer["Location"]


def test_long_list_of_what_came_later_shows_its_best(client, editor, window, page):
    later = factories.window(starts_at=window.ends_at, ends_at=window.ends_at + timedelta(days=1))
    many_candidates(later, 15)
    shown = groups(client, window)
    assert (len(shown.later), shown.later_count) == (12, 15)


def test_stale_post_offers_to_compare_the_versions(client, editor, window, page):
    old = version(page)
    post(client, window, page, "foreword", foreword="Een")
    answer = client.post(address(window), {"do": "foreword", "foreword": "Twee", **old})
    compared = client.get(answer.context["compare_url"])
    assert compared.status_code == 200


def test_stale_words_for_a_link_that_is_gone_are_shown(client, editor, window, page):
    key, old = acts.link_key(links(page)[0]), version(page)
    post(client, window, page, f"remove:{key}")
    answer = client.post(address(window), {"do": f"words:{key}", "headline": "Mijn kop", "why": "", **old})
    assert "<q>Mijn kop</q>" in answer.content.decode()


def test_preview_shows_the_draft_as_it_is_now(client, editor, window, page):
    post(client, window, page, f"words:{acts.link_key(links(page)[0])}", headline="Nieuwe kop", why="")
    html = client.get(reverse("wagtailadmin_pages:view_draft", args=[page.pk])).content.decode()
    assert "Nieuwe kop" in html


def test_digests_page_in_the_cms_leads_to_its_desk(client, editor, window, page):
    html = client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()
    assert address(window) in html


def many_candidates(window, count):
    source = factories.source()
    for _number in range(count):
        story = factories.story()
        items = [factories.item(source=source, story=story), factories.item(source=source, story=story)]
        Candidate.objects.create(window=window, story=story, item=items[0], score=50)


def test_number_of_queries_does_not_grow_with_candidates(
    client, editor, window, page, django_assert_max_num_queries
):
    many_candidates(window, 3)
    client.get(address(window))
    with CaptureQueriesContext(connection) as few:
        client.get(address(window))
    many_candidates(window, 497)
    with django_assert_max_num_queries(len(few)):
        shown = client.get(address(window), {"all": 1}).context["bench"]
    assert (len(shown.groups.ready), shown.groups.more_count) == (500, 0)
    assert len(few) < MOST_QUERIES
    assert Item.objects.count() >= 1000
