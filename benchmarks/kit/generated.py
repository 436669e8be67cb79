"""Generated feeds of 20 entries and about 16 kB, and a server process that shows each under its own host name."""

from __future__ import annotations

import asyncio
import hashlib
import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from multiprocessing import get_context
from multiprocessing.connection import Connection
from typing import Any

ENTRIES = 20
NEWEST = datetime(2026, 11, 24, 8, 0, tzinfo=UTC)
WORDS = (
    "cloud data platform gemeente leverancier beveiliging storing netwerk centrale migratie kosten regels "
    "toezicht markt dienst capaciteit datacenter stroom koeling opslag model training toegang sleutel "
    "incident aanbesteding software open standaard koppeling team klant contract audit budget besluit"
).split()


def feed(number: int) -> bytes:
    """One RSS document; the same number gives the same bytes."""
    chance = random.Random(number)
    items = "".join(_item(number, entry, chance) for entry in range(ENTRIES))
    return (
        f'<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Bron {number}</title>'
        f"<link>http://feed{number}.localhost/</link><language>nl</language>{items}</channel></rss>"
    ).encode()


def _item(number: int, entry: int, chance: random.Random) -> str:
    date = format_datetime(NEWEST - timedelta(hours=entry * 5, minutes=number % 60))
    address = f"http://feed{number}.localhost/{entry}"
    text = " ".join(chance.choices(WORDS, k=80))
    return (
        f"<item><title>{' '.join(chance.choices(WORDS, k=8)).capitalize()}</title><link>{address}</link>"
        f"<guid>{address}</guid><pubDate>{date}</pubDate>"
        f"<description>&lt;p&gt;{text}.&lt;/p&gt;</description></item>"
    )


@contextmanager
def serve(count: int) -> Iterator[int]:
    """Serve `feed{n}.localhost` from a process of its own, with an ETag each; gives the port on 127.0.0.1."""
    context = get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_run_server, args=(count, theirs), daemon=True)
    process.start()
    try:
        yield ours.recv()
    finally:
        process.terminate()
        process.join()


def _run_server(count: int, ready: Connection) -> None:
    from aiohttp import web

    bodies = [feed(number) for number in range(count)]
    etags = [f'"{hashlib.sha256(body).hexdigest()[:16]}"' for body in bodies]

    async def answer(request: web.BaseRequest) -> web.StreamResponse:
        number = int(request.host.split(".")[0].removeprefix("feed"))
        headers = {"ETag": etags[number]}
        if request.headers.get("If-None-Match") == etags[number]:
            return web.Response(status=304, headers=headers)
        return web.Response(body=bodies[number], content_type="application/rss+xml", headers=headers)

    async def run() -> None:
        runner = web.ServerRunner(web.Server(answer))
        await runner.setup()
        place = web.TCPSite(runner, "127.0.0.1", 0, backlog=1024)
        await place.start()
        sockets: Any = place._server
        ready.send(sockets.sockets[0].getsockname()[1])
        await asyncio.Event().wait()

    asyncio.run(run())
