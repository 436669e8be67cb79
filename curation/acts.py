"""What an editor can do to a draft: each act is one small unit that changes a `Draft` and says what it replaced.

`curation.desk` opens the draft, lets acts do their work within one transaction, saves and logs. Acts can be
written as JSON and read back, which is how the log remembers the opposite of each. Nothing here saves a page.
"""

from dataclasses import asdict, dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any, ClassVar, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db.models import Q, QuerySet
from modelcluster.models import get_serializable_data_for_fields, model_from_serializable_data

from accounts.models import User
from curation.exceptions import ActRefused
from curation.models import AddedLink, Candidate, DigestLink, DigestPage, DigestWindow
from curation.snapshots import snapshot

HEADLINE_LENGTH = WHY_LENGTH = 250
FOREWORD_LENGTH = 600
ADDRESS_LENGTH = 2000
Json = dict[str, Any]
Decision = Candidate.Decision


@dataclass(frozen=True, slots=True)
class Done:
    """What an act did: its name, what it was done to, what it replaced, and the acts that undo it."""

    name: str
    about: str
    replaced: Json
    opposite: list[Json]


@dataclass(slots=True)
class Draft:
    """The latest revision of a digest, opened by one person for one POST."""

    page: DigestPage
    person: User
    now: datetime
    links: list[DigestLink] = field(default_factory=list)
    is_changed: bool = False

    def place_of(self, key: str) -> int:
        """Return where the link with this key stands, from 0; raises ActRefused where there is none."""
        for place, link in enumerate(self.links):
            if link_key(link) == key:
                return place
        raise self.refusal("unknown_link")

    def place_of_story(self, story_id: int) -> int | None:
        """Return where a link to this story stands, or None."""
        places = (place for place, link in enumerate(self.links) if link.story_id == story_id)
        return next(places, None)

    def refusal(self, code: str) -> ActRefused:
        return ActRefused(f"digest {self.page.pk}", code)

    def insert(self, place: int, link: DigestLink) -> None:
        self.links.insert(place, link)
        self.is_changed = True

    def take_out(self, place: int) -> DigestLink:
        self.is_changed = True
        return self.links.pop(place)

    def candidate(self, candidate_id: int) -> Candidate:
        """Return a candidate of this window or of the next; raises ActRefused for any other."""
        found = candidates_beside(self.page.window).filter(pk=candidate_id)
        for candidate in found.select_related("story", "item__source", "window"):
            return candidate
        raise self.refusal("unknown_candidate")

    def decide(self, story_id: int | None, decision: str) -> str:
        """Keep the candidate of a story in step with the draft; return the decision that held before."""
        rows = candidates_beside(self.page.window).order_by("window__ends_at")
        candidate = rows.filter(story_id=story_id).first() if story_id else None
        if candidate is None:
            return str(Decision.NONE)
        before = candidate.decision
        candidate.decision, candidate.decided_by, candidate.decided_at = decision, self.person, self.now
        candidate.save(update_fields=["decision", "decided_by", "decided_at"])
        return before


class Act(Protocol):
    """One thing that a person does to a draft."""

    name: ClassVar[str]

    def apply(self, draft: Draft) -> Done | None:
        """Change the draft; None where that changed nothing. Raises ActRefused."""


@dataclass(frozen=True, slots=True)
class Take:
    """Put a candidate's story at the end of the digest."""

    candidate_id: int
    name: ClassVar[str] = "take"

    def apply(self, draft: Draft) -> Done | None:
        candidate = draft.candidate(self.candidate_id)
        if draft.place_of_story(candidate.story_id) is not None:
            raise draft.refusal("already_taken")
        link = snapshot(candidate)
        draft.insert(len(draft.links), link)
        before = draft.decide(candidate.story_id, Decision.TAKEN)
        opposite = [to_json(Remove(link_key(link), before))]
        return Done(self.name, link.headline, {"decision": before}, opposite)


