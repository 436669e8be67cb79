"""What readers see of a story: the editor's words for it, and everybody who told it, by time.

Comes in: a story, a magazine and a language. Goes out: a frozen description, or nothing while no published digest
of that magazine links to the story. The story's public view calls it.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet
from wagtail.models import Site

from curation.models import DigestLink, Item, Story


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
    """A story as its page shows it: the editor's own words, and who told it, newest first.

    The words are those of another language where no digest in the page's own carries the story.
    """

    story: Story
    headline: str
    headline_language: str
    why: str
    why_language: str
    tellings: list[Telling]


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
    edition = chosen.page.locale.language_code
    return ShownStory(
        story,
        chosen.headline,
        chosen.headline_language or edition,
        chosen.why,
        edition,
        tellings(story, site, chosen),
    )


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
