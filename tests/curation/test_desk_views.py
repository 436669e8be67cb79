"""The desk's pages: who may open them, what they show, and what a POST does."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import roles
from curation import acts, desk
from curation.models import AddedLink, Candidate, Item
from tests import factories

pytestmark = pytest.mark.django_db
NOW = timezone.now


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
