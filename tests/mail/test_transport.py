"""`mail.transport` against real sockets: what was handed over and what was not is never mixed up."""

import pytest

from mail import transport
from mail.exceptions import AnswerLost, ConnectionFailed
from mail.transport import Server
from tests.fakes import MailServer, free_port
from tests.mail.servers import scripted

MAIL = ("bounce@vakblad.example", "lezer@voorbeeld.nl", b"Subject: Dag\r\n\r\n.punt\r\n")


def send_to(server, times=1):
    with transport.connect(server) as connection:
        return [connection.send(*MAIL) for _ in range(times)]


def test_send_to_server_that_takes_it_keeps_every_byte():
    with MailServer() as server:
        results = send_to(Server("127.0.0.1", server.port), times=2)
    assert [result.is_accepted for result in results] == [True, True]
    assert server.mails == [MAIL, MAIL]


@pytest.mark.parametrize("command", [b"MAIL", b"RCPT", b"DATA", b"."])
@pytest.mark.parametrize(("answer", "is_temporary"), [(b"451 later", True), (b"550 never", False)])
def test_send_refused_at_any_command_gives_the_code(command, answer, is_temporary):
    with scripted({command: answer}) as server:
        (result,) = send_to(server)
    assert (result.code, result.is_temporary, result.is_accepted) == (int(answer[:3]), is_temporary, False)


def test_send_after_a_refusal_uses_the_same_connection():
    with scripted({b"RCPT": b"550 never"}) as server:
        assert [result.code for result in send_to(server, times=2)] == [550, 550]


def test_send_where_server_left_between_two_mails_opens_another_connection():
    with scripted({b"RSET": None, b"MAIL": b"451 later"}, {}) as server:
        results = send_to(server, times=2)
    assert [result.code for result in results] == [451, 250]


@pytest.mark.parametrize("command", [b"MAIL", b"RCPT"])
def test_send_where_server_keeps_leaving_before_content_is_safe_to_repeat(command):
    with scripted({command: None}, {command: None}) as server, pytest.raises(ConnectionFailed):
        send_to(server)


def test_send_where_server_leaves_after_content_is_an_answer_lost():
    with scripted({b".": None}) as server, pytest.raises(AnswerLost):
        send_to(server)


@pytest.mark.parametrize("command", [b"EHLO"])
def test_connect_where_server_refuses_to_talk_fails(command):
    with scripted({command: None}) as server, pytest.raises(ConnectionFailed):
        send_to(server)


def test_connect_where_nobody_listens_fails():
    with pytest.raises(ConnectionFailed):
        send_to(Server("127.0.0.1", free_port()))


@pytest.mark.parametrize("recipient", ["jörg@voorbeeld.nl", "a@b.nl\r\nRCPT TO:<c@d.nl>", "a b@c.nl", ""])
def test_send_to_address_that_cannot_be_said_hands_nothing_over(recipient):
    with MailServer() as server, transport.connect(Server("127.0.0.1", server.port)) as connection:
        assert connection.send(MAIL[0], recipient, MAIL[2]).code == 553
    assert server.mails == []
