"""The mail catcher: what is sent is kept whole, and shown without being trusted."""

import asyncio
import smtplib
import socket
import threading
import urllib.error
import urllib.request
from email.message import EmailMessage

import pytest

from ops.mail_catcher import Catcher, serve_mail, serve_pages
from ops.mail_pages import answer, linked
from ops.mail_store import MailStore


@pytest.fixture
def store(tmp_path):
    return MailStore(tmp_path / "mail")


@pytest.fixture
def smtp_port(store):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    loop = asyncio.new_event_loop()
    task = loop.create_task(serve_mail(store, port))
    thread = threading.Thread(
        target=lambda: loop.run_until_complete(asyncio.gather(task, return_exceptions=True))
    )
    thread.start()
    yield port
    loop.call_soon_threadsafe(task.cancel)
    thread.join()
    loop.close()


@pytest.fixture
def web(store):
    server = serve_pages(store, "127.0.0.1", 0)
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def letter(subject="Nieuws", text="Één regel\n", html=None):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = (
        "redactie@vakblad.example",
        "lezer@vakblad.example",
        subject,
    )
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def keep(store, **parts):
    return store.keep("bounce@vakblad.example", ["lezer@vakblad.example"], letter(**parts).as_bytes())


def connect(port):
    for _ in range(100):
        try:
            return smtplib.SMTP("127.0.0.1", port, timeout=10)
        except ConnectionRefusedError:
            threading.Event().wait(0.05)
    raise AssertionError("the catcher does not listen")


def test_smtp_mail_is_kept_with_its_envelope(store, smtp_port):
    with connect(smtp_port) as connection:
        connection.send_message(
            letter(text="regel\n.punt\n"), "vertuig@vakblad.example", ["a@b.example", "c@d.example"]
        )
    (name,) = store.names()
    message = store.message(name)
    assert message["Return-Path"] == "<vertuig@vakblad.example>"
    assert message.get_all("Delivered-To") == ["a@b.example", "c@d.example"]
    assert message.get_content() == "regel\r\n.punt\r\n"


def test_handle_data_full_disk_is_a_temporary_failure(store, tmp_path):
    store.folder = tmp_path / "missing"
    envelope = type(
        "Envelope", (), {"mail_from": "a@b.example", "rcpt_tos": ["c@d.example"], "content": b"x"}
    )
    assert asyncio.run(Catcher(store).handle_DATA(None, None, envelope)).startswith("452 4.3.1")


def test_names_newest_first(store):
    first, second = keep(store), keep(store)
    assert store.names() == [second, first]


@pytest.mark.parametrize("name", ["../secret-key", "x.eml", "", "00000000000000000000-" + "0" * 32 + ".eml"])
def test_source_unknown_name_is_refused(store, name):
    with pytest.raises(KeyError):
        store.source(name)


def test_list_shows_a_hundred_and_leads_to_older(store):
    for number in range(101):
        keep(store, subject=f"Nummer {number}")
    page = answer(store, "/").body.decode()
    assert "101 mails" in page and "Nummer 100" in page and ">Nummer 0<" not in page
    assert ">Nummer 0<" in answer(store, "/?q=&page=2").body.decode()


def test_list_search_finds_by_subject_and_recipient(store):
    keep(store, subject="Bevestig je aanmelding")
    keep(store, subject="Cloud")
    assert "1 mail<" in answer(store, "/?q=BEVESTIG").body.decode()
    assert "2 mails" in answer(store, "/?q=lezer%40").body.decode()
    assert "No mail with these words" in answer(store, "/?q=zzz").body.decode()


@pytest.mark.parametrize("target", ["/?page=-1", "/?page=x", "/?page=999999999999", "/?page=9"])
def test_list_odd_page_numbers_answer(store, target):
    keep(store)
    assert answer(store, target).status == 200


def test_pages_escape_what_a_mail_says(store):
    name = keep(
        store, subject="<script>alert(1)</script>", text="<b>&</b> https://vakblad.example/a?b=1&c=2."
    )
    for page in (answer(store, "/"), answer(store, f"/mail/{name}"), answer(store, "/?q=%22%3E%3Cscript%3E")):
        assert b"<script" not in page.body and b"<b>" not in page.body


def test_html_page_runs_no_script_and_loads_nothing(store):
    name = keep(store, html="<p>Lees <a href='https://vakblad.example/'>verder</a></p>")
    page = answer(store, f"/mail/{name}/html")
    assert b"<p>Lees" in page.body and b'<base target="_blank">' in page.body
    assert "default-src 'none'" in page.policy and "allow-scripts" not in page.policy
    assert b"sandbox='allow-popups" in answer(store, f"/mail/{name}").body


def test_linked_ends_an_address_before_the_full_stop():
    link = (
        '<a href="https://vakblad.example/nl/" target="_blank" rel="noopener">https://vakblad.example/nl/</a>'
    )
    shown = linked("Zie https://vakblad.example/nl/. <b>")
    assert shown == f"Zie {link}. &lt;b&gt;"


def test_source_page_is_the_file(store):
    name = keep(store)
    page = answer(store, f"/mail/{name}/source")
    assert page.body == (store.folder / name).read_bytes() and page.kind.startswith("text/plain")


def test_web_answers_with_policy_and_refuses_strange_hosts(store, web):
    with urllib.request.urlopen(web, timeout=10) as response:  # noqa: S310
        assert response.status == 200 and "default-src 'none'" in response.headers["Content-Security-Policy"]
    strange = urllib.request.Request(web, headers={"Host": "evil.example"})  # noqa: S310
    with pytest.raises(urllib.error.HTTPError, match="400"):
        urllib.request.urlopen(strange, timeout=10)  # noqa: S310
