"""A mail put together from encoded pieces, because most of it is the same for every reader.

Pure. In come texts; out go bytes: a piece of a body in quoted-printable (RFC 2045 6.7) that may stand before
and after any other piece, a header field folded and encoded (RFC 5322 2.2.3, RFC 2047), and a whole
multipart/alternative message. `newsletters.rendering` encodes what readers share once and cuts in what is
theirs: 3 to 13 us a mail, where an `EmailMessage` each costs 3,500 to 5,100 (design, "Measured").
"""

from __future__ import annotations

import binascii
import re
import unicodedata
from collections.abc import Iterable, Iterator

from newsletters.exceptions import HeaderRefused

LINE_LENGTH = 78
"""Characters a header line should not pass (RFC 5322 2.1.1)."""

HARD_LINE_LENGTH = 998
"""Characters a line must not pass (RFC 5322 2.1.1); a longer word goes out as encoded-words."""

_ENCODED_WORD_BYTES = 42
"""Bytes of UTF-8 in one encoded-word: 56 in base64, 68 with its frame, 75 allowed (RFC 2047 2)."""

_PLAIN = re.compile(r"[\x20-\x7e]*\Z")
_ATOMS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]+\Z")
_FIELD_NAME = re.compile(r"[\x21-\x39\x3b-\x7e]+\Z")
_ADDRESS = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]+@[A-Za-z0-9.-]+\Z")

_IDENTIFIER = re.compile(r"[A-Za-z0-9_-]+(\.[A-Za-z0-9_-]+)+\Z")


def piece(text: str) -> bytes:
    """Encode a piece of a body in quoted-printable, so that pieces put one after another decode to the whole.

    A piece that does not end in a line break ends in a soft one. Line breaks of any kind become CRLF.
    """
    if not text:
        return b""
    text = re.sub(r"\r\n?", "\n", text)
    if text.endswith("\n"):
        return _quoted(text)
    # the stand-in makes the encoder leave room for the soft break, and keeps a space before it
    line = _quoted(text + "x")[:-1]
    return line if line.endswith(b"=\r\n") else line + b"=\r\n"


def _quoted(text: str) -> bytes:
    return binascii.b2a_qp(text.encode(), istext=True).replace(b"\n", b"\r\n")


def header(name: str, value: str) -> bytes:
    """Give one header field, folded; a value beyond ASCII, or that reads as an encoded-word, is encoded.

    Raises HeaderRefused for a name or value with a line break or another control character.
    """
    _check(name, value)
    return _fold(name, _words(value, HARD_LINE_LENGTH - len(name) - 2))


def mailbox(name: str, display_name: str, address: str) -> bytes:
    """Give a header field with one mailbox: `From: Vakblad <redactie@example.nl>`, or the address alone.

    Raises HeaderRefused for a control character, or an address that is not `local@host` in ASCII.
    """
    _check(name, display_name)
    if not is_address(address):
        raise HeaderRefused(name, address, "is not a mail address in ASCII")
    return _named(name, display_name.strip(), address)


def list_id(display_name: str, identifier: str) -> bytes:
    """Give the List-Id of a list (RFC 2919): its name in words, and a dotted identifier that stays ASCII."""
    _check("List-Id", display_name)
    if not _IDENTIFIER.match(identifier):
        raise HeaderRefused("List-Id", identifier, "is not a list identifier")
    return _fold("List-Id", [*(_phrase(name) if (name := display_name.strip()) else []), f"<{identifier}>"])


def is_address(address: str) -> bool:
    """Whether a header can hold this mail address as it is: `local@host` in ASCII, nothing quoted."""
    return bool(_ADDRESS.match(address))


def has_control(text: str) -> bool:
    """Whether a text holds a line break, a tab or another control character, which no header may hold."""
    if _PLAIN.match(text):
        return False
    return any(unicodedata.category(character) in ("Cc", "Cs", "Zl", "Zp") for character in text)


def alternative(headers: bytes, text: Iterable[bytes], html: Iterable[bytes], key: str) -> bytes:
    """Put a whole message together: the complete text part first, then HTML (RFC 2046 5.1.4).

    `text` and `html` are pieces of `piece`; `key` (letters and digits) makes the boundary, which begins with
    `=_` and so occurs in no quoted-printable text (RFC 2045 6.7).
    """
    boundary = b"=_" + key.encode("ascii")
    return b"".join(
        (
            headers,
            b'MIME-Version: 1.0\r\nContent-Type: multipart/alternative; boundary="',
            boundary,
            b'"\r\n\r\n',
            *_part(boundary, b"plain", text),
            *_part(boundary, b"html", html),
            b"--",
            boundary,
            b"--\r\n",
        )
    )


def _named(name: str, words: str, address: str) -> bytes:
    return _fold(name, [*_phrase(words), f"<{address}>"] if words else [address])


def _part(boundary: bytes, subtype: bytes, pieces: Iterable[bytes]) -> Iterator[bytes]:
    yield b"--" + boundary + b"\r\nContent-Type: text/" + subtype
    yield b'; charset="utf-8"\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n'
    yield from pieces
    yield b"\r\n"


def _check(name: str, value: str) -> None:
    if not _FIELD_NAME.match(name):
        raise HeaderRefused(name, name, "is not the name of a header field")
    if has_control(value):
        raise HeaderRefused(name, value, "holds a line break or another control character")


def _words(value: str, longest: int = HARD_LINE_LENGTH - 1) -> list[str]:
    plain = _PLAIN.match(value) and "=?" not in value and max(map(len, value.split(" "))) <= longest
    return value.split(" ") if plain else list(_encoded_words(value))


def _phrase(display_name: str) -> list[str]:
    """Words of a display name: atoms as they are, other ASCII quoted (RFC 5322 3.2.4), the rest encoded."""
    words = _words(display_name)
    if _ATOMS.match(display_name) or " ".join(words) != display_name:
        return words
    quoted = re.sub(r'(["\\])', r"\\\1", display_name)
    return f'"{quoted}"'.split(" ")


def _encoded_words(value: str) -> Iterator[str]:
    """Cut a value into encoded-words in base64, never within a character (RFC 2047 5)."""
    word = b""
    for character in value:
        encoded = character.encode()
        if len(word) + len(encoded) > _ENCODED_WORD_BYTES:
            yield _encoded_word(word)
            word = b""
        word += encoded
    yield _encoded_word(word)


def _encoded_word(value: bytes) -> str:
    return f"=?utf-8?b?{binascii.b2a_base64(value, newline=False).decode()}?="


def _fold(name: str, words: list[str]) -> bytes:
    """Join words by spaces, breaking before a word that would pass the line; no line is of spaces alone."""
    start = line = f"{name}:"
    lines: list[str] = []
    for word in words:
        if word and line != start and len(line) + 1 + len(word) > LINE_LENGTH:
            lines.append(line)
            line = ""
        line += " " + word
    return "\r\n".join([*lines, line]).encode("ascii") + b"\r\n"
