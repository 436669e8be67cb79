"""New sources: from an address, or from a whole list.

In: outlines (an address with what the list says of it) and a magazine. Out: `Source` rows that are due at once.
Safe to repeat: an address that the magazine has already, in canonical form, is known and stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from wagtail.models import Site

from articles.models import Section
from curation.canonical import canonical_url, host_of
from curation.clients.links import web_address
from curation.models import Source
from curation.opml import Outline, unique

ROWS = 500  # a statement


@dataclass(frozen=True, slots=True)
class Sorted:
    """Outlines that would be new, and how many are known already or hold no usable address."""

    new: list[Outline]
    known_count: int
    refused_count: int = 0


def sort(site: Site, outlines: Iterable[Outline]) -> Sorted:
    """Tell new addresses from known ones, without writing anything."""
    listed = list(unique(outlines))
    usable = [one for one in listed if is_usable(one.address)]
    addresses = Source.objects.feeds().filter(site=site).values_list("address", flat=True)
    known = {canonical_url(address) for address in addresses}
    new = [one for one in usable if canonical_url(one.address) not in known]
    return Sorted(new, len(usable) - len(new), len(listed) - len(usable))


def is_usable(address: str) -> bool:
    """Whether this can be the address of a source at all: a host, and not longer than the column."""
    return bool(host_of(address)) and len(address) <= 2000 and len(host_of(address)) <= 253


@transaction.atomic
def register(site: Site, outlines: Iterable[Outline], sections: Sequence[Section] = ()) -> list[Source]:
    """Make sources of the new ones among these; gives them with their keys."""
    new = sort(site, outlines).new
    sources = [Source.at(site, one.address, title=one.title[:200], homepage=_homepage(one)) for one in new]
    Source.objects.bulk_create(sources, batch_size=ROWS)
    through = Source.sections.through
    links = [through(source_id=source.pk, section_id=one.pk) for source in sources for one in sections]
    through.objects.bulk_create(links, batch_size=ROWS)
    return sources


def _homepage(outline: Outline) -> str:
    homepage = web_address(outline.homepage)
    return homepage if is_usable(homepage) else ""
