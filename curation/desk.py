"""The desk: the one way by which an editor changes a digest's draft outside Wagtail's own editor.

Comes in: who acts on which version of which draft (`Visit`) and the acts of one POST. Goes out: a revision of the
page, the decisions of its candidates kept in step, and a log entry for each act, in one transaction. Wagtail's
page permissions and locks decide who may. Called by `curation.views.desk`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.core.exceptions import PermissionDenied
from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import PageLogEntry, Revision

from accounts.models import User
from curation.acts import Act, from_json
from curation.exceptions import ActRefused, StaleDraft
from curation.models import DigestLink, DigestPage
from curation.opened import Done, Draft

OVERWRITE_MIN = 10  # minutes within which one person's acts share one revision (issue "From feed to inbox")
LOG_DELAY_S = 2  # Wagtail logs a saving a moment after the revision's own time
PREFIX = "curation.desk."


@dataclass(frozen=True, slots=True)
class Seen:
    """The version of a draft that a person had on the screen: the revision's id and its time of saving."""

    revision_id: str
    saved_at: str

    @classmethod
    def of(cls, page: DigestPage) -> "Seen":
        """The version that is the latest now; empty where nothing was saved as a revision yet."""
        revision = page.get_latest_revision()
        return cls(str(revision.pk), revision.created_at.isoformat()) if revision else cls("", "")


@dataclass(frozen=True, slots=True)
class Visit:
    """Who acts on which version of which digest, and when."""

    page_id: int
    seen: Seen
    person: User
    now: datetime


@transaction.atomic
def perform(visit: Visit, acts: Sequence[Act], undoes: str = "") -> UUID | None:
    """Do all acts or none on the page's latest revision; return the mark they share in the log.

    None where they changed nothing. Raises PermissionDenied, ActRefused (also where the page is locked) and
    StaleDraft; then nothing is changed.
    """
    page = open_page(visit)
    draft = open_draft(page, visit)
    done = [result for act in acts if (result := act.apply(draft))]
    if not done:
        return None
    revision = save(draft)
    mark = uuid4()
    for result in done:
        record(draft, revision, result, mark, undoes)
    return mark


def undo(visit: Visit, mark: str) -> UUID | None:
    """Do the opposite of what was logged under this mark, as acts of their own; raises like `perform`."""
    entries = PageLogEntry.objects.filter(page=visit.page_id, uuid=mark, action__startswith=PREFIX)
    opposite = [data for entry in entries.order_by("-pk") for data in entry.data["opposite"]]
    if not opposite:
        raise ActRefused(f"digest {visit.page_id}", "nothing_to_undo")
    return perform(visit, [from_json(data) for data in opposite], undoes=str(mark))


@transaction.atomic
def publish(visit: Visit) -> DigestPage:
    """Publish the latest revision by Wagtail's own action, as of `visit.now`; return the page.

    Raises PermissionDenied without Wagtail's right to publish there, ActRefused and StaleDraft.
    """
    page = open_page(visit)
    revision = page.get_latest_revision() or page.save_revision(user=visit.person, clean=False)
    revision.publish(user=visit.person)
    fresh: DigestPage = DigestPage.objects.get(pk=page.pk)
    if fresh.live:  # not yet, where its page says to go live later
        fresh.last_published_at = visit.now
        fresh.first_published_at = page.first_published_at or visit.now
        fresh.save(update_fields=["first_published_at", "last_published_at"], clean=False)
    return fresh


def open_page(visit: Visit) -> DigestPage:
    """Return the page, locked for this transaction, once person, lock and version allow an act."""
    page: DigestPage = DigestPage.objects.select_for_update().get(pk=visit.page_id)
    may = page.permissions_for_user(visit.person)
    if not (visit.person.has_perm("curation.use_desk") and may.can_edit()):
        raise PermissionDenied
    if may.page_locked():
        raise ActRefused(f"digest {page.pk}", "locked")
    if visit.seen != Seen.of(page):
        raise StaleDraft(f"digest {page.pk}", "stale")
    return page


def open_draft(page: DigestPage, visit: Visit) -> Draft:
    """Read the latest revision into a draft."""
    latest = page.get_latest_revision_as_object()
    return Draft(latest, visit.person, visit.now, ordered_links(latest))


def ordered_links(page: DigestPage) -> list[DigestLink]:
    """The links of a revision in their order."""
    return sorted(page.links.all(), key=lambda link: link.sort_order or 0)


def save(draft: Draft) -> Revision:
    """Save the draft as a revision, over this person's own of the last minutes where there is one."""
    for place, link in enumerate(draft.links):
        link.sort_order = place
    draft.page.links = draft.links
    return draft.page.save_revision(
        user=draft.person,
        changed=draft.is_changed,
        clean=False,
        overwrite_revision=own_revision(draft),
    )


def own_revision(draft: Draft) -> Revision | None:
    """The latest revision where this person made it, at the desk alone, within the last minutes.

    One that is live, scheduled or in a workflow is kept; so is one that Wagtail's editor saved, because an
    editor that is still open elsewhere would take ours for its own and save over it.
    """
    latest = draft.page.get_latest_revision()
    if latest is None or latest.user_id != draft.person.pk:
        return None
    if latest.created_at < draft.now - timedelta(minutes=OVERWRITE_MIN):
        return None
    if latest.pk == draft.page.live_revision_id or latest.approved_go_live_at or latest.task_states.exists():
        return None
    entries = PageLogEntry.objects.filter(page=draft.page.pk, revision=latest)
    by_desk = entries.filter(action__startswith=PREFIX).count()
    return latest if by_desk and by_desk == entries.count() else None


def record(draft: Draft, revision: Revision, done: Done, mark: UUID, undoes: str) -> None:
    """Log one act with what it replaced and how to undo it, at the very time of the revision."""
    log(
        instance=draft.page,
        action=PREFIX + done.name,
        user=draft.person,
        uuid=mark,
        revision=revision,
        timestamp=revision.created_at,
        content_changed=draft.is_changed,
        data={
            "about": done.about,
            "replaced": done.replaced,
            "opposite": done.opposite,
            **({"undoes": undoes} if undoes else {}),
        },
    )


def done_since(page: DigestPage, seen: Seen) -> list[PageLogEntry]:
    """What was logged on the page after the version that was seen, oldest first."""
    entries = PageLogEntry.objects.filter(page=page.pk).select_related("user").order_by("timestamp", "pk")
    if not seen.saved_at:
        return list(entries)
    try:
        saved_at = datetime.fromisoformat(seen.saved_at)
    except ValueError:
        return list(entries)
    return [entry for entry in entries.filter(timestamp__gt=saved_at) if not was_seen(entry, seen, saved_at)]


def was_seen(entry: PageLogEntry, seen: Seen, saved_at: datetime) -> bool:
    """Whether Wagtail's own entry tells of the very saving that was seen: it is logged a moment later."""
    is_delayed = entry.timestamp < saved_at + timedelta(seconds=LOG_DELAY_S)
    is_of_it = entry.revision_id is None or str(entry.revision_id) == seen.revision_id
    return is_delayed and is_of_it and not entry.action.startswith(PREFIX)
