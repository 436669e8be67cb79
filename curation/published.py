"""What readers see of digests: published ones only, ready to print.

Comes in: a page of the tree, or a digest. Goes out: frozen descriptions of what a list shows, each read
in a fixed number of queries. The public tags, the story's view and the feed call it; the desk's preview shows a
draft through the same functions.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import ceil

from django.db.models import F, Prefetch, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr
from django.urls import reverse
from wagtail.models import Page

from articles.models import SectionPage, Topic
from curation.models import DigestLink, DigestPage, Story

KNOWING_MIN = 0.25  # headline, why and excerpt of one link (data-model.md, Minutes)
UNKNOWN_READING_MIN = 3  # counted for a link of unknown length (data-model.md, Minutes)
NAMED_SOURCES = 2  # how many of "also in" are named before the rest is a number


@dataclass(frozen=True, slots=True)
class ShownLink:
    """One link of a digest as a list shows it: its number, what it is about, and who else told it."""

    number: int
    link: DigestLink
    kicker: str
    kicker_url: str
    also_in: list[dict[str, str]]
    more_count: int
    story_url: str


@dataclass(frozen=True, slots=True)
class ShownDigest:
    """A digest with its links; `know_min` and `read_min` are what it takes to know and to read it all."""

    page: DigestPage
    links: list[ShownLink]
    know_min: int
    read_min: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """The published digests of one page: the newest described, the earlier ones with their links at hand."""

    newest: ShownDigest | None
    earlier: list[DigestPage]


def digests_of(page: Page) -> QuerySet[DigestPage]:
    """Published digests right below a home or section page, newest first."""
    return DigestPage.objects.live().child_of(page).select_related("locale").order_by("-digest_on", "-path")


def shelf(page: Page, earlier_count: int) -> Shelf:
    """The newest digest of `page` and up to `earlier_count` before it: four queries."""
    found = list(digests_of(page).prefetch_related("links")[: 1 + earlier_count])
    return Shelf(show(found[0]) if found else None, found[1:])


@dataclass(frozen=True, slots=True)
class FrontDigests:
    """The digests of a home page: its newest and earlier ones, and the newest of each section with its page."""

    newest: ShownDigest | None
    earlier: list[DigestPage]
    of_sections: list[tuple[SectionPage, DigestPage]]


def on_front(home: Page, sections: Sequence[SectionPage], earlier_count: int) -> FrontDigests:
    """What home shows of digests, the sections in the order that they are given in: four queries."""
    own = DigestPage.objects.live().child_of(home).order_by("-digest_on", "-path").values("pk")
    either = Q(pk__in=own[: 1 + earlier_count]) | Q(pk__in=newest_below(home).order_by().values("pk"))
    links = Prefetch("links", DigestLink.objects.select_related("story"))
    rows = DigestPage.objects.filter(either).select_related("locale").prefetch_related(links)
    found = list(rows.order_by("-digest_on", "-path"))
    here = [digest for digest in found if digest.depth == home.depth + 1]
    below = {digest.path[: -digest.steplen]: digest for digest in found if digest.depth > home.depth + 1}
    of_sections = [(section, below[section.path]) for section in sections if section.path in below]
    return FrontDigests(show(here[0]) if here else None, here[1:], of_sections)


def newest_below(home: Page) -> QuerySet[DigestPage]:
    """The newest published digest of each section below `home`, with its links at hand."""
    section = Substr("path", 1, len(home.path) + home.steplen)
    place = Window(RowNumber(), partition_by=[section], order_by=[F("digest_on").desc(), F("path").desc()])
    return (
        DigestPage.objects.live()
        .filter(path__startswith=home.path, depth=home.depth + 2)
        .annotate(place=place)
        .filter(place=1)
        .select_related("locale")
        .prefetch_related("links")
    )


def show(digest: DigestPage) -> ShownDigest:
    """Describe a digest, published or a draft: one query for links, stories and topics each."""
    links = list(digest.links.all())
    stories = stories_of(links)
    names = topic_names({slug for link in links for slug in link.topic_slugs[:1]})
    shown = [show_link(number, link, stories, names) for number, link in enumerate(links, start=1)]
    read_min = sum(UNKNOWN_READING_MIN if link.minutes is None else link.minutes for link in links)
    return ShownDigest(digest, shown, ceil(KNOWING_MIN * len(links)), read_min)


def stories_of(links: Sequence[DigestLink]) -> dict[int, Story]:
    """The stories of links by their key; none is asked for that is at hand."""
    if all(DigestLink.story.is_cached(link) for link in links if link.story_id):
        return {link.story_id: link.story for link in links if link.story_id}
    return Story.objects.in_bulk({link.story_id for link in links if link.story_id})


def show_link(number: int, link: DigestLink, stories: dict[int, Story], names: dict[str, str]) -> ShownLink:
    """Describe one link; the story's own address is shown where there is a story."""
    story = stories.get(link.story_id or 0)
    kicker = names.get(link.topic_slugs[0], "") if link.topic_slugs else ""
    return ShownLink(
        number,
        link,
        kicker,
        reverse("topic", args=[link.topic_slugs[0]]) if kicker else "",
        link.also_in[:NAMED_SOURCES],
        len(link.also_in[NAMED_SOURCES:]),
        story.get_absolute_url() if story else "",
    )


def topic_names(slugs: set[str]) -> dict[str, str]:
    """Slug to name in the active language, for the topics that still exist."""
    if not slugs:
        return {}
    return {topic.slug: topic.name for topic in Topic.objects.filter(slug__in=slugs)}


def neighbours(digest: DigestPage) -> tuple[DigestPage | None, DigestPage | None]:
    """The published digests before and after this one, of the same section and language."""
    beside = DigestPage.objects.live().sibling_of(digest, inclusive=False).select_related("locale")
    earlier = Q(digest_on__lt=digest.digest_on) | Q(digest_on=digest.digest_on, path__lt=digest.path)
    before = beside.filter(earlier).order_by("-digest_on", "-path").first()
    after = beside.exclude(earlier).order_by("digest_on", "path").first()
    return before, after