@dataclass(frozen=True, slots=True)
class Remove:
    """Take a link out of the digest; its story is a candidate again, unless another decision held before."""

    key: str
    decision: str = str(Decision.NONE)
    name: ClassVar[str] = "remove"

    def apply(self, draft: Draft) -> Done | None:
        place = draft.place_of(self.key)
        link = draft.take_out(place)
        before = draft.decide(link.story_id, self.decision)
        return Done(self.name, link.headline, kept(link, place), [put_back(link, place, before)])


@dataclass(frozen=True, slots=True)
class PutBack:
    """Put a link that was taken out where it stood, word for word: the opposite of removing it."""

    link: Json
    place: int
    decision: str
    name: ClassVar[str] = "put_back"

    def apply(self, draft: Draft) -> Done | None:
        link = model_from_serializable_data(DigestLink, self.link, check_fks=True, strict_fks=False)
        if any(link_key(other) == link_key(link) for other in draft.links):
            raise draft.refusal("already_taken")
        draft.insert(self.place, link)
        before = draft.decide(link.story_id, self.decision)
        opposite = [to_json(Remove(link_key(link), before))]
        return Done(self.name, link.headline, {"decision": before}, opposite)


@dataclass(frozen=True, slots=True)
class Drop:
    """Drop a candidate; where the digest has its story, take that out too."""

    candidate_id: int
    name: ClassVar[str] = "drop"

    def apply(self, draft: Draft) -> Done | None:
        candidate = draft.candidate(self.candidate_id)
        if candidate.decision == Decision.DROPPED:
            return None
        before = draft.decide(candidate.story_id, Decision.DROPPED)
        place = draft.place_of_story(candidate.story_id)
        if place is None:
            return Done(
                self.name, str(candidate.story), {"decision": before}, [to_json(Restore(candidate.pk))]
            )
        link = draft.take_out(place)
        return Done(self.name, link.headline, kept(link, place), [put_back(link, place, before)])


@dataclass(frozen=True, slots=True)
class Restore:
    """Pick a dropped candidate up again: the opposite of dropping it."""

    candidate_id: int
    name: ClassVar[str] = "restore"

    def apply(self, draft: Draft) -> Done | None:
        candidate = draft.candidate(self.candidate_id)
        if candidate.decision != Decision.DROPPED:
            return None
        before = draft.decide(candidate.story_id, Decision.NONE)
        return Done(self.name, str(candidate.story), {"decision": before}, [to_json(Drop(candidate.pk))])


@dataclass(frozen=True, slots=True)
class Move:
    """Move a link by so many places: -1 is up, 1 is down. At either end it stays."""

    key: str
    by: int
    name: ClassVar[str] = "move"

    def apply(self, draft: Draft) -> Done | None:
        place = draft.place_of(self.key)
        target = min(max(place + self.by, 0), len(draft.links) - 1)
        if target == place:
            return None
        link = draft.take_out(place)
        draft.insert(target, link)
        opposite = [to_json(Move(self.key, place - target))]
        return Done(self.name, link.headline, {"place": place + 1, "new": target + 1}, opposite)


@dataclass(frozen=True, slots=True)
class SetHeadline:
    """Give a link the editor's own headline; emptied, it is the original title again."""

    key: str
    text: str
    name: ClassVar[str] = "headline"

    def apply(self, draft: Draft) -> Done | None:
        link = draft.links[draft.place_of(self.key)]
        text = one_line(self.text) or link.original_title[:HEADLINE_LENGTH]
        if not text or len(text) > HEADLINE_LENGTH:
            raise draft.refusal("headline_length")
        if text == link.headline:
            return None
        before, link.headline, draft.is_changed = link.headline, text, True
        opposite = [to_json(SetHeadline(self.key, before))]
        return Done(self.name, text, {"old": before, "new": text}, opposite)


@dataclass(frozen=True, slots=True)
class SetWhy:
    """Say in one line why a link matters, or no longer say it."""

    key: str
    text: str
    name: ClassVar[str] = "why"

    def apply(self, draft: Draft) -> Done | None:
        link = draft.links[draft.place_of(self.key)]
        text = one_line(self.text)
        if len(text) > WHY_LENGTH:
            raise draft.refusal("why_length")
        if text == link.why:
            return None
        before, link.why, draft.is_changed = link.why, text, True
        return Done(
            self.name, link.headline, {"old": before, "new": text}, [to_json(SetWhy(self.key, before))]
        )


