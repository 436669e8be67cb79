"""Which words are wanted: a page was saved or published, and an embed stands in it.

In: a page. Out: a waiting `Embed` for each address of a known provider. Nobody is asked here; the worker is nudged by
whoever calls. Safe to repeat: an address has one row.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from django.conf import settings
from wagtail.fields import StreamField
from wagtail.models import Page

from articles.blocks.media import ADDRESS_LENGTH, EmbedBlock
from articles.embeds import providers
from articles.models import Embed


def addresses_in(page: Page) -> list[str]:
    """The addresses in the embed blocks of a page, in order, each once."""
    return list(dict.fromkeys(_walk(page)))


def want(page: Page, now: datetime, *, anew: bool = False) -> int:
    """Ask for the words of all embeds of a page; gives how many wait now.

    With `anew` those that were given up are asked for again: an editor who publishes has perhaps mended something.
    """
    found = {address: providers.find(address, settings.EMBED_PROVIDERS) for address in addresses_in(page)}
    wanted = {
        address: provider
        for address, provider in found.items()
        if provider and len(address) <= ADDRESS_LENGTH
    }
    known = set(Embed.objects.at(wanted).values_list("address", flat=True))
    rows = [
        Embed(address=address, provider=provider.name, wanted_at=now, next_try_at=now)
        for address, provider in wanted.items()
        if address not in known
    ]
    Embed.objects.bulk_create(rows, ignore_conflicts=True)
    if anew:
        given_up = Embed.objects.at(wanted).filter(state=Embed.State.FAILED)
        given_up.update(state=Embed.State.WAITING, tries_count=0, wanted_at=now, next_try_at=now)
    return Embed.objects.at(wanted).filter(state=Embed.State.WAITING).count()


def _walk(page: Page) -> Iterator[str]:
    for field in page._meta.get_fields():
        if isinstance(field, StreamField):
            for child in getattr(page, field.name) or ():
                if isinstance(child.block, EmbedBlock) and child.value:
                    yield str(child.value)
