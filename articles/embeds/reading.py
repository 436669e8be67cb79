"""Asking providers what they call the things that our articles show.

In: `Embed` rows that are due. Out: their title and author, or why there is none and when to ask again. One lease a
host (`outbound.leases`), one event loop a host, everything fetched before anything is stored. Runs in the worker
alone; safe to repeat, since a row that was read is no longer due.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from itertools import groupby

from django.conf import settings
from django.db import OperationalError, transaction
from django.utils import timezone

from articles import bot, generations
from articles.embeds import oembed, providers
from articles.embeds.oembed import Silence, Words
from articles.models import Embed
from outbound import leases
from outbound.client import Client, Limits

BATCH = 20  # one question a second to one host: well within a lease
BODY_BYTES = 200_000  # an answer of oEmbed is some 2 kB
# Waits between tries: a host that is down for a moment, a night, a weekend. Then an editor has to look.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 30, 120, 720, 2880))


def read_due(now: datetime, clock: Callable[[], datetime] = timezone.now) -> int:
    """Ask for the embeds that are due, where their host is free; gives how many were asked."""
    due = list(Embed.objects.due(now)[:BATCH])
    if not due:
        return 0
    leases.free_abandoned(clock())
    listed = [embed for embed in due if _provider(embed)]
    for embed in due:
        if embed not in listed:
            _note(embed, Silence("unlisted"), now)
    hosts = groupby(sorted(listed, key=_host), key=_host)
    return sum(_read_host(host, list(embeds), now, clock) for host, embeds in hosts)


def _read_host(host: str, embeds: Sequence[Embed], now: datetime, clock: Callable[[], datetime]) -> int:
    """Ask one provider for all of its embeds, under the lease of its host; 0 when another holds it."""
    holder, wait_s = leases.new_holder(), 0.0
    try:
        if host not in leases.take([host], holder, clock()):
            return 0
        answers = asyncio.run(
            _ask_all({embed.address: _question(embed) for embed in embeds}, bot.user_agent(), now)
        )
        _store(embeds, answers, now)
        wait_s = max(
            (answer.host_wait_s for answer in answers.values() if isinstance(answer, Silence)), default=0.0
        )
    except OperationalError:
        raise  # the database's trouble, not the provider's
    except Exception as error:
        for embed in embeds:
            _note(embed, Silence("unforeseen", f"{type(error).__name__}: {error}"), now)
        raise
    finally:
        leases.release(holder, {host: clock() + timedelta(seconds=wait_s)} if wait_s else None)
    return len(embeds)


@transaction.atomic
def _store(embeds: Sequence[Embed], answers: Mapping[str, Words | Silence], now: datetime) -> None:
    """Keep what came of all questions to one host; new words show on every page that was kept without them."""
    for embed in embeds:
        _note(embed, answers[embed.address], now)
    if any(isinstance(answer, Words) for answer in answers.values()):
        generations.raise_site()


async def _ask_all(
    questions: Mapping[str, str], user_agent: str, now: datetime
) -> dict[str, Words | Silence]:
    limits = Limits(body_bytes=BODY_BYTES, ports=tuple(settings.OUTBOUND_PORTS))
    async with Client(user_agent=user_agent, hosts=settings.OUTBOUND_HOSTS, limits=limits) as client:
        answers = await asyncio.gather(
            *(oembed.ask(client, question, now) for question in questions.values())
        )
    return dict(zip(questions, answers, strict=True))


def _note(embed: Embed, answer: Words | Silence, now: datetime) -> None:
    """Keep what came of one question. Words that we had stay when a later question brings none."""
    fields: dict[str, object] = {"asked_at": now, "tries_count": embed.tries_count + 1}
    if isinstance(answer, Words):
        fields |= {"state": Embed.State.READ, "title": answer.title, "author": answer.author, "fault": None}
    else:
        fields |= {"fault": {"code": answer.code, "detail": answer.detail[:200]}}
        fields |= _next_try(embed.tries_count, answer, now)
    Embed.objects.filter(pk=embed.pk).update(**fields)


def _next_try(tries_count: int, answer: Silence, now: datetime) -> dict[str, object]:
    if answer.is_final or tries_count >= len(WAITS):
        return {"state": Embed.State.FAILED}
    return {"next_try_at": now + max(WAITS[tries_count], timedelta(seconds=answer.wait_s))}


def _provider(embed: Embed) -> providers.Provider | None:
    return providers.find(embed.address, settings.EMBED_PROVIDERS)


def _question(embed: Embed) -> str:
    provider = _provider(embed)
    return provider.question(embed.address) if provider else ""


def _host(embed: Embed) -> str:
    """The host that is asked, as leases name it: without a port."""
    return providers.host(_question(embed)).partition(":")[0]
