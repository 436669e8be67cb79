"""The command `draft_digest`: what it does, says and refuses."""

import json
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import PageLogEntry

from accounts import roles
from curation.models import DigestPage
from tests import factories

pytestmark = pytest.mark.django_db

ENDS = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
NOW = "2026-11-24T07:30"


@pytest.fixture
def item():
    """An item without a story, seen an hour before the Dutch home's digest closes."""
    home = factories.home()
    home.digest_cadence, home.digest_hour = "daily", 6
    home.save()
    at = ENDS - timedelta(hours=1)
    return factories.item(title="Kabel aan land", first_seen_at=at, dated_at=at, published_at=at)


def run(*args, **options):
    out = StringIO()
    call_command("draft_digest", *args, stdout=out, **options)
    return out.getvalue()


def refusal(*args):
    with pytest.raises(CommandError) as caught:
        run(*args)
    return caught.value


def test_draft_digest_clusters_and_drafts_the_window_that_ended_last(item):
    said = json.loads(run("home", "--language", "nl", "--now", NOW, "--json"))
    assert (said["links"], said["is_drafted"], said["is_published"]) == (1, True, False)
    assert said["ends_at"].startswith("2026-11-24 05:00")
    assert DigestPage.objects.get().links.get().headline == "Kabel aan land"


def test_draft_digest_again_drafts_nothing_more(item):
    run("home", "--language", "nl", "--now", NOW)
    assert "drafted before" in run("home", "--language", "nl", "--now", NOW)
    assert DigestPage.objects.count() == 1


def test_draft_digest_publishes_in_the_name_of_an_editor_at_that_time(item):
    person = factories.user(roles.EDITOR)
    run("home", "--language", "nl", "--now", NOW, "--publish-as", person.email)
    page = DigestPage.objects.get()
    assert page.live
    assert page.first_published_at == datetime(2026, 11, 24, 6, 30, tzinfo=UTC)
    assert PageLogEntry.objects.get(page=page, action="wagtail.publish").user == person


def test_draft_digest_publishes_what_was_drafted_before(item):
    run("home", "--language", "nl", "--now", NOW)
    run("home", "--language", "nl", "--now", NOW, "--publish-as", factories.user(roles.EDITOR).email)
    assert DigestPage.objects.get().live


def test_draft_digest_in_the_name_of_somebody_who_may_not_exits_1_and_drafts_nothing(item):
    error = refusal("home", "--language", "nl", "--publish-as", factories.user(roles.CONTRIBUTOR).email)
    assert error.returncode == 1 and "may not publish" in str(error)
    assert not DigestPage.objects.exists()


def test_draft_digest_in_the_name_of_nobody_exits_2(item):
    assert refusal("home", "--language", "nl", "--publish-as", "who@example.org").returncode == 2


def test_draft_digest_of_an_unknown_section_exits_2_and_names_the_sections(item):
    factories.section("cloud")
    error = refusal("clouds", "--language", "nl")
    assert error.returncode == 2 and "home, cloud" in str(error)


def test_draft_digest_of_a_page_without_a_cadence_exits_1(item):
    assert "set its cadence" in str(refusal("home", "--language", "en"))


def test_draft_digest_of_an_empty_magazine_says_that_nothing_belongs(item):
    item.delete()
    assert "nothing was drafted" in run("home", "--language", "nl", "--now", NOW)


def test_draft_digest_in_production_refuses_now(item, settings):
    settings.ACCEPTS_NOW = False
    assert "refused" in str(refusal("home", "--language", "nl", "--now", NOW))
