"""The desk with what runs beside it: another editor at the same moment, and the machine."""

import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.models import PageLogEntry

from accounts import roles
from curation import acts, clustering, desk, digests
from curation.exceptions import StaleDraft
from curation.models import AddedLink, Candidate, DigestPage
from tests import factories


def draft(links=3):
    """A window that closed an hour ago, with its draft."""
    now = timezone.now()
    window = factories.window(starts_at=now - timedelta(hours=25), ends_at=now - timedelta(hours=1))
    window.drafted_at = window.ends_at
    window.save()
    return factories.draft(window, links=links)


def visit(page, person, seen=None):
    page = DigestPage.objects.get(pk=page.pk)
    return desk.Visit(page.pk, seen or desk.Seen.of(page), person, timezone.now())


def content(page):
    """All that an editor decided: the revision's own words, and when it was saved."""
    revision = DigestPage.objects.get(pk=page.pk).get_latest_revision()
    return revision.pk, revision.created_at, revision.content


def test_two_editors_at_the_same_moment_one_acts_and_the_other_is_told(own_database):
    page = draft()
    editors = [factories.user(roles.EDITOR) for _number in range(2)]
    candidates = [factories.candidate(window=page.window) for _number in range(2)]
    start, told = threading.Barrier(2), []

    def take(person, candidate, seen):
        try:
            start.wait()
            told.append(desk.perform(visit(page, person, seen), [acts.Take(candidate.pk)]))
        except StaleDraft as error:
            told.append(error)
        finally:
            connection.close()

    seen = desk.Seen.of(page)
    threads = [
        threading.Thread(target=take, args=[person, candidate, seen])
        for person, candidate in zip(editors, candidates, strict=True)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(isinstance(one, StaleDraft) for one in told) == [False, True]
    assert Candidate.objects.filter(decision=Candidate.Decision.TAKEN).count() == 1
    assert len(desk.ordered_links(DigestPage.objects.get(pk=page.pk).get_latest_revision_as_object())) == 4
    assert PageLogEntry.objects.filter(action="curation.desk.take").count() == 1


@pytest.mark.django_db
def test_what_fails_half_way_changes_nothing():
    page, editor = draft(), factories.user(roles.EDITOR)
    candidate = factories.candidate(window=page.window)
    before = content(page)
    with pytest.raises(Exception, match="unknown_link"):
        desk.perform(visit(page, editor), [acts.Take(candidate.pk), acts.Remove("gone")])
    candidate.refresh_from_db()
    assert (content(page), candidate.decision) == (before, Candidate.Decision.NONE)


@pytest.mark.django_db
def test_machine_never_writes_into_the_draft():
    """An address is added and becomes a candidate, the sweeps run, new items come: the draft stays as it is."""
    factories.home().digest_cadence = "daily"
    page, editor = draft(), factories.user(roles.EDITOR)
    desk.perform(visit(page, editor), [acts.Add("https://voorbeeld.example/nieuws")])
    before = content(page)
    item = factories.item(title="Heel ander nieuws uit Delfzijl", url="https://voorbeeld.example/nieuws")
    AddedLink.objects.update(item=item, state=AddedLink.State.READ)
    factories.item(title="Nog een bericht over iets anders")
    clustering.cluster(timezone.now())
    digests.sweep(timezone.now())
    assert page.window.candidates.filter(is_added_by_hand=True).count() == 1
    assert content(page) == before


@pytest.mark.django_db
@pytest.mark.parametrize("state", [AddedLink.State.READ, AddedLink.State.UNREADABLE])
def test_added_address_joins_a_story_stands_first_and_is_taken_like_any_other(state):
    page, editor = draft(), factories.user(roles.EDITOR)
    factories.candidate(window=page.window, score=99)
    address = "https://voorbeeld.example/nieuws"
    desk.perform(visit(page, editor), [acts.Add(address)])
    title = "Datacenter Delfzijl krijgt vergunning" if state == AddedLink.State.READ else address
    item = factories.item(title=title, url=address, dated_at=timezone.now() - timedelta(days=40))
    AddedLink.objects.update(item=item, state=state)
    clustering.cluster(timezone.now())
    digests.sweep(timezone.now())
    first = page.window.candidates.first()
    assert (first.is_added_by_hand, first.item) == (True, item)
    desk.perform(visit(page, editor), [acts.Take(first.pk)])
    links = desk.ordered_links(DigestPage.objects.get(pk=page.pk).get_latest_revision_as_object())
    assert (links[-1].url, links[-1].headline) == (address, title)


@pytest.mark.django_db
def test_decision_of_the_editor_outlives_another_ranking():
    page, editor = draft(), factories.user(roles.EDITOR)
    candidate = factories.candidate(window=page.window)
    desk.perform(visit(page, editor), [acts.Drop(candidate.pk)])
    digests.sweep(timezone.now())
    candidate.refresh_from_db()
    assert candidate.decision == Candidate.Decision.DROPPED
