"""What an editor does to a draft: every act, its log, its opposite."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import PageLogEntry

from accounts import roles
from curation import acts, desk, opened, snapshots
from curation.exceptions import ActRefused, StaleDraft
from curation.models import AddedLink, Candidate
from curation.views.words import REFUSALS
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor():
    return factories.user(roles.EDITOR)


@pytest.fixture
def window():
    return factories.window()


@pytest.fixture
def page(window):
    """A draft with three links, as the machine leaves it."""
    return factories.draft(window, links=3)


def visit(page, person, **fields):
    fields = {"seen": desk.Seen.of(page), "now": timezone.now(), **fields}
    return desk.Visit(page.pk, person=person, **fields)


def links(page):
    page.refresh_from_db()
    return desk.ordered_links(page.get_latest_revision_as_object())


def headlines(page):
    return [link.headline for link in links(page)]


def key(page, place):
    return acts.link_key(links(page)[place])


def entries(page):
    return list(
        PageLogEntry.objects.filter(page=page.pk, action__startswith=desk.PREFIX).order_by("timestamp", "pk")
    )


def test_take_candidate_stands_last_with_snapshot(page, editor, window):
    candidate = factories.candidate(window=window)
    desk.perform(visit(page, editor), [acts.Take(candidate.pk)])
    taken = links(page)[-1]
    assert (taken.headline, taken.url) == (candidate.item.title, candidate.item.url)
    assert taken.source_name == candidate.item.source.title
    candidate.refresh_from_db()
    assert (candidate.decision, candidate.decided_by) == (Candidate.Decision.TAKEN, editor)


def test_take_names_the_other_sources(page, editor, window):
    candidate = factories.candidate(window=window)
    other = factories.item(story=candidate.story)
    desk.perform(visit(page, editor), [acts.Take(candidate.pk)])
    assert links(page)[-1].also_in == [{"name": other.source.title, "url": other.url}]


def test_take_twice_is_refused(page, editor, window):
    candidate = factories.candidate(window=window)
    desk.perform(visit(page, editor), [acts.Take(candidate.pk)])
    page.refresh_from_db()
    with pytest.raises(ActRefused, match="already_taken"):
        desk.perform(visit(page, editor), [acts.Take(candidate.pk)])


def test_take_candidate_of_another_desk_is_refused(page, editor):
    foreign = factories.candidate(window=factories.window(section_key="data"))
    with pytest.raises(ActRefused, match="unknown_candidate"):
        desk.perform(visit(page, editor), [acts.Take(foreign.pk)])


def test_take_what_came_after_the_window(page, editor, window):
    later = factories.window(starts_at=window.ends_at, ends_at=window.ends_at + timedelta(days=1))
    candidate = factories.candidate(window=later)
    desk.perform(visit(page, editor), [acts.Take(candidate.pk)])
    assert links(page)[-1].story == candidate.story


def test_the_published_page_stays_until_publishing(page, editor, window):
    desk.publish(visit(page, editor))
    page.refresh_from_db()
    desk.perform(visit(page, editor), [acts.Take(factories.candidate(window=window).pk)])
    assert len(links(page)) == 4
    page.refresh_from_db()
    assert page.links.count() == 3


def test_remove_link_makes_its_story_a_candidate_again(page, editor, window):
    candidate = factories.candidate(window=window)
    desk.perform(visit(page, editor), [acts.Take(candidate.pk)])
    desk.perform(visit(page, editor, seen=seen(page)), [acts.Remove(key(page, 3))])
    assert len(links(page)) == 3
    candidate.refresh_from_db()
    assert candidate.decision == Candidate.Decision.NONE


def test_drop_candidate_whose_story_is_in_the_draft_takes_it_out(page, editor, window):
    candidate = factories.candidate(window=window, story=links(page)[1].story)
    desk.perform(visit(page, editor), [acts.Drop(candidate.pk)])
    candidate.refresh_from_db()
    assert (len(links(page)), candidate.decision) == (2, Candidate.Decision.DROPPED)


@pytest.mark.parametrize(("place", "by", "expected"), [(0, 1, "bac"), (2, -1, "acb"), (0, -1, "abc")])
def test_move_changes_the_order(page, editor, place, by, expected):
    names = dict(zip("abc", headlines(page), strict=True))
    desk.perform(visit(page, editor), [acts.Move(key(page, place), by)])
    assert headlines(page) == [names[letter] for letter in expected]


def test_words_are_set_and_logged_with_what_they_replaced(page, editor):
    before = headlines(page)[0]
    both = [acts.SetHeadline(key(page, 0), " Mijn  kop "), acts.SetWhy(key(page, 0), "Daarom.")]
    desk.perform(visit(page, editor), both)
    first = links(page)[0]
    assert (first.headline, first.why) == ("Mijn kop", "Daarom.")
    replaced = {entry.action: entry.data["replaced"] for entry in entries(page)}
    assert replaced["curation.desk.headline"] == {"old": before, "new": "Mijn kop"}
    assert replaced["curation.desk.why"] == {"old": "", "new": "Daarom."}


def test_headline_emptied_is_the_original_title(page, editor):
    original = links(page)[0].original_title
    desk.perform(visit(page, editor), [acts.SetHeadline(key(page, 0), "  ")])
    assert headlines(page)[0] == original


@pytest.mark.parametrize("act", [acts.SetHeadline, acts.SetWhy])
def test_words_too_long_are_refused(page, editor, act):
    with pytest.raises(ActRefused, match="length"):
        desk.perform(visit(page, editor), [act(key(page, 0), "x" * 251)])


def test_foreword_is_kept_in_the_draft(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Goedemorgen.\r\nDit is er.")])
    page.refresh_from_db()
    assert page.get_latest_revision_as_object().foreword == "Goedemorgen.\nDit is er."


def test_add_address_waits_beside_the_draft(page, editor, window):
    before = headlines(page)
    desk.perform(visit(page, editor), [acts.Add("voorbeeld.example/nieuws")])
    row = AddedLink.objects.get()
    assert (row.address, row.state) == ("https://voorbeeld.example/nieuws", AddedLink.State.WAITING)
    assert (row.window, row.added_by, headlines(page)) == (window, editor, before)


@pytest.mark.parametrize("address", ["", "geen adres", "ftp://host.example/x", "javascript:alert(1)"])
def test_add_what_is_no_address_is_refused(page, editor, address):
    with pytest.raises(ActRefused, match="no_address"):
        desk.perform(visit(page, editor), [acts.Add(address)])


def test_add_unreadable_address_again_asks_for_another_reading(page, editor, window):
    address = "https://voorbeeld.example/nieuws"
    AddedLink.objects.create(window=window, address=address, state=AddedLink.State.UNREADABLE)
    desk.perform(visit(page, editor), [acts.Add(address)])
    assert AddedLink.objects.get().state == AddedLink.State.WAITING


def test_candidate_added_by_hand_is_taken_like_any_other(page, editor, window):
    factories.candidate(window=window, score=90)
    by_hand = factories.candidate(window=window, score=0, is_added_by_hand=True)
    assert window.candidates.first() == by_hand
    desk.perform(visit(page, editor), [acts.Take(by_hand.pk)])
    assert links(page)[-1].url == by_hand.item.url


def seen(page):
    page.refresh_from_db()
    return desk.Seen.of(page)


OPPOSITES = [
    "take",
    "take_dropped",
    "remove",
    "drop",
    "drop_in_draft",
    "restore",
    "move",
    "words",
    "foreword",
    "add",
]


def acts_for(name, page, window):
    candidate = factories.candidate(window=window)
    if name in ("take_dropped", "restore"):
        Candidate.objects.update(decision="dropped")
    return {
        "take": [acts.Take(candidate.pk)],
        "take_dropped": [acts.Take(candidate.pk)],
        "remove": [acts.Remove(key(page, 1))],
        "drop": [acts.Drop(candidate.pk)],
        "drop_in_draft": [acts.Drop(factories.candidate(window=window, story=links(page)[1].story).pk)],
        "restore": [acts.Restore(candidate.pk)],
        "move": [acts.Move(key(page, 0), 1)],
        "words": [acts.SetHeadline(key(page, 0), "Kop"), acts.SetWhy(key(page, 0), "Daarom")],
        "foreword": [acts.SetForeword("Voorwoord")],
        "add": [acts.Add("https://voorbeeld.example/nieuws")],
    }[name]


def state_of(page):
    page.refresh_from_db()
    shown = page.get_latest_revision_as_object()
    return (
        shown.foreword,
        [(link.headline, link.why, link.url, link.story_id) for link in desk.ordered_links(shown)],
        list(Candidate.objects.order_by("pk").values_list("pk", "decision")),
        list(AddedLink.objects.values_list("address")),
    )


@pytest.mark.parametrize("name", OPPOSITES)
def test_undo_brings_back_what_was(page, editor, window, name):
    wanted = acts_for(name, page, window)
    before = state_of(page)
    mark = desk.perform(visit(page, editor), wanted)
    changed = state_of(page)
    undone = desk.undo(visit(page, editor, seen=seen(page)), str(mark))
    assert state_of(page) == before != changed
    desk.undo(visit(page, editor, seen=seen(page)), str(undone))
    assert state_of(page) == changed


@pytest.mark.parametrize("name", OPPOSITES)
def test_every_act_is_logged_as_its_person(page, editor, window, name):
    wanted = acts_for(name, page, window)
    mark = desk.perform(visit(page, editor), wanted)
    logged = entries(page)
    assert [entry.action for entry in logged] == [desk.PREFIX + act.name for act in wanted]
    assert {(entry.user, entry.uuid, entry.revision_id) for entry in logged} == {
        (editor, mark, int(seen(page).revision_id))
    }


def test_what_changes_nothing_saves_nothing(page, editor):
    assert desk.perform(visit(page, editor), [acts.Move(key(page, 0), -1)]) is None
    assert entries(page) == []


@pytest.mark.parametrize("name", [*OPPOSITES, "publish"])
def test_stale_version_changes_nothing(page, editor, window, name):
    old = visit(page, factories.user(roles.EDITOR))
    desk.perform(visit(page, editor), [acts.SetForeword("Eerst.")])
    wanted = acts_for(name, page, window) if name != "publish" else []
    before = state_of(page)
    with pytest.raises(StaleDraft):
        desk.perform(old, wanted) if wanted else desk.publish(old)
    assert state_of(page) == before
    assert not page.live


def test_stale_by_time_of_saving_alone_changes_nothing(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Eerst.")])
    old = visit(page, editor, seen=seen(page))
    desk.perform(replace(old), [acts.SetForeword("Tweede.")])
    assert seen(page).revision_id == old.seen.revision_id
    with pytest.raises(StaleDraft):
        desk.perform(old, [acts.SetForeword("Derde.")])


def test_done_since_lists_what_others_did(page, editor, window):
    old = seen(page)
    desk.perform(visit(page, editor), [acts.SetForeword("Eerst.")])
    between = seen(page)
    desk.perform(visit(page, editor, seen=between), [acts.Remove(key(page, 0))])
    assert [entry.action for entry in desk.done_since(page, old)] == [
        "curation.desk.foreword",
        "curation.desk.remove",
    ]
    assert [entry.action for entry in desk.done_since(page, between)] == ["curation.desk.remove"]


def test_done_since_leaves_out_the_saving_that_was_seen(page, editor):
    page.foreword = "Uit de editor"
    page.save_revision(user=editor, log_action=True)
    assert desk.done_since(page, seen(page)) == []


def test_done_since_leaves_out_the_making_of_the_draft_that_was_seen(page):
    log(
        instance=page,
        action="wagtail.create",
        timestamp=page.get_latest_revision().created_at + timedelta(seconds=1),
    )
    assert desk.done_since(page, seen(page)) == []


def test_acts_of_one_person_within_ten_minutes_share_a_revision(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Een")])
    first = seen(page)
    now = timezone.now() + timedelta(minutes=9)
    desk.perform(visit(page, editor, seen=first, now=now), [acts.SetForeword("Twee")])
    assert seen(page).revision_id == first.revision_id


def test_act_after_ten_minutes_makes_a_revision(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Een")])
    first = seen(page)
    now = timezone.now() + timedelta(minutes=11)
    desk.perform(visit(page, editor, seen=first, now=now), [acts.SetForeword("Twee")])
    assert seen(page).revision_id != first.revision_id


def test_act_of_another_person_makes_a_revision(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Een")])
    first = seen(page)
    desk.perform(visit(page, factories.user(roles.EDITOR), seen=first), [acts.SetForeword("Twee")])
    assert seen(page).revision_id != first.revision_id


def test_revision_of_wagtails_editor_is_never_overwritten(page, editor):
    page.save_revision(user=editor, log_action=True)
    first = seen(page)
    desk.perform(visit(page, editor, seen=first), [acts.SetForeword("Een")])
    assert seen(page).revision_id != first.revision_id


def test_live_revision_is_never_overwritten(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Een")])
    desk.publish(visit(page, editor, seen=seen(page)))
    live = seen(page)
    desk.perform(visit(page, editor, seen=live), [acts.SetForeword("Twee")])
    assert seen(page).revision_id != live.revision_id
    page.refresh_from_db()
    assert (page.foreword, page.live_revision.content["foreword"]) == ("Een", "Een")


def test_locked_by_another_is_refused(page, editor):
    page.locked, page.locked_by, page.locked_at = True, factories.user(roles.EDITOR), timezone.now()
    page.save()
    with pytest.raises(ActRefused, match="locked"):
        desk.perform(visit(page, editor), [acts.SetForeword("Een")])
    with pytest.raises(ActRefused, match="locked"):
        desk.publish(visit(page, editor))


def test_locked_by_oneself_works(page, editor):
    page.locked, page.locked_by, page.locked_at = True, editor, timezone.now()
    page.save()
    assert desk.perform(visit(page, editor), [acts.SetForeword("Een")])


@pytest.mark.parametrize("role", [None, roles.CONTRIBUTOR, roles.MODERATOR, roles.PUBLISHER, roles.OPERATOR])
def test_others_than_editors_are_refused(page, role):
    with pytest.raises(PermissionDenied):
        desk.perform(visit(page, factories.user(role)), [acts.SetForeword("Een")])


def test_publish_is_wagtails_at_the_given_time(page, editor):
    desk.perform(visit(page, editor), [acts.SetForeword("Voorwoord")])
    now = timezone.now() - timedelta(hours=3)
    desk.publish(visit(page, editor, seen=seen(page), now=now))
    page.refresh_from_db()
    assert (page.live, page.foreword, page.first_published_at) == (True, "Voorwoord", now)
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish", user=editor).count() == 1


def test_publish_of_a_page_that_goes_live_later_schedules_it(page, editor):
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = timezone.now() + timedelta(days=1)
    draft.save_revision()
    desk.publish(visit(page, editor, seen=seen(page)))
    page.refresh_from_db()
    assert (page.live, page.first_published_at) == (False, None)
    with pytest.raises(ActRefused, match="locked"):
        desk.perform(visit(page, editor), [acts.SetForeword("Toch nog")])


def test_take_candidate_whose_item_is_gone_is_refused(page, editor, window):
    candidate = factories.candidate(window=window)
    candidate.item.delete()
    with pytest.raises(ActRefused, match="item_gone"):
        desk.perform(visit(page, editor), [acts.Take(candidate.pk)])


def test_take_candidate_without_an_address_is_refused(page, editor, window):
    candidate = factories.candidate(window=window, item=factories.item(url=""))
    with pytest.raises(ActRefused, match="item_gone"):
        desk.perform(visit(page, editor), [acts.Take(candidate.pk)])


def test_links_of_one_home_page_are_told_apart(page, editor, window):
    home = "https://source.example/"
    items = [factories.item(url=home, external_id=n, title=f"Zonder adres {n}") for n in "ab"]
    candidates = [factories.candidate(window=window, item=item) for item in items]
    desk.perform(visit(page, editor), [acts.Take(candidate.pk) for candidate in candidates])
    last = key(page, -1)
    desk.perform(visit(page, editor), [acts.Remove(last)])
    assert [link.headline for link in links(page) if link.url == home] == ["Zonder adres a"]


def test_every_refusal_has_its_words():
    sources = [Path(module.__file__).read_text() for module in (acts, desk, opened, snapshots)]
    codes = re.findall(r'(?:refusal\(|ActRefused\(f"[^"]*", )"(\w+)"', "".join(sources))
    assert len(set(codes)) > 10
    assert set(codes) == set(REFUSALS)


def test_publish_without_wagtails_right_is_refused(page, editor):
    factories.forbid_publishing(roles.EDITOR)
    with pytest.raises(PermissionDenied):
        desk.publish(visit(page, editor))
    page.refresh_from_db()
    assert not page.live
