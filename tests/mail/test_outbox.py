"""`mail.outbox`: every mail ends accepted, rejected or uncertain, and none goes twice by itself."""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest

from mail import outbox, suppression
from mail.exceptions import AnswerLost, ConnectionFailed, HeaderRefused
from mail.headers import read_return_path
from mail.models import Address, OutgoingMail, Suppression
from mail.transport import Result
from tests.mail.servers import Connection

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
State = OutgoingMail.State
Purpose = OutgoingMail.Purpose
LATER = Result(451, "4.7.1 later")


def queue(email="lezer@voorbeeld.nl", purpose=Purpose.CONFIRM, subject="Bevestig", **fields):
    address = Address.objects.for_email(email)
    return outbox.queue(purpose, address, "nl", subject, "Dag.\n", "<p>Dag.</p>", now=NOW, **fields)


def deliver(*answers, now=NOW, **connection):
    server = Connection(*answers, **connection)
    outbox.deliver(now, server.connect)
    return server


def test_deliver_waiting_mail_is_accepted_and_loses_its_body():
    mail = queue()
    server = deliver()
    mail.refresh_from_db()
    assert (mail.state, mail.text, mail.html) == (State.ACCEPTED, "", "")
    assert len(server.handed) == 1 and mail.answer == "250 2.0.0 OK"


def test_deliver_message_has_text_first_and_our_headers():
    queue(sender=outbox.Sender("Vakblad, 't blad", "redactie@vakblad.example"), subject="Één dag")
    sender, recipient, content = deliver().handed[0]
    message = message_from_bytes(content, policy=SMTP)
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert (message["Subject"], recipient) == ("Één dag", "lezer@voorbeeld.nl")
    assert message["From"] == '"Vakblad, \'t blad" <redactie@vakblad.example>'
    assert (message["Auto-Submitted"], message["Content-Language"]) == ("auto-generated", "nl")
    assert message["Message-ID"].endswith("@vakblad.example>") and read_return_path(sender).kind == "mail"
    assert max(map(len, content.split(b"\r\n"))) < 998 and content.isascii()


def test_deliver_commits_handed_before_the_network_call():
    mail, seen = queue(), []
    deliver(before=lambda: seen.append(OutgoingMail.objects.get().state))
    assert seen == [State.HANDED] and OutgoingMail.objects.get(pk=mail.pk).handed_at


def test_deliver_twice_hands_over_once():
    queue()
    deliver()
    assert deliver(now=NOW + timedelta(days=2)).handed == []


def test_deliver_temporary_refusal_waits_and_goes_later():
    mail = queue()
    deliver(LATER)
    mail.refresh_from_db()
    assert mail.state == State.WAITING and mail.next_attempt_at >= NOW + outbox.RETRY_AFTER
    assert deliver(now=NOW + timedelta(minutes=1)).handed == []
    deliver(now=NOW + timedelta(minutes=20))
    assert OutgoingMail.objects.get().state == State.ACCEPTED


def test_deliver_temporary_refusal_for_24_hours_is_rejected():
    queue()
    for hour in range(25):
        deliver(LATER, now=NOW + timedelta(hours=hour))
        assert OutgoingMail.objects.get().state == (State.WAITING if hour < 24 else State.REJECTED)


def test_deliver_permanent_refusal_is_rejected():
    queue()
    deliver(Result(550, "5.1.1 unknown"))
    assert OutgoingMail.objects.get().state == State.REJECTED


@pytest.mark.parametrize(
    "spoilt",
    [
        {"sender_email": "re ader@x.nl"},
        {"sender_email": ""},
        {"sender_email": "x@"},
        {"subject": "Een\ntwee"},
    ],
)
def test_deliver_row_that_cannot_be_written_is_rejected_with_words_and_the_next_goes(spoilt):
    bad, good = queue("een@voorbeeld.nl"), queue("twee@voorbeeld.nl")
    OutgoingMail.objects.filter(pk=bad.pk).update(**spoilt)
    assert [recipient for _sender, recipient, _content in deliver().handed] == [good.address.email]
    bad.refresh_from_db()
    assert (bad.state, bad.finished_at is not None) == (State.REJECTED, True)
    assert "cannot be written" in bad.answer


def test_queue_keeps_the_host_of_the_sender_in_punycode():
    assert queue(sender=outbox.Sender("", "a@bücher.example")).sender_email == "a@xn--bcher-kva.example"


