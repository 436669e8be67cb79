"""`newsletters.encoding` against the standard library's `EmailMessage`, header by header and part by part."""

from __future__ import annotations

import random
from email import message_from_bytes
from email.header import decode_header, make_header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import parseaddr

import pytest

from newsletters.encoding import alternative, header, list_id, mailbox, piece
from newsletters.exceptions import HeaderRefused

SCRAPS = [
    *(
        "é",
        "ß",
        "€",
        "中文",
        "😀",
        "=",
        "==",
        "=3D",
        "=\n",
        ".",
        "\n.",
        "\n..",
        "..",
        " ",
        "  ",
        "\t",
        " \n",
        "\t\n",
    ),
    *(
        "\r\n",
        "\r",
        "\n",
        "\n\n",
        "From ",
        "\nFrom ",
        "--",
        "=_",
        '"',
        "\\",
        "<b>",
        ",",
        ";",
        ":",
        "@",
        "(c)",
    ),
    *("woord", "x" * 75, "x" * 76, "x" * 998, "é" * 998, "y" * 1200, "lang " * 40),
]


def generated(count: int, seed: int = 3) -> list[str]:
    chance = random.Random(seed)
    return ["".join(chance.choices(SCRAPS, k=chance.randint(1, 12))) for _ in range(count)]


def one_line(value: str) -> str:
    return " ".join(value.split())


def standard(subject: str, name: str, text: str, html: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["From"] = Address(name, "redactie", "vakblad.example")
    message["List-Help"] = f"<https://vakblad.example/hulp?{'x' * 90}>"
    message.set_content(text)
    message.add_alternative(html, subtype="html")
    return message


def ours(subject: str, name: str, text: list[str], html: list[str]) -> bytes:
    headers = header("Subject", subject) + mailbox("From", name, "redactie@vakblad.example")
    headers += header("List-Help", f"<https://vakblad.example/hulp?{'x' * 90}>")
    return alternative(headers, map(piece, text), map(piece, html), "a1")


def sender(mail: bytes) -> tuple[str, str]:
    """Name and address of From, read by RFC 2047: `policy.SMTP` keeps the spaces between encoded-words."""
    name, address = parseaddr(message_from_bytes(mail)["From"].replace("\r\n", ""))
    return str(make_header(decode_header(name))), address


def cut(value: str, seed: int) -> list[str]:
    """Cut a text at random places, never within a CRLF."""
    chance = random.Random(seed)
    places = sorted(chance.choices(range(len(value) + 1), k=3))
    places = [place for place in places if value[place - 1 : place + 1] != "\r\n"]
    return [value[a:b] for a, b in zip([0, *places], [*places, len(value)], strict=True)]


@pytest.mark.parametrize("start", range(0, 500, 50))
def test_alternative_of_generated_values_parses_as_the_standard_library_builds_it(start):
    for number, value in enumerate(generated(500)[start : start + 50]):
        subject, text, html = one_line(value)[:2000], value + "\n", f"<p>{value}</p>\n"
        mail = ours(subject, subject, cut(text, number), cut(html, number))
        expected = standard(subject, subject, text, html)
        assert_headers_equal(mail, expected, subject)
        assert_parts_equal(message_from_bytes(mail, policy=SMTP), expected)
        assert max(map(len, mail.split(b"\r\n"))) <= 998
        assert b"\n" not in mail.replace(b"\r\n", b"")


def assert_headers_equal(mail: bytes, expected: EmailMessage, subject: str) -> None:
    parsed = message_from_bytes(mail, policy=SMTP)
    assert not parsed.defects
    assert parsed["Subject"] == subject
    for name in ("Subject", "List-Help", "MIME-Version"):
        assert str(parsed[name]) == str(expected[name])
    assert parsed.get_content_type() == expected.get_content_type()
    assert sender(mail) == (expected["From"].addresses[0].display_name, "redactie@vakblad.example")


def assert_parts_equal(parsed: EmailMessage, expected: EmailMessage) -> None:
    assert [part.get_content_type() for part in parsed.iter_parts()] == ["text/plain", "text/html"]
    for part, other in zip(parsed.iter_parts(), expected.iter_parts(), strict=True):
        assert part.get_content() == message_from_bytes(bytes(other), policy=SMTP).get_content()
        assert part["Content-Type"] == other["Content-Type"]


@pytest.mark.parametrize("value", generated(60, seed=5))
def test_piece_of_any_text_keeps_lines_of_76(value):
    assert all(len(line) <= 76 for line in piece(value).split(b"\r\n"))


@pytest.mark.parametrize(
    "value",
    ["a\r\nBcc: x@y.nl", "a\nb", "a\rb", "a\x00b", "a\x85b", "a\u2028b", "a\tb"],
)
def test_header_with_a_control_character_is_refused(value):
    with pytest.raises(HeaderRefused, match=r"Subject: .* line break"):
        header("Subject", value)


def test_mailbox_with_a_line_break_in_the_name_is_refused():
    with pytest.raises(HeaderRefused, match=r"From: .* line break"):
        mailbox("From", "Vakblad\r\nBcc: x@y.nl", "redactie@vakblad.example")


@pytest.mark.parametrize("address", ["a b@c.nl", "a@b@c", "a,b@c.nl", "geen", "ü@c.nl", "a@c.nl\r\nX: y", ""])
def test_mailbox_of_no_address_is_refused(address):
    with pytest.raises(HeaderRefused, match="not a mail address"):
        mailbox("To", "", address)


def test_header_that_reads_as_an_encoded_word_stays_literal():
    parsed = message_from_bytes(header("Subject", "=?utf-8?q?=41?=") + b"\r\n", policy=SMTP)
    assert parsed["Subject"] == "=?utf-8?q?=41?="


def test_list_id_beyond_ascii_keeps_its_identifier_readable():
    parsed = message_from_bytes(list_id("Énergie, wekelijks", "energie.nl.vakblad.example") + b"\r\n")
    assert parsed["List-Id"].endswith("<energie.nl.vakblad.example>")
    assert str(make_header(decode_header(parsed["List-Id"]))).startswith("Énergie, wekelijks")


@pytest.mark.parametrize("identifier", ["energie", "een lijst.nl", "a.b>", "é.nl", ""])
def test_list_id_of_no_identifier_is_refused(identifier):
    with pytest.raises(HeaderRefused, match="not a list identifier"):
        list_id("Energie", identifier)


def test_header_name_with_a_colon_is_refused():
    with pytest.raises(HeaderRefused, match="name of a header field"):
        header("Sub:ject", "x")


def test_header_long_link_stays_whole_on_its_line():
    link = f"<https://vakblad.example/{'x' * 200}>"
    assert header("List-Unsubscribe", link) == f"List-Unsubscribe: {link}\r\n".encode()
