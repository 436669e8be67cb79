"""`--site HOST`: which magazine a command works for, once there are two."""

import json
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from articles.models import HomePage
from curation.models import DigestPage, Source
from newsletters.models import Newsletter
from tests import factories
from tests.magazines import second_magazine

pytestmark = pytest.mark.django_db
HOST = "warmteblad.localhost"
OPML = '<opml version="2.0"><body><outline text="Een" xmlUrl="http://een.localhost/feed"/></body></opml>'
NOW = "2026-11-24T07:30"


@pytest.fixture
def opml(tmp_path):
    path = tmp_path / "feeds.opml"
    path.write_text(OPML)
    return str(path)


def run(*call):
    out = StringIO()
    call_command(*call, "--json", stdout=out)
    return json.loads(out.getvalue())


@pytest.mark.parametrize(
    "call",
    [
        ("import_opml", "{opml}"),
        ("add_source", "http://een.localhost/feed"),
        ("draft_digest", "home", "--language", "nl"),
        ("compose_issue", "warmte", "--cadence", "daily"),
    ],
    ids=lambda call: call[0],
)
def test_with_two_magazines_the_command_asks_which_and_names_them(opml, call):
    second_magazine()
    with pytest.raises(CommandError, match=rf"--site.*localhost, {HOST}") as caught:
        run(*[part.format(opml=opml) for part in call])
    assert caught.value.returncode == 2


def test_host_of_nobody_is_a_wrong_call(opml):
    with pytest.raises(CommandError, match=r"No magazine at 'elders\.example'") as caught:
        run("import_opml", opml, "--site", "elders.example")
    assert caught.value.returncode == 2


def test_import_opml_adds_the_feeds_to_the_magazine_that_was_named(opml):
    second = second_magazine()
    run("import_opml", opml, "--site", HOST)
    run("import_opml", opml, "--site", "localhost")
    assert {source.site for source in Source.objects.all()} == {second, factories.site()}


def test_draft_digest_drafts_for_the_magazine_that_was_named():
    second = second_magazine()
    HomePage.objects.update(digest_cadence="daily", digest_hour=6)
    for site in (factories.site(), second):
        factories.item(source=factories.source(site=site), first_seen_at=factories.NOW)
    said = run("draft_digest", "home", "--language", "nl", "--site", HOST, "--now", "2026-11-25T07:30")
    assert said["candidates"] == 1
    assert DigestPage.objects.get(pk=said["page"]).get_site() == second


def test_draft_digest_knows_the_sections_of_its_magazine_alone():
    factories.section_page("cloud")
    second_magazine()
    with pytest.raises(CommandError, match=r"no section 'cloud'; there are: home\."):
        run("draft_digest", "cloud", "--language", "nl", "--site", HOST)


def test_compose_issue_finds_the_newsletter_of_its_magazine():
    second = second_magazine()
    first = factories.newsletter(slug="brief", daily_closing_hour=6)
    Newsletter.objects.create(site=second, slug="brief", name_nl="Brief", name_en="Letter")
    factories.digest(links=2, first_published_at=factories.NOW)
    call = ("compose_issue", "brief", "--cadence", "daily", "--now", "2026-11-25T08:00", "--site")
    assert run(*call, "localhost")["items"]["nl"] == 2
    assert first.issues.count() == 1
    with pytest.raises(CommandError, match="nothing was published"):
        run(*call, HOST)
