"""What one desk shows: a draft with the candidates of its window beside it, read in a fixed number of queries.

Comes in: a window and the person who looks. Goes out: frozen descriptions, ready to print. Nothing is changed
here; `curation.desk` does that. Called by `curation.views.desk`.
"""

from collections import defaultdict
from dataclasses import dataclass, field, fields
from datetime import datetime

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from articles.models import HomePage
from curation import published, ranking, silence
from curation.desk import Seen
from curation.models import (
    AddedLink,
    Candidate,
    DigestLink,
    DigestPage,
    DigestWindow,
    Item,
    RankingWeights,
    Source,
)
from curation.opened import candidates_beside, link_key
from curation.places import Place

# Candidates on a desk until all are asked for: several times a digest, and a page that stays quick.
SHOWN_MOST = 60
LATER_MOST = 12  # of those that belong to the next digest


@dataclass(frozen=True, slots=True)
class ShownCandidate:
    """A candidate as the list shows it, with who told its story, earliest first."""

    candidate: Candidate
    score: int
    reasons: list[str]
    tellings: list[Item]
    sources_count: int
    newest_at: datetime | None
    used_in: list[str]


@dataclass(frozen=True, slots=True)
class DraftLink:
    """A link of the draft with the key by which acts name it."""

    key: str
    shown: published.ShownLink
    is_first: bool
    is_last: bool


@dataclass(frozen=True, slots=True)
class Weight:
    """One weight of the ranking that holds, and whether the CMS overrides the constant."""

    name: str
    points: float
    is_set: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """How the sources of a desk were last read: what it takes to say why there is nothing."""

    sources_count: int
    failing_count: int
    last_read_at: datetime | None
    newest_at: datetime | None
    is_still: bool
    explanations: list[str]


@dataclass(frozen=True, slots=True)
class Looking:
    """What decides where a candidate is listed: the desk, its page, and the stories that the draft has."""

    window: DigestWindow
    place: Place
    page: DigestPage | None
    in_draft: frozenset[int | None]

    @property
    def section(self) -> str:
        """The section's name in the active language; empty for the whole magazine."""
        return "" if isinstance(self.place, HomePage) else str(self.place.section.name)

    @property
    def home_path(self) -> str:
        """The path of this language's home page in the tree."""
        path = str(self.place.path)
        return path if isinstance(self.place, HomePage) else path[: -self.place.steplen]


@dataclass(slots=True)
class Groups:
    """Candidates as the desk parts them; what is in the draft stands there and in none of these."""

    ready: list[ShownCandidate] = field(default_factory=list)
    more_count: int = 0
    more_later_count: int = 0
    later: list[ShownCandidate] = field(default_factory=list)
    dropped: list[ShownCandidate] = field(default_factory=list)
    used: list[ShownCandidate] = field(default_factory=list)

    @property
    def ready_count(self) -> int:
        """How many may be taken, shown or not."""
        return len(self.ready) + self.more_count

    @property
    def later_count(self) -> int:
        """How many came later, shown or not."""
        return len(self.later) + self.more_later_count

    def shorten(self) -> None:
        """Show the best alone; how many are left out is kept."""
        self.more_count = max(0, len(self.ready) - SHOWN_MOST)
        self.more_later_count = max(0, len(self.later) - LATER_MOST)
        del self.ready[SHOWN_MOST:], self.later[LATER_MOST:]


@dataclass(frozen=True, slots=True)
class Bench:
    """Everything on one desk."""

    window: DigestWindow
    place: Place
    page: DigestPage | None
    seen: Seen
    draft: published.ShownDigest | None
    links: list[DraftLink]
    groups: Groups
    added: list[AddedLink]
    weights: list[Weight]
    reading: Reading
    is_open: bool

    @property
    def is_waiting(self) -> bool:
        """Whether the worker still has something to do here."""
        return any(link.is_moving for link in self.added)


def bench(window: DigestWindow, place: Place, now: datetime, *, shows_all: bool = False) -> Bench:
    """Describe the desk of a window, whose digest stands below `place`; the best candidates or all."""
    page = draft_of(window)
    latest = page.get_latest_revision_as_object() if page else None
    draft = published.show(latest) if latest else None
    links = draft_links(draft)
    in_draft = frozenset(link.shown.link.story_id for link in links)
    groups = parted(Looking(window, place, page, in_draft))
    if not shows_all:
        groups.shorten()
    return Bench(
        window=window,
        place=place,
        page=page,
        seen=Seen.of(page) if page else Seen("", ""),
        draft=draft,
        links=links,
        groups=groups,
        added=unsettled(window),
        weights=weights_that_hold(window),
        reading=reading_state(window, now),
        is_open=now < window.ends_at,
    )


