"""A digest's link as a snapshot of a candidate: what outlives the items and sources it was taken from.

Comes in: a candidate with its story and item. Goes out: a `DigestLink` that is not saved. The machine's first
draft and the editor's "take" call it.
"""

from curation.exceptions import ActRefused
from curation.models import Candidate, DigestLink, Item
from curation.models.digests import HEADLINE_LENGTH


def snapshot(candidate: Candidate) -> DigestLink:
    """Return a link with the item's own title as headline and no line of why: those are the editor's.

    Raises ActRefused where the item is gone or has no address: there is nothing left to link to.
    """
    item = candidate.item
    if item is None or not item.url:
        raise ActRefused(f"candidate {candidate.pk}", "item_gone")
    return DigestLink(
        story=candidate.story,
        headline=item.title[:HEADLINE_LENGTH],
        url=item.url,
        source_name=item.source.title,
        original_title=item.title,
        language=item.language,
        topic_slugs=list(item.topics.order_by("slug").values_list("slug", flat=True)),
        excerpt=item.excerpt,
        minutes=item.minutes,
        published_at=item.dated_at,  # never ahead of the day on which it was read
        also_in=also_in(candidate, item),
    )


def also_in(candidate: Candidate, item: Item) -> list[dict[str, str]]:
    """Name the other sources of this magazine that told the story, each once, earliest first."""
    others = (
        candidate.story.items.filter(source__site=candidate.window.site_id)
        .exclude(source=item.source)
        .exclude(url="")
        .select_related("source")
        .order_by("dated_at", "pk")
    )
    names = {other.source.title: other.url for other in reversed(others)}
    return [{"name": name, "url": url} for name, url in reversed(names.items())]
