"""The sweep: drafts, open windows, and links that editors added."""

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from curation import digests
from curation.models import AddedLink, Candidate, ClusteringRun, DigestPage
from curation.tasks import stories as tasks
from tests import factories

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 11, 24, 11, 0, tzinfo=UTC)
MINUTE = timedelta(minutes=1)


@pytest.fixture(autouse=True)
def plan():
    home = factories.home()
    home.digest_cadence, home.digest_hour = "daily", 6
    home.save()
    return digests.plan_of(home)


def told(at):
    return factories.item(story=factories.story(), first_seen_at=at, dated_at=at)


def test_sweep_drafts_what_ended_and_scores_what_is_open():
    told(NOW - timedelta(hours=12))
    told(NOW - MINUTE)
    done = digests.sweep(NOW)
    assert (len(done.pages), done.windows_count) == (1, 1)
    assert sorted(Candidate.objects.values_list("window__ends_at__day", flat=True)) == [24, 25, 25]


def test_sweep_again_scores_anew_only_after_clustering_or_a_while(plan):
    told(NOW - MINUTE)
    digests.sweep(NOW)
    assert digests.sweep(NOW + MINUTE).windows_count == 0
    assert digests.sweep(NOW + 11 * MINUTE).windows_count == 1
    ClusteringRun.objects.create(holder="x", is_open=False, closed_at=NOW + 12 * MINUTE)
    assert digests.sweep(NOW + 11 * MINUTE).windows_count == 1


def test_sweep_finds_an_added_link_its_place_once_it_has_a_story(plan):
    told(NOW - timedelta(hours=12))
    window = digests.sweep(NOW).pages[0].window
    item = factories.item()
    AddedLink.objects.create(window=window, address=item.url, item=item)
    assert digests.sweep(NOW).added_count == 0
    item.story = factories.story()
    item.save()
    assert digests.sweep(NOW).added_count == 1
    assert digests.sweep(NOW).added_count == 0
    assert window.candidates.first().item == item


def test_tasks_take_an_item_to_a_draft():
    ended = digests.last_ended(digests.plan_of(factories.home()), timezone.now()).ends_at
    factories.item(first_seen_at=ended - MINUTE, dated_at=ended - MINUTE)
    assert tasks.cluster_items() == {"items": 1, "stories": 1}
    assert tasks.draft_digests()["drafts"] == 1
    assert DigestPage.objects.get().links.count() == 1
