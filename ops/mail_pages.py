"""The pages of the mail catcher: a list, and each mail as HTML in a sandboxed frame, as text and as source.

A request's path and query come in, a `Page` (status, type, body, policy) goes out; nothing here changes
anything. A developer's tool, so it speaks English only. A mail's own HTML runs no script, loads nothing
from elsewhere, and opens its links in a new tab.
"""

import re
from dataclasses import dataclass
from email.message import EmailMessage
from html import escape
from pathlib import Path
from urllib.parse import parse_qs, quote, urlsplit

from ops.mail_store import Caught, MailStore

PAGE_SIZE = 100
OUR_POLICY = "default-src 'none'; style-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'"
FRAME = "allow-popups allow-popups-to-escape-sandbox"
MAIL_POLICY = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox {FRAME}"
SHOWN_HEADERS = ("From", "To", "Subject", "Date", "Reply-To", "List-Unsubscribe", "Return-Path")
STYLES = (
    Path(__file__).parents[1] / "site/static/css/tokens.css",
    Path(__file__).with_name("mail_catcher.css"),
)
LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:)]")


@dataclass(frozen=True, slots=True)
class Page:
    """An answer: status, body, and how a browser must treat it."""

    body: bytes
    status: int = 200
    kind: str = "text/html; charset=utf-8"
    policy: str = OUR_POLICY


def answer(store: MailStore, target: str) -> Page:
    """The page at `target` (path and query of a GET); unknown addresses and mails give a 404 page."""
    address = urlsplit(target)
    parts = [part for part in address.path.split("/") if part]
    try:
        if not parts:
            return list_page(store, parse_qs(address.query))
        if parts == ["style.css"]:
            return Page(b"".join(path.read_bytes() for path in STYLES), kind="text/css; charset=utf-8")
        if parts[0] == "mail" and len(parts) in (2, 3):
            return VIEWS[parts[2] if len(parts) == 3 else ""](store, parts[1])
    except KeyError:
        pass
    return Page(layout("Not here", "<p>No such mail. <a href='/'>All mail</a></p>"), status=404)


def list_page(store: MailStore, query: dict[str, list[str]]) -> Page:
    """A hundred mails, the newest first, with a search in recipients and subjects."""
    words = query.get("q", [""])[0].strip()
    number = query.get("page", ["1"])[0]
    start = (max(int(number), 1) - 1) * PAGE_SIZE if number.isdecimal() and len(number) < 9 else 0
    names = store.matching(words)
    rows = "".join(row(store.summary(name)) for name in names[start : start + PAGE_SIZE])
    found = f"<p class='count'>{len(names)} {'mail' if len(names) == 1 else 'mails'}</p>"
    table = f"<table><thead><tr><th>To<th>Subject<th>Caught (UTC)</thead><tbody>{rows}</tbody></table>"
    empty = "<p>Nothing caught yet. Every mail that Vakblad sends on this machine ends here.</p>"
    if words:
        empty = "<p>No mail with these words in its recipient or subject. <a href='/'>All mail</a></p>"
    pages = pager(words, start, len(names))
    return Page(layout("Caught mail", search_form(words) + found + (table + pages if rows else empty)))


def row(caught: Caught) -> str:
    """One line of the list."""
    subject = escape(caught.subject) or "(no subject)"
    return (
        f"<tr><td>{escape(caught.recipient)}<td><a href='/mail/{caught.name}'>{subject}</a>"
        f"<td class='time'>{caught.at:%Y-%m-%d %H:%M:%S}"
    )


def search_form(words: str) -> str:
    """The field above the list."""
    return (
        "<form action='/' method='get'><label for='q'>Recipient or subject</label>"
        f"<input id='q' name='q' type='search' value=\"{escape(words)}\"><button>Search</button></form>"
    )


def pager(words: str, start: int, count: int) -> str:
    """Links to newer and older mails, where there are any."""
    page = start // PAGE_SIZE + 1
    links = []
    if start:
        links.append(f"<a href='/?q={quote(words)}&amp;page={page - 1}'>Newer</a>")
    if start + PAGE_SIZE < count:
        links.append(f"<a href='/?q={quote(words)}&amp;page={page + 1}'>Older</a>")
    return f"<nav>{' '.join(links)}</nav>"


def mail_page(store: MailStore, name: str) -> Page:
    """One mail: its headers, its HTML in a frame without scripts, its text with links that work."""
    message = store.message(name)
    headers = "".join(
        f"<dt>{header}<dd>{escape(str(message[header]))}" for header in SHOWN_HEADERS if message[header]
    )
    links = f"<p><a href='/'>All mail</a> <a href='/mail/{name}/source'>Source</a></p>"
    frame = (
        f"<h2>HTML</h2><iframe title='The mail as HTML' sandbox='{FRAME}' src='/mail/{name}/html'></iframe>"
    )
    html = frame if part(message, "html") is not None else "<p>This mail has no HTML part.</p>"
    text = f"<h2>Text</h2><pre>{linked(part(message, 'plain') or '')}</pre>"
    title = str(message["Subject"] or "(no subject)")
    return Page(layout(title, f"{links}<dl>{headers}</dl>{html}{text}"))


def html_page(store: MailStore, name: str) -> Page:
    """The HTML of a mail alone, as the frame shows it."""
    html = part(store.message(name), "html")
    if html is None:
        raise KeyError(name)
    return Page(f'<base target="_blank">{html}'.encode(), policy=MAIL_POLICY)


def source_page(store: MailStore, name: str) -> Page:
    """The bytes of a mail as they came."""
    return Page(store.source(name), kind="text/plain; charset=utf-8")


def part(message: EmailMessage, subtype: str) -> str | None:
    """The text of the first part of a kind (`html`, `plain`); unreadable bytes are marked."""
    found = message.get_body(preferencelist=(subtype,))
    if found is None:
        return None
    content = found.get_payload(decode=True)
    charset = found.get_content_charset("utf-8")
    try:
        return bytes(content).decode(charset, errors="replace")
    except LookupError:
        return bytes(content).decode("utf-8", errors="replace")


def linked(text: str) -> str:
    """Text as HTML in which web addresses are links."""
    pieces, last = [], 0
    for match in LINK.finditer(text):
        address = escape(match.group())
        anchor = f'<a href="{address}" target="_blank" rel="noopener">{address}</a>'
        pieces += [escape(text[last : match.start()]), anchor]
        last = match.end()
    return "".join([*pieces, escape(text[last:])])


def layout(title: str, main: str) -> bytes:
    """A whole page around `main`, which is HTML; `title` is text."""
    return (
        "<!doctype html><html lang='en'><head><meta charset='utf-8'>"
        "<meta name='viewport' content='width=device-width, initial-scale=1'>"
        f"<title>{escape(title)} - caught mail</title><link rel='stylesheet' href='/style.css'></head>"
        "<body><header><a href='/'>Vakblad</a> caught mail</header>"
        f"<main><h1>{escape(title)}</h1>{main}</main></body></html>"
    ).encode()


VIEWS = {"": mail_page, "html": html_page, "source": source_page}
