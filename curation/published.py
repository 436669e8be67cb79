"""What readers see of digests and stories: published ones only, ready to print.

Comes in: a page of the tree, a digest, a story. Goes out: frozen descriptions of what a list shows, each read
in a fixed number of queries. The public tags, the story's view and the feed call it; the desk's preview shows a
draft through the same functions.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from math import ceil
from operator import or_

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber, Substr
from wagtail.models import Page, Site

from articles.models import SectionPage, Topic
from curation.models import DigestLink, DigestPage, Item, Story

KNOWING_MIN = 0.25  # headline, why and excerpt of one link (data-model.md, Minutes)
UNKNOWN_READING_MIN = 3  # counted for a link of unknown length (data-model.md, Minutes)
NAMED_SOURCES = 2  # how many of "also in" are named before the rest is a number


@dataclass(frozen=True, slots=True)
class ShownLink:
    """One link of a digest as a list shows it: its number, what it is about, and who else told it."""

    number: int
    link: DigestLink
    kicker: str
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


@dataclass(frozen=True, slots=True)
class Telling:
    """One source's telling of a story."""

    source_name: str
    title: str
    url: str
    excerpt: str
    language: str
    minutes: int | None
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ShownStory:
    """A story as its page shows it: the editor's own words, and who told it, newest first."""

    story: Story
    headline: str
    why: str
    tellings: list[Telling]


def digests_of(page: Page) -> QuerySet[DigestPage]:
    """Published digests right below a home or section page, newest first."""
    return DigestPage.objects.live().child_of(page).select_related("locale").order_by("-digest_on", "-path")


def shelf(page: Page, earlier_count: int) -> Shelf:
    """The newest digest of `page` and up to `earlier_count` before it: four queries."""
    found = list(digests_of(page).prefetch_related("links")[: 1 + earlier_count])
    return Shelf(show(found[0]) if found else None, found[1:])


def newest_of_sections(home: Page) -> list[tuple[SectionPage, DigestPage]]:
    """Each section below `home` with its newest published digest, in the order of the menu: three queries."""
    sections = SectionPage.objects.live().child_of(home).select_related("section", "locale")
    newest = {digest.path[: -digest.steplen]: digest for digest in newest_below(home)}
    ordered = sections.order_by("section__position", "section__key")
    return [(section, newest[section.path]) for section in ordered if section.path in newest]


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
    stories = Story.objects.in_bulk({link.story_id for link in links if link.story_id})
    names = topic_names({slug for link in links for slug in link.topic_slugs[:1]})
    shown = [show_link(number, link, stories, names) for number, link in enumerate(links, start=1)]
    read_min = sum(UNKNOWN_READING_MIN if link.minutes is None else link.minutes for link in links)
    return ShownDigest(digest, shown, ceil(KNOWING_MIN * len(links)), read_min)


def show_link(number: int, link: DigestLink, stories: dict[int, Story], names: dict[str, str]) -> ShownLink:
    """Describe one link; the story's own address is shown where there is a story."""
    story = stories.get(link.story_id or 0)
    kicker = names.get(link.topic_slugs[0], "") if link.topic_slugs else ""
    return ShownLink(
        number,
        link,
        kicker,
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


def heir(story: Story) -> Story:
    """The story that this one was merged into, in the end; itself where it was not."""
    while story.merged_into is not None:
        story = story.merged_into
    return story


def with_merged(story: Story) -> set[int]:
    """The ids of a story and of all that were merged into it, however far back."""
    found, newest = {story.pk}, {story.pk}
    while newest:
        newest = set(Story.objects.filter(merged_into__in=newest).values_list("pk", flat=True)) - found
        found |= newest
    return found


def published_links(story: Story, site: Site) -> QuerySet[DigestLink]:
    """Links of this magazine's published digests to the story, or to one merged into it; newest first."""
    homes = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
    within = reduce(or_, (Q(page__path__startswith=path) for path in homes))
    return (
        DigestLink.objects.filter(within, story__in=with_merged(story), page__live=True)
        .select_related("page__locale")
        .order_by("-page__digest_on", "-page__path")
    )


def show_story(story: Story, site: Site, language: str) -> ShownStory | None:
    """Describe a public story in a magazine; None while no published digest of it links there."""
    links = list(published_links(story, site))
    if not links:
        return None
    own = [link for link in links if link.page.locale.language_code == language]
    chosen = (own or links)[0]
    return ShownStory(story, chosen.headline, chosen.why, tellings(story, site, chosen))


def tellings(story: Story, site: Site, chosen: DigestLink) -> list[Telling]:
    """Items of this magazine's sources, newest first; what the link remembers where they are gone."""
    items = (
        Item.objects.filter(Q(source__site=site) | Q(url=chosen.url), story=story)
        .select_related("source")
        .order_by("-dated_at", "-pk")
    )
    found = [
        Telling(
            item.source.title, item.title, item.url, item.excerpt, item.language, item.minutes, item.dated_at
        )
        for item in items
    ]
    return found or remembered(chosen)


def remembered(link: DigestLink) -> list[Telling]:
    """What a link's snapshot says of a story whose items are gone."""
    first = Telling(
        link.source_name,
        link.original_title or link.headline,
        link.url,
        link.excerpt,
        link.language,
        link.minutes,
        link.published_at,
    )
    others = [Telling(other["name"], "", other["url"], "", "", None, None) for other in link.also_in]
    return [first, *others]
