"""`newsletters.delivery`: every subscriber of an issue is accounted for, whatever the server does."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP
from urllib.parse import urlsplit

import pytest

from mail import suppression
from mail.exceptions import AnswerLost, ConnectionFailed
from mail.headers import read_return_path
from mail.models import Suppression
from mail.transport import Result
from newsletters import approval, composition, delivery, ledger
from newsletters.ledger import Run
from newsletters.models import Delivery, Issue, Subscription
from newsletters.models.lists import Cadence
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
ACCEPTED = Result(250, "2.0.0 OK")


class Server:
    """A mail server that answers as it is told, and keeps what it took."""

    def __init__(self, *answers: Result | BaseException, before=None) -> None:
        self.answers = list(answers)
        self.mails: list[tuple[str, str, bytes]] = []
        self.before = before

    @contextmanager
    def connect(self):
        yield self

    def send(self, sender: str, recipient: str, message: bytes) -> Result:
        if self.before:
            self.before(recipient)
        answer = self.answers.pop(0) if self.answers else ACCEPTED
        if isinstance(answer, BaseException):
            raise answer
        if answer.is_accepted:
            self.mails.append((sender, recipient, message))
        return answer

    @property
    def recipients(self) -> list[str]:
        return [recipient for _sender, recipient, _message in self.mails]


def approved(readers: int = 2, links: int = 2, at: datetime = NOW, newsletter=None, **reader) -> Issue:
    """An approved issue with so many readers, whose hour has come."""
    newsletter = newsletter or factories.newsletter()
    factories.digest(links=links, first_published_at=at - HOUR)
    for _number in range(readers):
        factories.subscription(newsletter, **reader)
    issue = composition.compose_now(newsletter, Cadence.DAILY, at)
    approval.approve(issue, factories.user("Publisher"), at)
    return issue


def run(server: Server, at: datetime = NOW) -> ledger.Sent:
    delivery.start(at)
    ledger.settle(at)
    return delivery.send(Run(lambda: at), server.connect)


def states(issue: Issue) -> list[str]:
    return list(issue.deliveries.order_by("pk").values_list("state", flat=True))


def test_send_gives_each_reader_one_mail_and_closes_the_issue():
    issue, server = approved(readers=3), Server()
    assert run(server).accepted == 3
    issue.refresh_from_db()
    assert (issue.state, issue.sent_at) == ("sent", NOW)
    assert len(set(server.recipients)) == len(server.recipients) == 3
    assert ledger.balance(issue).holds


def test_send_again_sends_nothing():
    approved()
    run(Server())
    server = Server()
    assert run(server, NOW + HOUR).accepted == 0
    assert server.mails == []


def test_prepare_freezes_the_audience():
    issue = approved(readers=1)
    assert delivery.prepare(issue, NOW)
    factories.subscription(issue.newsletter)
    assert not delivery.prepare(issue, NOW)
    assert issue.deliveries.count() == 1


def test_balance_does_not_hold_and_the_issue_stays_open_where_a_row_is_gone():
    issue = approved(readers=3)
    delivery.prepare(issue, NOW)
    issue.deliveries.first().delete()
    run(Server())
    issue.refresh_from_db()
    balance = ledger.balance(issue)
    assert (balance.candidates, balance.accepted, balance.missing, balance.holds) == (3, 2, 1, False)
    assert issue.state == "sending"


def test_prepare_of_nobody_balances_and_is_done_at_once():
    issue = approved(readers=0)
    run(Server())
    issue.refresh_from_db()
    assert (issue.audience_count, issue.state, ledger.balance(issue).holds) == (0, "sent", True)


def test_prepare_leaves_other_cadences_and_unconfirmed_out():
    issue = approved(readers=1)
    factories.subscription(issue.newsletter, cadence="weekly")
    factories.subscription(issue.newsletter, state=Subscription.State.UNCONFIRMED)
    delivery.prepare(issue, NOW)
    assert issue.deliveries.count() == 1


def test_prepare_of_an_issue_that_nobody_approved_does_nothing():
    issue = approved()
    Issue.objects.update(state=Issue.State.DRAFT)
    assert not delivery.prepare(issue, NOW)
    assert issue.deliveries.count() == 0


def test_send_commits_as_handed_before_the_network_call():
    seen = []
    issue = approved(readers=2)
    run(Server(before=lambda _recipient: seen.append(states(issue))))
    assert seen == [["handed", "leased"], ["accepted", "handed"]]


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (Result(550, "5.1.1 no such user"), "rejected"),
        (Result(451, "4.3.0 later"), "waiting"),
        (AnswerLost("server", "gone"), "uncertain"),
    ],
)
def test_send_records_what_the_server_answered(answer, state):
    issue = approved(readers=2)
    run(Server(answer))
    assert states(issue) == [state, "accepted"]


def test_send_lost_answer_is_never_sent_again():
    issue, server = approved(readers=1), Server()
    run(Server(AnswerLost("server", "gone")))
    run(server, NOW + timedelta(hours=12))
    issue.refresh_from_db()
    assert (server.mails, states(issue), issue.state) == ([], ["uncertain"], "sent")
    assert ledger.balance(issue).holds


def test_send_temporary_answer_is_tried_later_and_accepted():
    issue, server = approved(readers=1), Server()
    run(Server(Result(451, "4.3.0 later")))
    run(server, NOW + timedelta(minutes=4))
    assert server.mails == []
    run(server, NOW + timedelta(minutes=6))
    assert (len(server.mails), states(issue)) == (1, ["accepted"])


def test_send_temporary_answers_for_24_hours_are_a_rejection():
    issue = approved(readers=1)
    moment = NOW
    while states(issue) in ([], ["waiting"]) and moment < NOW + timedelta(hours=30):
        Issue.objects.update(approved_until=moment + HOUR)
        run(Server(Result(451, "4.3.0 later")), moment)
        moment += timedelta(minutes=30)
    assert states(issue) == ["rejected"]
    assert timedelta(hours=24) <= moment - NOW <= timedelta(hours=25)


def test_send_unreachable_server_puts_everything_back_for_later():
    issue = approved(readers=3)
    sent = run(Server(ACCEPTED, ConnectionFailed("server", "refused")))
    assert (sent.accepted, sent.postponed, sent.fault) == (1, 2, "server: refused")
    assert states(issue) == ["accepted", "waiting", "waiting"]
    server = Server()
    run(server, NOW + timedelta(minutes=6))
    assert len(server.mails) == 2


def test_send_after_a_crash_leaves_the_handed_one_uncertain_and_sends_the_rest():
    issue = approved(readers=3)
    with pytest.raises(KeyboardInterrupt):
        run(Server(ACCEPTED, KeyboardInterrupt()))
    Delivery.objects.filter(state="waiting").update(state="leased", leased_until=NOW + HOUR)
    server = Server()
    run(server, NOW + 2 * HOUR)
    assert states(issue) == ["accepted", "uncertain", "accepted"]
    assert len(server.mails) == 1


def test_send_pause_during_sending_stops_before_the_next_mail():
    issue = approved(readers=3)
    server = Server(before=lambda _recipient: Issue.objects.update(state=Issue.State.PAUSED))
    run(server)
    assert states(issue) == ["accepted", "waiting", "waiting"]


def test_send_goes_on_after_resume():
    issue, person = approved(readers=3), factories.user("Publisher")
    run(Server(before=lambda _recipient: Issue.objects.update(state=Issue.State.PAUSED)))
    issue.refresh_from_db()
    approval.resume(issue, person, NOW)
    run(Server())
    assert states(issue) == ["accepted"] * 3


def test_send_unsubscribed_during_sending_gets_nothing():
    issue = approved(readers=2)
    last = issue.newsletter.subscriptions.order_by("pk").last()
    server = Server(before=lambda _recipient: Subscription.objects.filter(pk=last.pk).update(state="ended"))
    run(server)
    rows = issue.deliveries.order_by("pk")
    assert [(row.state, row.exclusion) for row in rows] == [("accepted", ""), ("excluded", "ended")]


def test_send_excludes_with_a_reason():
    issue = approved(readers=4)
    first, second, third, fourth = issue.newsletter.subscriptions.order_by("pk")
    suppression.add(first.address.email, Suppression.Reason.BOUNCE)
    delivery.prepare(issue, NOW)
    Subscription.objects.filter(pk=second.pk).update(state="paused")
    Subscription.objects.filter(pk=third.pk).update(cadence="weekly")
    fourth.delete()
    run(Server())
    assert ledger.balance(issue).excluded == {"suppressed": 1, "paused": 1, "ended": 2}
    assert ledger.balance(issue).holds


def test_send_the_same_links_again_is_excluded_as_nothing_new():
    newsletter = factories.newsletter()
    first = approved(readers=1, links=2, newsletter=newsletter)
    run(Server())
    page = factories.digest(first_published_at=NOW + HOUR)
    page.links = [
        factories.digest_link(story=item.story, url=f"https://other.example/{item.pk}")
        for item in first.items.all()
    ]
    page.save()
    later = composition.compose_now(newsletter, Cadence.DAILY, NOW + 2 * HOUR)
    approval.approve(later, factories.user("Publisher"), NOW + 2 * HOUR)
    run(Server(), NOW + 2 * HOUR)
    assert ledger.balance(later).excluded == {"nothing_new": 1}


def test_send_story_merged_since_the_last_issue_is_not_new():
    newsletter = factories.newsletter()
    first = approved(readers=1, links=1, newsletter=newsletter)
    run(Server())
    heir = factories.story()
    old = first.items.get().story
    old.merged_into = heir
    old.save()
    page = factories.digest(first_published_at=NOW + HOUR)
    page.links = [factories.digest_link(story=heir)]
    page.save()
    later = composition.compose_now(newsletter, Cadence.DAILY, NOW + 2 * HOUR)
    approval.approve(later, factories.user("Publisher"), NOW + 2 * HOUR)
    run(Server(), NOW + 2 * HOUR)
    assert ledger.balance(later).excluded == {"nothing_new": 1}


def test_send_address_that_no_header_can_hold_is_rejected_with_words():
    issue = approved(readers=1, email="re ader@example.org")
    run(Server())
    row = issue.deliveries.get()
    assert (row.state, "not a mail address" in row.answer) == ("rejected", True)


@pytest.mark.parametrize(
    "field",
    [
        {"sender_email": '"een naam"@vakblad.example'},
        {"name_nl": "Cloud\x07"},
        {"sender_name": "Vak\x07blad"},
    ],
)
def test_send_issue_that_no_header_can_hold_is_rejected_and_the_others_go(field):
    spoilt = approved(readers=2, newsletter=factories.newsletter(**field))
    other, server = approved(readers=1), Server()
    assert run(server).rejected == 2
    assert (states(spoilt), states(other)) == (["rejected"] * 2, ["accepted"])
    assert repr(next(iter(field.values()))) in spoilt.deliveries.first().answer
    assert ledger.balance(spoilt).holds


def test_send_stores_what_the_mail_carried_in_its_order():
    issue = approved(readers=1, links=3)
    run(Server())
    carried = issue.deliveries.get().carried
    items = dict(issue.items.values_list("pk", "place"))
    assert [items[entry["item"]] for entry in carried if entry["part"] == "know"] == [1, 2]
    assert carried[0]["reasons"] == [["first", ""]]


def test_send_mail_says_what_it_must():
    issue, server = approved(readers=1), Server()
    run(server)
    [(sender, recipient, message)] = server.mails
    parsed = message_from_bytes(message, policy=SMTP)
    assert read_return_path(sender).pk == issue.deliveries.get().pk
    assert parsed["To"] == recipient
    assert parsed["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert parsed["List-Unsubscribe"].startswith("<http://localhost")
    assert parsed["Precedence"] == "bulk"
    assert parsed["Auto-Submitted"] == "auto-generated"
    for name in (
        "List-Id",
        "List-Help",
        "List-Archive",
        "Feedback-ID",
        "Message-ID",
        "Date",
        "From",
        "Subject",
    ):
        assert parsed[name], name


def test_send_of_many_costs_a_steady_number_of_queries(django_assert_max_num_queries):
    approved(readers=20)
    delivery.start(NOW)
    work = Run(lambda: NOW)
    with django_assert_max_num_queries(20 * 2 + 30):
        delivery.send(work, Server().connect)


def test_send_one_click_address_of_the_mail_ends_the_subscription(client):
    issue, server = approved(readers=1), Server()
    run(server)
    mail = message_from_bytes(server.mails[0][2], policy=SMTP)
    path = urlsplit(mail["List-Unsubscribe"].strip("<>")).path
    answer = client.post(path, "List-Unsubscribe=One-Click", content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert issue.newsletter.subscriptions.get().state == Subscription.State.ENDED


def test_send_links_of_the_footer_open_their_pages(client):
    approved(readers=1)
    server = Server()
    run(server)
    text = message_from_bytes(server.mails[0][2], policy=SMTP).get_body(("plain",)).get_content()
    for name in ("preferences", "unsubscribe"):
        path = re.search(rf"http://[^/\s]+(/\S+/{name}/\S+)", text)[1]
        assert client.get(path).status_code == 200
