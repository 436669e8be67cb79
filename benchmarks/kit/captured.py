"""The 106 captured feeds of ../shared/data, and a local server that shows each under a host name of its own."""

from __future__ import annotations

import tarfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import feedparser

ARCHIVE = Path(__file__).resolve().parents[3] / "shared" / "data" / "real-feeds-kagi-a.tar.xz"
Bodies = Mapping[str, Callable[[], bytes]]


def captured_feeds() -> dict[str, bytes]:
    """Give body by file name; raises FileNotFoundError where the data set is absent."""
    with tarfile.open(ARCHIVE) as archive:
        members = [member for member in archive if member.isfile()]
        return {Path(one.name).name: read.read() for one in members if (read := archive.extractfile(one))}


def distinct_entries(body: bytes) -> int:
    """Count what feedparser finds: by id, else link, else title and date."""
    entries = feedparser.parse(body).entries
    return len({_identity(entry) for entry in entries})


def _identity(entry: feedparser.FeedParserDict) -> str:
    return entry.get("id") or entry.get("link") or f"{entry.get('title')} {entry.get('published')}"


@contextmanager
def serve(bodies: Bodies) -> Iterator[int]:
    """Serve the body of each host name, whole, without validators; give the port on 127.0.0.1."""

    class Feeds(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            host = self.headers["Host"].split(":")[0]
            body = bodies[host]() if host in bodies else None
            self.send_response(200 if body is not None else 404)
            self.send_header("Content-Type", "application/xml")
            self.send_header("Content-Length", str(len(body or b"")))
            self.end_headers()
            self.wfile.write(body or b"")

        def log_message(self, *_parts: object) -> None:
            """Print nothing: the bench prints figures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Feeds)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield server.server_address[1]
    finally:
        server.shutdown()
        server.server_close()
