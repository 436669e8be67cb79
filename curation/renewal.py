"""Stored items whose ids change although they stay the same: a raised identity, or guids that a redesign renewed.

In: a source, and the drafts of a document. Out: rewritten ids, and the drafts that are really new. Called by
`curation.ingestion` within its transaction; docs/decisions/0006 says why.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import timedelta

from curation.cleaning import plain_text
from curation.identity import Draft, Parts
from curation.models import Item, Source

SAME_DATE = timedelta(days=1)
ROWS = 100  # a statement
URLS = 500  # a query


def rewrite_ids(source: Source) -> None:
    """Stored ids follow the source's new identity, so that nothing comes back as new."""
    seen: set[str] = set()
    changed = []
    for item in source.items.exclude(guid="").only("external_id", "guid", "canonical_url", "content_hash"):
        parts = Parts(item.guid, item.canonical_url, item.content_hash)
        item.external_id = parts.id(source.identity)
        if item.external_id not in seen:
            changed.append(item)
        seen.add(item.external_id)
    Item.objects.bulk_update(changed, ["external_id"], batch_size=ROWS)


def take_over(source: Source, listed: Sequence[Draft], unknown: Sequence[Draft]) -> list[Draft]:
    """Give stored items the new id of the draft that is the same page and title; the rest is new.

    `listed` are all drafts of the document, `unknown` those whose ids are not stored.
    """
    urls = Counter(each.parts.canonical_url for each in listed)
    stored = _stored_by_url(source, unknown, {each.external_id for each in listed})
    left, renewed = [], []
    for each in unknown:
        url = each.parts.canonical_url
        same = [item for item in stored.get(url, []) if _is_same(item, each)]
        if urls[url] == 1 and len(same) == 1:
            renewed.append(_renew(same[0], each))
        else:
            left.append(each)
    Item.objects.bulk_update(renewed, ["external_id", "guid", "content_hash"], batch_size=ROWS)
    return left


def _stored_by_url(source: Source, drafts: Sequence[Draft], listed: set[str]) -> dict[str, list[Item]]:
    """Items at the drafts' addresses that the document does not list under their own ids."""
    wanted = [each.parts.canonical_url for each in drafts if each.parts.canonical_url]
    found: dict[str, list[Item]] = defaultdict(list)
    for start in range(0, len(wanted), URLS):
        for item in source.items.filter(canonical_url__in=wanted[start : start + URLS]).defer("text"):
            if item.external_id not in listed:
                found[item.canonical_url].append(item)
    return found


def _is_same(item: Item, one: Draft) -> bool:
    """Same title and day; without dates the whole text must be the same."""
    if item.published_at is None or one.entry.published_at is None:
        return item.content_hash == one.parts.content_hash
    is_near = abs(item.published_at - one.entry.published_at) <= SAME_DATE
    return is_near and plain_text(one.entry.title)[:500] == item.title


def _renew(item: Item, one: Draft) -> Item:
    item.external_id, item.guid = one.external_id, one.parts.guid
    item.content_hash = one.parts.content_hash
    return item
