"""The play of the last days against a local server that stands for the running site: what there is at its end.

The server renders the sources as they stood at the moment of each step; once it is silent in the middle, as after
a kill, and the play goes on from there. One play serves all tests of this module, in a database of its own.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import pytest
from django.test import override_settings

from articles.models import HomePage, SectionPage
from curation.models import DigestPage, Item, Source, Story
from demo import addresses, feeds, pages, play, texts
from demo.models import Play
from demo.personas import READERS, colleague
from newsletters import ledger
from newsletters.models import Delivery, Evidence, Issue, Subscription
from tests.databases import own_copy
from tests.fakes import MailServer

STARTED = datetime(2026, 11, 24, 9, 17, tzinfo=UTC)
SILENT_STEP = 9


class Feeds(BaseHTTPRequestHandler):
    """Answers for every sample host, as of `server.at`; 503 while that is None."""

    def do_GET(self) -> None:
        if self.server.at is None:
            self.send_error(503)
            return
        host, _colon, port = self.headers["Host"].partition(":")
        origin = addresses.origin(host, int(port))
        stands = feeds.standing(texts.source_at(host), STARTED, self.server.at, origin)
        self.send_response(200)
        self.send_header("Content-Type", feeds.TYPES[stands.source.format])
        self.end_headers()
        self.wfile.write(feeds.render(stands))

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@contextmanager
def serving() -> Iterator[ThreadingHTTPServer]:
    with ThreadingHTTPServer(("127.0.0.1", 0), Feeds) as server:
        server.at = STARTED
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def play_all(server: ThreadingHTTPServer, row: Play) -> None:
    """Play with one silence in the middle, and once more when all is done."""
    for place, step in enumerate(play.steps(row)):
        if place == SILENT_STEP:
            server.at = None
            with pytest.raises(play.SourcesSilent):
                play.play_step(row, step)
        server.at = step.at
        play.play_step(row, step)
    for step in play.steps(row):
        play.play_step(row, step)


@pytest.fixture(scope="module")
def mails(django_db_setup, django_db_blocker, tmp_path_factory) -> Iterator[list]:
    """Play everything; gives the mails that were caught."""
    folder = tmp_path_factory.mktemp("seeding")
    with (
        django_db_blocker.unblock(),
        own_copy(folder / "played.sqlite3"),
        serving() as server,
        MailServer() as mail,
    ):
        with override_settings(PORT=server.server_port, EMAIL_PORT=mail.port, MEDIA_ROOT=folder / "media"):
            row = pages.make_pages(STARTED)
            addresses.settle(server.server_port)
            play_all(server, row)
            row.finish(STARTED)
            yield mail.mails


pytestmark = pytest.mark.usefixtures("mails")


def digests(language: str, key: str = "home") -> list[DigestPage]:
    """Digests of a place in the order of their windows."""
    place = pages.plan_page(key, language)
    return list(DigestPage.objects.child_of(place).order_by("digest_on"))


def test_sources_are_read_as_they_stood():
    assert Source.objects.filter(failures_count=0, last_success_at=STARTED).count() == 10
    assert Item.objects.count() == 120
    assert not Item.objects.filter(story=None).exists()
    assert not Item.objects.exclude(title="").filter(published_at__gt=STARTED).exists()


def test_dutch_home_has_two_published_digests_and_a_draft():
    assert [page.live for page in digests("nl")] == [True, True, False]


def test_english_home_and_one_section_have_a_published_digest():
    assert [page for page in digests("en") if page.live] == digests("en")[:1]
    sections = SectionPage.objects.filter(pk__in=[page.get_parent().pk for page in DigestPage.objects.live()])
    assert [section.section.key for section in sections] == ["security"]


def test_published_digests_read_like_an_edited_magazine():
    for page in DigestPage.objects.live():
        assert page.foreword
        assert page.links.count() == page.get_parent().specific.digest_target
        assert all(link.why for link in page.links.all())


def test_published_links_to_events_carry_the_headline_of_the_page_language():
    for home in HomePage.objects.all():
        own = {
            row[f"headline_{home.locale.language_code}"]
            for row in texts.events().values()
            if "headline_nl" in row and "headline_en" in row
        }
        told = [
            link
            for page in DigestPage.objects.live().child_of(home)
            for link in page.links.all()
            if link.also_in
        ]
        assert told
        assert all(link.headline in own for link in told)


def test_no_story_is_published_twice_on_one_page():
    stories = [link.story_id for page in digests("nl") if page.live for link in page.links.all()]
    assert len(stories) == len(set(stories))


def test_what_is_published_was_seen_before_its_window_ended():
    for page in DigestPage.objects.live():
        for story in Story.objects.filter(digest_links__page=page):
            assert story.items.filter(first_seen_at__lt=page.window.ends_at).exists()


def test_publishing_bears_the_time_and_name_of_the_play():
    newest = digests("nl")[1]
    assert newest.first_published_at - newest.window.ends_at < timedelta(hours=1)
    assert newest.live_revision.user.email == colleague("Editor").email


def test_issue_is_sent_with_its_balance():
    issue = Issue.objects.get()
    balance = ledger.balance(issue)
    assert issue.state == Issue.State.SENT
    assert issue.approved_by.email == colleague("Publisher").email
    assert (balance.candidates, balance.accepted) == (3, 3)
    assert {item.is_own for item in issue.items.all()} == {True, False}


def test_issue_carries_the_advertorial_of_each_edition():
    rows = Issue.objects.get().advertorials.all()
    assert {row.edition: row.article.locale.language_code for row in rows} == {"nl": "nl", "en": "en"}
    assert {row.sponsor_name for row in rows} == {"Maaswerf"}


def test_subscribers_confirmed_with_evidence():
    assert Subscription.objects.filter(state="active").count() == len(READERS)
    assert Evidence.objects.filter(act="confirmed").count() == len(READERS)


def test_mails_differ_between_the_three_readers(mails):
    carried = [tuple(row["item"] for row in d.carried if "item" in row) for d in Delivery.objects.all()]
    assert len({frozenset(items) for items in carried}) == len(READERS)
    assert {recipient for _sender, recipient, _message in mails} == {reader.email for reader in READERS}
    assert len(mails) == 2 * len(READERS)  # the confirm mails went out before
