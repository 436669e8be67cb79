"""What one desk shows: a draft with the candidates of its window beside it, read in a fixed number of queries.

Comes in: a window and the person who looks. Goes out: frozen descriptions, ready to print. Nothing is changed
here; `curation.desk` does that. Called by `curation.views.desk`.
"""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Max, Prefetch, Q, QuerySet

from articles.models import HomePage
from curation import published
from curation.acts import candidates_beside, link_key
from curation.desk import Seen
from curation.models import AddedLink, Candidate, DigestLink, DigestPage, DigestWindow, Item, Source
from curation.places import Place


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
class Reading:
    """How the sources of a desk were last read: what it takes to say why there is nothing."""

    sources_count: int
    failing_count: int
    last_read_at: datetime | None
    newest_at: datetime | None
    is_still: bool


@dataclass(slots=True)
class Groups:
    """Candidates as the desk parts them; what is in the draft stands there and in none of these."""

    ready: list[ShownCandidate] = field(default_factory=list)
    later: list[ShownCandidate] = field(default_factory=list)
    dropped: list[ShownCandidate] = field(default_factory=list)
    used: list[ShownCandidate] = field(default_factory=list)


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
    reading: Reading
    is_open: bool

    @property
    def is_waiting(self) -> bool:
        """Whether the worker still has something to do here."""
        return any(link.state != AddedLink.State.UNREADABLE or link.item_id for link in self.added)


def bench(window: DigestWindow, place: Place, now: datetime) -> Bench:
    """Describe the desk of a window, whose digest stands below `place`."""
    page = draft_of(window)
    latest = page.get_latest_revision_as_object() if page else None
    draft = published.show(latest) if latest else None
    links = draft_links(draft)
    in_draft = {link.shown.link.story_id for link in links}
    groups = parted(window, page, in_draft, used_elsewhere(window, place, page))
    return Bench(
        window=window,
        place=place,
        page=page,
        seen=Seen.of(page) if page else Seen("", ""),
        draft=draft,
        links=links,
        groups=groups,
        added=unsettled(window),
        reading=reading_state(window),
        is_open=now < window.ends_at,
    )


def draft_of(window: DigestWindow) -> DigestPage | None:
    """The digest made of this window: the first, where somebody copied it."""
    made = DigestPage.objects.filter(
        window=window, alias_of=None, locale__language_code=window.language
    ).select_related("locale", "latest_revision", "locked_by")
    return made.order_by("pk").first()


def draft_links(draft: published.ShownDigest | None) -> list[DraftLink]:
    """The links of a draft with their keys and ends."""
    shown = draft.links if draft else []
    return [DraftLink(link_key(one.link), one, one.number == 1, one.number == len(shown)) for one in shown]


def parted(
    window: DigestWindow, page: DigestPage | None, in_draft: set[int | None], used_in: dict[int, list[str]]
) -> Groups:
    """Part the candidates of the window, and of the one after it while the draft is not published."""
    groups, seen = Groups(), set(in_draft)
    for candidate in candidates_of(window):
        is_later = candidate.window_id != window.pk
        if candidate.story_id in seen or (is_later and (page is None or page.live)):
            continue
        seen.add(candidate.story_id)
        shown = show_candidate(candidate, used_in.get(candidate.story_id, []))
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


def show_candidate(candidate: Candidate, used_in: list[str]) -> ShownCandidate:
    """Describe one candidate."""
    tellings = list(candidate.story.items.all())
    return ShownCandidate(
        candidate=candidate,
        score=round(candidate.score),
        reasons=[str(part["name"]) for part in candidate.parts],
        tellings=tellings,
        sources_count=len({item.source_id for item in tellings}),
        newest_at=max((item.dated_at for item in tellings), default=None),
        used_in=used_in,
    )


def used_elsewhere(window: DigestWindow, place: Place, page: DigestPage | None) -> dict[int, list[str]]:
    """Which stories other published digests of this magazine and language carry, and which digests these are."""
    home = place.path if isinstance(place, HomePage) else place.path[: -place.steplen]
    links = DigestLink.objects.filter(
        story__in=candidates_beside(window).values("story"), page__live=True, page__path__startswith=home
    ).exclude(page=page)
    used = defaultdict(list)
    for story_id, title in links.order_by("page__digest_on").values_list("story_id", "page__title"):
        used[story_id].append(title)
    return used


def unsettled(window: DigestWindow) -> list[AddedLink]:
    """Addresses added by hand that are no candidate yet, oldest first."""
    settled = Candidate.objects.filter(window=window).values("story")
    return list(
        window.added_links.exclude(item__story__in=settled)
        .select_related("added_by", "item__story")
        .order_by("added_at", "pk")
    )


def reading_state(window: DigestWindow) -> Reading:
    """How this desk's sources were last read, in two queries."""
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
    return Reading(**counts, newest_at=newest, is_still=newest is None or newest < window.starts_at)
