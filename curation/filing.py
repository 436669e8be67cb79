"""What published digests say of topics: their links are filed when they are published, and found by topic.

Comes in: published digests. Goes out: for a topic, the links to show on its page; for `articles.appearances`, the
condition by which a topic has a page. A link keeps the slugs of its topics as a snapshot; the rows here are what
the database can look up. `page_published` calls `file_page`; whoever writes digests in bulk calls `file`.
"""

from typing import Any

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from articles import generations
from articles.appearances import Pages, Row
from articles.models import HomePage, Topic
from curation.models import DigestLink, DigestPage, FiledLink

BATCH = 2_000  # rows of one INSERT


def file_page(*, instance: DigestPage, **_signal: Any) -> None:
    """File the links of a digest that was just published."""
    file(DigestPage.objects.filter(pk=instance.pk))


@transaction.atomic
def file(pages: QuerySet[DigestPage]) -> int:
    """File all links of these digests anew and return how many rows that made; safe to repeat."""
    topics = dict(Topic.objects.values_list("slug", "pk"))
    links = DigestLink.objects.filter(page__in=pages).values_list("pk", "topic_slugs")
    rows = [
        FiledLink(link_id=link, topic_id=topics[slug])
        for link, slugs in links
        for slug in dict.fromkeys(slugs)
        if slug in topics
    ]
    FiledLink.objects.filter(link__page__in=pages).delete()
    generations.raise_site()
    return len(FiledLink.objects.bulk_create(rows, batch_size=BATCH))


def conditions(model: type[Row], pages: Pages) -> list[Exists]:
    """Digests show topics: those of the links of a digest among `pages`."""
    if model is not Topic:
        return []
    return [Exists(FiledLink.objects.filter(pages("link__page__"), topic=OuterRef("pk")))]


def links_about(topic: Topic, home: HomePage, limit: int) -> list[DigestLink]:
    """The newest published links below `home` about a topic, each address once, with their digests at hand.

    A story stands in the digest of its section and in that of the whole magazine, so twice as many are read.
    """
    found = (
        DigestLink.objects.filter(filed__topic=topic, page__live=True, page__path__startswith=home.path)
        .select_related("page__locale")
        .order_by("-page__digest_on", "-page__path", "sort_order")[: 2 * limit]
    )
    return list({link.url: link for link in reversed(found)}.values())[::-1][:limit]


def rename(topic: Topic, old_slug: str) -> None:
    """Write a topic's new slug into the links that were filed under it, so that they keep its name."""
    links = list(DigestLink.objects.filter(filed__topic=topic))
    for link in links:
        link.topic_slugs = [topic.slug if slug == old_slug else slug for slug in link.topic_slugs]
    DigestLink.objects.bulk_update(links, ["topic_slugs"], batch_size=BATCH // 10)
    generations.raise_site()