def test_deliver_lost_answer_is_uncertain_and_never_sent_again():
    queue()
    deliver(AnswerLost("mx", "gone"))
    assert OutgoingMail.objects.get().state == State.UNCERTAIN
    assert deliver(now=NOW + timedelta(days=2)).handed == []


def test_deliver_connection_lost_before_content_waits():
    queue()
    deliver(ConnectionFailed("mx", "gone"))
    assert OutgoingMail.objects.get().state == State.WAITING


def test_deliver_without_server_puts_all_off_and_rejects_after_24_hours():
    queue("een@voorbeeld.nl"), queue("twee@voorbeeld.nl")

    def connect():
        raise ConnectionFailed("mx", "nobody listens")

    for hour, state in ((0, State.WAITING), (1, State.WAITING), (24, State.REJECTED)):
        outbox.deliver(NOW + timedelta(hours=hour), connect)
        assert set(OutgoingMail.objects.values_list("state", flat=True)) == {state}


def test_deliver_after_crash_between_handed_and_result_leaves_uncertain():
    queue()
    with pytest.raises(KeyboardInterrupt):
        deliver(KeyboardInterrupt())
    assert OutgoingMail.objects.get().state == State.HANDED
    assert deliver(now=NOW + timedelta(hours=1)).handed == []
    assert OutgoingMail.objects.get().state == State.UNCERTAIN


def test_deliver_after_crash_before_handing_goes_again():
    queue()
    outbox.claim(NOW, "a worker that died")
    assert deliver(now=NOW + timedelta(minutes=1)).handed == []
    assert len(deliver(now=NOW + timedelta(hours=1)).handed) == 1


@pytest.mark.parametrize("settle", [outbox.settle_expired, lambda now: None])
def test_deliver_where_lease_was_lost_hands_nothing_over(settle):
    queue()
    claimed, server, later = outbox.claim(NOW, "slow"), Connection(), NOW + timedelta(hours=1)
    settle(later)
    assert outbox._Sweep(server, later)._deliver_one(claimed)
    assert server.handed == [] and OutgoingMail.objects.get().state in (State.WAITING, State.LEASED)


def test_claim_by_two_workers_gives_a_mail_to_one():
    queue()
    assert outbox.claim(NOW, "one") and outbox.claim(NOW, "two") is None


@pytest.mark.parametrize("reason", [Suppression.Reason.BOUNCE, Suppression.Reason.COMPLAINT])
def test_deliver_to_suppressed_address_hands_nothing_over(reason):
    queue("Lezer@Voorbeeld.nl")
    suppression.add("lezer@voorbeeld.nl", reason)
    assert deliver().handed == []
    assert OutgoingMail.objects.get().answer == f"suppressed: {reason}"


@pytest.mark.parametrize(("purpose", "count"), [(Purpose.CONFIRM, 1), (Purpose.SIGN_IN, 0)])
def test_deliver_to_erased_address_asks_for_confirmation_only(purpose, count):
    queue(purpose=purpose)
    suppression.add("lezer@voorbeeld.nl", Suppression.Reason.ERASED)
    assert len(deliver().handed) == count


@pytest.mark.parametrize("subject", ["Dag\r\nBcc: a@b.nl", "Dag\nX: y", "a\x00b", "a\u2028b"])
def test_queue_with_control_character_is_refused(subject):
    with pytest.raises(HeaderRefused):
        queue(subject=subject)
    with pytest.raises(HeaderRefused):
        queue(sender=outbox.Sender(subject, "redactie@vakblad.example"))


def test_deliver_costs_the_same_few_queries_for_each_mail(django_assert_num_queries):
    for number in range(3):
        queue(f"lezer{number}@voorbeeld.nl")
    per_mail = 5  # claim, read, suppression, handed, result
    with django_assert_num_queries(
        3 * per_mail + 4
    ):  # two sweeps of what expired, anything ready, the last claim
        deliver()


def test_forget_deletes_what_was_finished_long_ago_and_leaves_what_waits():
    queue()
    deliver()
    waiting = queue("ander@voorbeeld.nl")
    assert outbox.forget(NOW + outbox.KEPT_FOR - timedelta(minutes=1)) == 0
    assert outbox.forget(NOW + outbox.KEPT_FOR + timedelta(minutes=1)) == 1
    assert OutgoingMail.objects.get() == waiting
