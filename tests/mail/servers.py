"""Stand-ins for the mail server: one that answers as told, and one that speaks SMTP as a script says."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from mail.transport import Result, Server

ACCEPTED = Result(250, "2.0.0 OK")


class Connection:
    """A connection that gives the answers in order, the last for ever, and keeps what it was handed."""

    def __init__(self, *answers: Result | BaseException, before=None) -> None:
        self.answers = list(answers) or [ACCEPTED]
        self.before = before
        self.handed: list[tuple[str, str, bytes]] = []

    @contextmanager
    def connect(self) -> Iterator[Connection]:
        yield self

    def send(self, sender: str, recipient: str, message: bytes) -> Result:
        if self.before:
            self.before()
        self.handed.append((sender, recipient, message))
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, BaseException):
            raise answer
        return answer


@contextmanager
def scripted(*dialogues: dict[bytes, bytes | None]) -> Iterator[Server]:
    """An SMTP server: each connection answers commands by its dialogue; None hangs up."""
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        for dialogue in dialogues:
            client, _address = listener.accept()
            with client:
                _speak(client, dialogue)

    thread = Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield Server("127.0.0.1", listener.getsockname()[1], timeout_s=5)
    finally:
        listener.close()
        thread.join(5)


DEFAULTS = {
    b"EHLO": b"250 localhost",
    b"MAIL": b"250 OK",
    b"RCPT": b"250 OK",
    b"DATA": b"354 go on",
    b".": b"250 taken",
    b"RSET": b"250 OK",
    b"QUIT": b"221 bye",
}


def _speak(client: socket.socket, dialogue: dict[bytes, bytes | None]) -> None:
    said = client.makefile("rb")
    client.sendall(b"220 localhost ESMTP\r\n")
    in_content = False
    for line in said:
        command = b"." if line == b".\r\n" else line[:4].upper().strip()
        if in_content and command != b".":
            continue
        answer = {**DEFAULTS, **dialogue}[command]
        if answer is None:
            return
        in_content = answer.startswith(b"354")
        client.sendall(answer + b"\r\n")
        if command == b"QUIT":
            return
