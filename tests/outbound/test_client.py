"""The client against hosts on loopback that answer well, badly, for ever, or too much."""

import asyncio
import gzip
import time
import zlib
from itertools import pairwise

import pytest

from outbound.client import Client, Limits
from outbound.exceptions import (
    ConnectionFailed,
    NameUnknown,
    TimedOut,
    TooLarge,
    TooManyRedirects,
)
from tests.outbound.hosts import reply, serve

QUICK = Limits(total_s=1.0, pause_s=0.0, body_bytes=100_000)


def fetch(speak, path="/", limits=QUICK, headers=None):
    """Ask the host once; gives the response and the host."""

    async def get():
        async with serve(speak) as host:
            hosts = {"*.example.nl": f"127.0.0.1:{host.port}"}
            async with Client(user_agent="Vakblad/test", hosts=hosts, limits=limits) as client:
                return await client.get(f"http://feeds.example.nl{path}", headers), host

    return asyncio.run(get())


def encoded(body, encoding):
    return reply(body, headers=f"Content-Encoding: {encoding}\r\n")


def test_get_of_page_gives_status_headers_body_and_address():
    response, _ = fetch(reply(b"hallo", headers='ETag: "1"\r\n'), "/feed?a=1")
    assert (response.status, response.body, response.headers["etag"]) == (200, b"hallo", '"1"')
    assert response.url == "http://feeds.example.nl/feed?a=1"


def test_get_sends_our_name_and_nothing_that_follows_a_reader(monkeypatch):
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    _, host = fetch(reply(b"", headers="Set-Cookie: a=b\r\n"), headers={"If-None-Match": '"1"'})
    request = host.requests[0].lower()
    assert "user-agent: vakblad/test" in request and 'if-none-match: "1"' in request
    assert "referer" not in request and "cookie" not in request


@pytest.mark.parametrize(
    ("encoding", "body"),
    [
        ("gzip", gzip.compress(b"een", mtime=0)),
        ("x-gzip", gzip.compress(b"e", mtime=0) + gzip.compress(b"en", mtime=0)),
        ("deflate", zlib.compress(b"een")),
        ("deflate", zlib.compress(b"een", wbits=-15)),
        ("gzip", gzip.compress(b"een", mtime=0) + b"rubbish"),
    ],
)
def test_get_of_compressed_body_gives_it_plain(encoding, body):
    assert fetch(encoded(body, encoding))[0].body == b"een"


def test_get_of_truncated_gzip_gives_what_can_be_read():
    whole = b"".join(b"%d " % number for number in range(5000))
    body = gzip.compress(whole, mtime=0)[:-2000]
    assert whole.startswith(fetch(encoded(body, "gzip"))[0].body)


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "br"])
def test_get_of_body_that_is_not_what_it_says_fails(encoding):
    with pytest.raises(ConnectionFailed):
        fetch(encoded(b"this is not compressed", encoding))


def test_get_of_gzip_bomb_ends_at_the_limit():
    bomb = gzip.compress(b"\0" * 50_000_000, mtime=0)
    with pytest.raises(TooLarge):
        fetch(encoded(bomb, "gzip"))


def test_get_of_large_plain_body_ends_at_the_limit():
    with pytest.raises(TooLarge):
        fetch(reply(b"x" * 100_001))


def test_get_of_drip_ends_in_time():
    async def drip(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 600\r\n\r\n")
        for _ in range(600):
            writer.write(b"x")
            await writer.drain()
            await asyncio.sleep(1)

    started = time.monotonic()
    with pytest.raises(TimedOut):
        fetch(drip, limits=Limits(total_s=0.3))
    assert time.monotonic() - started < 3


@pytest.mark.parametrize("line", [b"X-Header: " + b"x" * 500 + b"\r\n", b"x" * 1000])
def test_get_of_endless_headers_ends_at_the_limit(line):
    async def endless(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\n")
        while True:
            writer.write(line)
            await writer.drain()

    with pytest.raises(TooLarge):
        fetch(endless, limits=Limits(total_s=5))


def test_get_of_more_headers_than_64_kb_is_too_large():
    headers = "".join(f"X-{number}: {'x' * 7000}\r\n" for number in range(10))
    with pytest.raises(TooLarge):
        fetch(reply(b"", headers=headers))


def test_get_of_endless_redirects_ends_at_the_limit():
    with pytest.raises(TooManyRedirects):
        fetch(reply(status="302 Found", headers="Location: /again\r\n"))


def test_get_of_redirect_follows_and_remembers_it():
    async def speak(request, writer):
        moved = request.startswith("GET / ")
        answer = reply(status="301 Moved", headers="Location: /new\r\n") if moved else reply(b"new")
        await answer(request, writer)

    response, _ = fetch(speak)
    assert (response.body, response.url) == (b"new", "http://feeds.example.nl/new")
    assert response.redirects == ((301, "http://feeds.example.nl/"),)


def test_get_of_host_that_speaks_no_http_fails():
    async def mumble(request, writer):
        writer.write(b"220 mail.example.nl ESMTP\r\n")

    with pytest.raises(ConnectionFailed):
        fetch(mumble)


def test_get_of_body_that_breaks_off_fails():
    async def break_off(request, writer):
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf")

    with pytest.raises(ConnectionFailed):
        fetch(break_off)


def test_get_of_unknown_name_says_so():
    async def nowhere(host, port):
        raise OSError("Name or service not known")

    async def get():
        async with Client(user_agent="Test", resolver=nowhere) as client:
            await client.get("http://nergens.example.nl/")

    with pytest.raises(NameUnknown) as caught:
        asyncio.run(get())
    assert caught.value.url == "http://nergens.example.nl/"


def test_get_asks_one_host_two_at_a_time_with_a_pause():
    open_now, most, starts = 0, 0, []

    async def slow(request, writer):
        nonlocal open_now, most
        starts.append(time.monotonic())
        open_now += 1
        most = max(most, open_now)
        await asyncio.sleep(0.15)
        open_now -= 1
        await reply(b"")(request, writer)

    async def get():
        async with serve(slow) as host:
            hosts = {"feeds.example.nl": f"127.0.0.1:{host.port}"}
            async with Client(user_agent="T", hosts=hosts, limits=Limits(pause_s=0.05)) as client:
                await asyncio.gather(*(client.get("http://feeds.example.nl/") for _ in range(5)))

    asyncio.run(get())
    gaps = [later - earlier for earlier, later in pairwise(starts)]
    assert most == 2 and min(gaps) > 0.03
