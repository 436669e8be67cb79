"""One event loop over a batch of sources.

In: sources. Out: a `Result` for each, in the order they finish; nothing of one source stops another. Knows no
database: it runs inside the loop, where there is none. Parsing goes to a thread, because ten milliseconds of it
would block every socket (measured.md).
"""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from curation.clients import feeds
from curation.clients.entries import Document, Feed, Validators
from curation.exceptions import CurationError, Unforeseen
from curation.models import Source
from outbound.client import Client

AT_A_TIME = 20  # requests of one process: measured.md, "fetch"


@dataclass(frozen=True, slots=True)
class Result:
    """What came of one source: a feed to store, nothing new (neither), or an error."""

    source: Source
    document: Document | None = None
    feed: Feed | None = None
    body_hash: str = ""
    error: CurationError | None = None


def fetch_all(
    sources: Iterable[Source],
    make_client: Callable[[], Client],
    now: datetime,
    done: Callable[[Result], None],
    *,
    unconditional: bool = False,
) -> list[Result]:
    """Fetch and parse all sources; `done` hears of each as it finishes.

    What nobody foresaw of one source comes back as its error too: `Unforeseen`, for the caller to raise.
    """
    asked = list(sources)

    async def run() -> list[Result]:
        gate = asyncio.Semaphore(AT_A_TIME)
        async with make_client() as client:

            async def one(source: Source) -> Result:
                async with gate:
                    result = await _read(client, source, now, unconditional=unconditional)
                done(result)
                return result

            outcomes = await asyncio.gather(*map(one, asked), return_exceptions=True)
        return [_settled(*pair) for pair in zip(asked, outcomes, strict=True)]

    return asyncio.run(run())


def _settled(source: Source, outcome: Result | BaseException) -> Result:
    if isinstance(outcome, Result):
        return outcome
    return Result(source, error=Unforeseen(source.address, outcome))


async def _read(client: Client, source: Source, now: datetime, *, unconditional: bool) -> Result:
    known = Validators() if unconditional else Validators(source.etag, source.last_modified)
    try:
        document = await feeds.fetch(client, source.address, known, now)
        return await _parse(source, document, unconditional=unconditional)
    except CurationError as error:
        return Result(source, error=error)


async def _parse(source: Source, document: Document, *, unconditional: bool) -> Result:
    """Nothing to do for a 304 or a body that is known byte by byte."""
    body_hash = hashlib.sha256(document.body).hexdigest() if document.status == 200 else source.body_hash
    if document.status == 304 or (body_hash == source.body_hash and not unconditional):
        return Result(source, document, body_hash=body_hash)
    feed = await asyncio.to_thread(feeds.parse, document.body, document.content_type, document.url)
    return Result(source, document, feed, body_hash)
