"""A draft that is opened at the desk: the latest revision of a digest in the hands of one person for one POST.

Comes in: a page and its links. Goes out: the same, changed by the acts of `curation.acts`, with the decisions of
the candidates kept in step. `curation.desk` opens and saves it.
"""

from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from django.db.models import Q, QuerySet

from accounts.models import User
from curation.exceptions import ActRefused
from curation.models import Candidate, DigestLink, DigestPage, DigestWindow

Json = dict[str, Any]


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
            return str(Candidate.Decision.NONE)
        before = candidate.decision
        candidate.decision, candidate.decided_by, candidate.decided_at = decision, self.person, self.now
        candidate.save(update_fields=["decision", "decided_by", "decided_at"])
        return before


def link_key(link: DigestLink) -> str:
    """Name a link within its digest: links of a draft may have no row of their own yet.

    Stories may share an address: entries without one of their own lead to their source's home page.
    """
    name = f"{link.story_id or link.original_title} {link.url}"
    return blake2b(name.encode(), digest_size=6).hexdigest()


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