@dataclass(frozen=True, slots=True)
class SetForeword:
    """Set the editor's foreword of the digest."""

    text: str
    name: ClassVar[str] = "foreword"

    def apply(self, draft: Draft) -> Done | None:
        text = self.text.replace("\r\n", "\n").strip()
        if len(text) > FOREWORD_LENGTH:
            raise draft.refusal("foreword_length")
        if text == draft.page.foreword:
            return None
        before, draft.page.foreword, draft.is_changed = draft.page.foreword, text, True
        return Done(self.name, "", {"old": before, "new": text}, [to_json(SetForeword(before))])


@dataclass(frozen=True, slots=True)
class Add:
    """Add an address by hand: a row that the worker takes. The draft itself does not change."""

    address: str
    name: ClassVar[str] = "add"

    def apply(self, draft: Draft) -> Done | None:
        address = web_address(self.address)
        if address is None:
            raise draft.refusal("no_address")
        fresh = {"state": AddedLink.State.WAITING, "error": None, "added_by": draft.person}
        row, is_new = AddedLink.objects.get_or_create(
            window=draft.page.window, address=address, defaults={**fresh, "added_at": draft.now}
        )
        if not is_new and row.state != AddedLink.State.UNREADABLE:
            raise draft.refusal("already_added")
        if not is_new:
            AddedLink.objects.filter(pk=row.pk).update(**fresh)
        return Done(self.name, address, {}, [to_json(Withdraw(address))])


@dataclass(frozen=True, slots=True)
class Withdraw:
    """Take back an address that was added and is not read yet: the opposite of adding it."""

    address: str
    name: ClassVar[str] = "withdraw"

    def apply(self, draft: Draft) -> Done | None:
        rows = AddedLink.objects.filter(window=draft.page.window, address=self.address, item=None)
        if not rows.delete()[0]:
            raise draft.refusal("already_read")
        return Done(self.name, self.address, {}, [to_json(Add(self.address))])


ACTS: dict[str, type] = {
    act.name: act
    for act in (Take, Remove, PutBack, Drop, Restore, Move, SetHeadline, SetWhy, SetForeword, Add, Withdraw)
}


def to_json(act: Any) -> Json:
    """Write an act so that the log can keep it."""
    return {"act": act.name, **asdict(act)}


def from_json(data: Json) -> Act:
    """Read an act that `to_json` wrote."""
    fields = {name: value for name, value in data.items() if name != "act"}
    act: Act = ACTS[data["act"]](**fields)
    return act


def link_key(link: DigestLink) -> str:
    """Name a link within its digest: links of a draft may have no row of their own yet."""
    return blake2b(link.url.encode(), digest_size=6).hexdigest()


def kept(link: DigestLink, place: int) -> Json:
    """What the log keeps of a link that was taken out."""
    return {"place": place + 1, "headline": link.headline, "why": link.why, "url": link.url}


def put_back(link: DigestLink, place: int, decision: str) -> Json:
    """The act that puts a link back, as JSON."""
    data = get_serializable_data_for_fields(link)
    return to_json(PutBack({**data, "pk": link.pk}, place, decision))


def candidates_beside(window: DigestWindow | None) -> QuerySet[Candidate]:
    """Candidates of a draft's window and of the one after it: what came later is shown beside the draft too."""
    if window is None:
        return Candidate.objects.none()
    of_desk = Q(
        window__site=window.site_id,
        window__section_key=window.section_key,
        window__language=window.language,
    )
    return Candidate.objects.filter(of_desk).filter(Q(window=window) | Q(window__starts_at=window.ends_at))


def one_line(text: str) -> str:
    """Collapse all white space."""
    return " ".join(text.split())


def web_address(text: str) -> str | None:
    """Return what was typed as an http(s) address; None where it is none."""
    text = text.strip()
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return None
    return address if len(address) <= ADDRESS_LENGTH else None
