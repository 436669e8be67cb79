"""Catches all mail of `make run`: a mail server that delivers to a folder, and web pages that show it.

In come mails by SMTP from this machine; they go to `mail/` under the run folder, where they stay. Nothing
leaves the machine. The supervisor starts it; alone:

    python -m ops.mail_catcher --folder var/mail --smtp-port 8025 --web-port 8026
"""

import argparse
import asyncio
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from aiosmtpd.smtp import SMTP, Envelope, Session

from ops.mail_pages import Page, answer
from ops.mail_store import MailStore

LOOPBACK = "127.0.0.1"
LOCAL_NAMES = frozenset({"localhost", LOOPBACK, "[::1]"})
MAIL_BYTES = 32 * 1024 * 1024


class Catcher:
    """What aiosmtpd calls for each mail."""

    def __init__(self, store: MailStore) -> None:
        self.store = store

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        """Keep the mail; a disk that refuses is a temporary failure, so that the sender tries again."""
        content = envelope.content
        assert isinstance(content, bytes)  # noqa: S101 -- decode_data is off
        try:
            self.store.keep(envelope.mail_from or "", envelope.rcpt_tos, content)
        except OSError as error:
            return f"452 4.3.1 Cannot store the mail: {error.strerror}"
        return "250 2.0.0 Caught"


class PageHandler(BaseHTTPRequestHandler):
    """Serves `ops.mail_pages`; while bound to this machine it answers to this machine's names only."""

    store: MailStore
    is_local: bool
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Answer one request."""
        host = self.headers.get("Host", "").rpartition(":")[0] or self.headers.get("Host", "")
        is_strange = self.is_local and host not in LOCAL_NAMES
        self._send(Page(b"Unknown host.", status=400) if is_strange else answer(self.store, self.path))

    def _send(self, page: Page) -> None:
        self.send_response(page.status)
        self.send_header("Content-Type", page.kind)
        self.send_header("Content-Length", str(len(page.body)))
        self.send_header("Content-Security-Policy", page.policy)
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Referrer-Policy", "no-referrer")
        self.send_header("Cache-Control", "no-store")
        self.end_headers()
        self.wfile.write(page.body)

    def log_message(self, format: str, *arguments: object) -> None:
        """Say nothing: the terminal belongs to the magazine."""


def serve_pages(store: MailStore, host: str, port: int) -> ThreadingHTTPServer:
    """Start the web pages in a thread of their own."""
    handler = type("StoreHandler", (PageHandler,), {"store": store, "is_local": host == LOOPBACK})
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, daemon=True).start()
    return server


async def serve_mail(store: MailStore, port: int) -> None:
    """Take mail from this machine until cancelled."""
    loop = asyncio.get_running_loop()

    def connection() -> SMTP:
        return SMTP(
            Catcher(store), data_size_limit=MAIL_BYTES, enable_SMTPUTF8=True, hostname="localhost", loop=loop
        )

    server = await loop.create_server(connection, LOOPBACK, port)
    async with server:
        await server.serve_forever()


def main() -> None:
    """Run the two servers until interrupted."""
    parser = argparse.ArgumentParser(description="Catches mail and shows it in the browser.")
    parser.add_argument("--folder", type=Path, required=True, help="where mails are kept")
    parser.add_argument("--smtp-port", type=int, default=8025)
    parser.add_argument("--web-port", type=int, default=8026)
    parser.add_argument(
        "--host", default=LOOPBACK, help="where the web pages listen; mail comes from here only"
    )
    options = parser.parse_args()
    store = MailStore(options.folder)
    serve_pages(store, options.host, options.web_port)
    try:
        asyncio.run(serve_mail(store, options.smtp_port))
    except KeyboardInterrupt:
        pass


if __name__ == "__main__":
    main()
