"""A web of our own for tests: hosts under .localhost, all served by one thread on 127.0.0.1."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass(slots=True)
class Answer:
    """What one address answers."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class Web:
    """Answers by host and path ("bron.localhost/feed"); requests as they came."""

    port: int = 0
    delay_s: float = 0.0
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def put(self, place: str, body: bytes | str = b"", status: int = 200, **headers: str) -> str:
        """Let a place answer; gives its address. Header names are written with underscores."""
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        content = body.encode() if isinstance(body, str) else body
        self.answers[place] = Answer(content, status, named)
        return f"http://{place}"


@contextmanager
def serve() -> Iterator[Web]:
    web = Web()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            place = f"{self.headers['Host'].split(':')[0]}{self.path}"
            time.sleep(web.delay_s)
            web.requests.append((place, dict(self.headers.items())))
            answer = web.answers.get(place, Answer(b"", 404))
            etag = answer.headers.get("ETag")
            if etag and self.headers.get("If-None-Match") == etag:
                answer = Answer(b"", 304)
            self.send_response(answer.status)
            for name, value in answer.headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(answer.body)))
            self.end_headers()
            with suppress(ConnectionError):  # a reader may have had enough
                self.wfile.write(answer.body)

        def log_message(self, *args: object) -> None:
            """Tests are silent."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    web.port = server.server_port
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield web
    finally:
        server.shutdown()
        server.server_close()


def rss(*items: str, title: str = "Bron", extra: str = "") -> str:
    """An RSS document of <item> texts."""
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        f'xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel><title>{title}</title>'
        f"<link>http://bron.localhost/</link>{extra}{''.join(items)}</channel></rss>"
    )


def item(n: int | str, title: str = "", guid: str | None = "", date: str = "", text: str = "") -> str:
    """One <item>: guid None leaves it out, a date is taken verbatim."""
    parts = [f"<title>{title or f'Bericht {n}'}</title>", f"<link>http://bron.localhost/{n}</link>"]
    if guid is not None:
        parts.append(f'<guid isPermaLink="false">{guid or f"id-{n}"}</guid>')
    if date:
        parts.append(f"<pubDate>{date}</pubDate>")
    return f"<item>{''.join(parts)}<description>{text}</description></item>"
