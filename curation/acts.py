"""What an editor can do to a draft: each act is one small unit that changes a `Draft` and says what it replaced.

`curation.desk` opens the draft (`curation.opened`), lets acts do their work within one transaction, saves and logs.
Acts can be written as JSON and read back, which is how the log remembers the opposite of each. Nothing here saves a
page.
"""

from dataclasses import asdict, dataclass
from typing import Any, ClassVar, Protocol

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from modelcluster.models import get_serializable_data_for_fields, model_from_serializable_data

from curation import cleaning
from curation.models import AddedLink, Candidate, DigestLink
from curation.opened import Done, Draft, Json, link_key
from curation.snapshots import snapshot

HEADLINE_LENGTH = WHY_LENGTH = 250
FOREWORD_LENGTH = 600
ADDRESS_LENGTH = 2000
Decision = Candidate.Decision


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
        text = cleaning.CONTROL.sub("", self.text.replace("\r\n", "\n")).strip()
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


def kept(link: DigestLink, place: int) -> Json:
    """What the log keeps of a link that was taken out."""
    return {"place": place + 1, "headline": link.headline, "why": link.why, "url": link.url}


def put_back(link: DigestLink, place: int, decision: str) -> Json:
    """The act that puts a link back, as JSON."""
    data = get_serializable_data_for_fields(link)
    return to_json(PutBack({**data, "pk": link.pk}, place, decision))


def one_line(text: str) -> str:
    """Collapse all white space; leave out what nobody can read."""
    return cleaning.one_line(text)


def web_address(text: str) -> str | None:
    """Return what was typed as an http(s) address; None where it is none."""
    text = text.strip()
    address = text if "://" in text else f"https://{text}"
    try:
        URLValidator(schemes=["http", "https"])(address)
    except ValidationError:
        return None
    return address if len(address) <= ADDRESS_LENGTH else None