def draft_of(window: DigestWindow) -> DigestPage | None:
    """The digest made of this window: the first, where somebody copied it."""
    made = DigestPage.objects.filter(
        window=window, alias_of=None, locale__language_code=window.language
    ).select_related("locale", "latest_revision", "locked_by")
    first: DigestPage | None = made.order_by("pk").first()
    return first


def draft_links(draft: published.ShownDigest | None) -> list[DraftLink]:
    """The links of a draft with their keys and ends."""
    shown = draft.links if draft else []
    return [DraftLink(link_key(one.link), one, one.number == 1, one.number == len(shown)) for one in shown]


def parted(looking: Looking) -> Groups:
    """Part the candidates of the window, and of the one after it while the draft is not published."""
    groups, seen = Groups(), set(looking.in_draft)
    used_in = used_elsewhere(looking)
    for candidate in candidates_of(looking.window):
        is_later = candidate.window_id != looking.window.pk
        if candidate.story_id in seen or (is_later and (looking.page is None or looking.page.live)):
            continue
        seen.add(candidate.story_id)
        shown = show_candidate(candidate, used_in.get(candidate.story_id, []), looking.section)
        group_for(groups, shown, is_later=is_later).append(shown)
    return groups


def group_for(groups: Groups, shown: ShownCandidate, *, is_later: bool) -> list[ShownCandidate]:
    """Where a candidate is listed."""
    if shown.candidate.decision == Candidate.Decision.DROPPED:
        return groups.dropped
    if shown.used_in and not shown.candidate.is_added_by_hand:
        return groups.used
    return groups.later if is_later else groups.ready


def candidates_of(window: DigestWindow) -> QuerySet[Candidate]:
    """Candidates of this window and the next with all that a list shows; those of this window first."""
    tellings = (
        Item.objects.filter(source__site=window.site_id)
        .select_related("source")
        .defer("text")
        .order_by("dated_at", "pk")
    )
    return (
        candidates_beside(window)
        .select_related("story", "item__source", "decided_by")
        .defer("item__text")
        .prefetch_related(Prefetch("story__items", queryset=tellings))
        .order_by("window__ends_at", "-is_added_by_hand", "-score", "pk")
    )


def show_candidate(candidate: Candidate, used_in: list[str], section: str) -> ShownCandidate:
    """Describe one candidate; `section` is the name of the desk's section, empty for the whole magazine."""
    tellings = list(candidate.story.items.all())
    return ShownCandidate(
        candidate=candidate,
        score=round(candidate.score),
        reasons=[words for part in candidate.parts if (words := ranking.phrase(part, section))],
        tellings=tellings,
        sources_count=len({item.source_id for item in tellings}),
        newest_at=max((item.dated_at for item in tellings), default=None),
        used_in=used_in,
    )


def used_elsewhere(looking: Looking) -> dict[int, list[str]]:
    """Which stories other published digests of this magazine and language carry, and which digests these are."""
    stories = candidates_beside(looking.window).values("story")
    links = DigestLink.objects.filter(
        story__in=stories, page__live=True, page__path__startswith=looking.home_path
    ).exclude(page=looking.page)
    used = defaultdict(list)
    for story_id, title in links.order_by("page__digest_on").values_list("story_id", "page__title"):
        used[story_id].append(title)
    return used


def weights_that_hold(window: DigestWindow) -> list[Weight]:
    """The ranking's weights in this magazine, with where each comes from."""
    names = {field.name: str(field.verbose_name) for field in RankingWeights._meta.get_fields()}
    held, overridden = ranking.weights_of(window.site), ranking.overridden(window.site)
    return [
        Weight(names[one.name], getattr(held, one.name), one.name in overridden)
        for one in fields(ranking.Weights)
    ]


def unsettled(window: DigestWindow) -> list[AddedLink]:
    """Addresses added by hand that are no candidate yet, oldest first."""
    settled = Candidate.objects.filter(window=window).values("story")
    return list(
        window.added_links.exclude(item__story__in=settled)
        .select_related("added_by", "item__story")
        .order_by("added_at", "pk")
    )


def reading_state(window: DigestWindow, now: datetime) -> Reading:
    """How this desk's sources were last read, in two queries, and what other rooms know of their silence."""
    sources = Source.objects.filter(site=window.site_id, kind=Source.Kind.FEED)
    if window.section_key != HomePage.section_key:
        sources = sources.filter(sections__key=window.section_key)
    active = Q(state=Source.State.ACTIVE)
    counts = sources.aggregate(
        sources_count=Count("pk", filter=active),
        failing_count=Count("pk", filter=active & Q(failures_count__gt=0)),
        last_read_at=Max("last_read_at"),
    )
    newest = Item.objects.filter(source__in=sources).aggregate(at=Max("first_seen_at"))["at"]
    is_still = newest is None or newest < window.starts_at
    return Reading(
        **counts,
        newest_at=newest,
        is_still=is_still,
        explanations=silence.explanations(window.site, now),
    )
