"""The draft of a digest: made once per window, at its end, from its best candidates.

In: a window that has ended, the time. Out: a `DigestPage` that is not live, with a revision, below the page that
the plan stands on. Safe under two processes: the window is claimed in the transaction that makes the page. A
window waits while an item that was seen before its end has no story yet.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import translation
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from wagtail.log_actions import log
from wagtail.models import Page

from curation.digests.candidates import refresh
from curation.digests.windows import Plan, ensure_windows, page_of, plan_of, plans
from curation.models import Candidate, DigestLink, DigestPage, DigestWindow, Item
from curation.snapshots import snapshot

DAY = "l j F Y"  # dinsdag 24 november 2026, Tuesday 24 November 2026
DRAFT_WITHIN = timedelta(days=7)  # after its end; what is older is no news


def draft_due(now: datetime) -> list[DigestPage]:
    """Draft every window of a plan that has ended and was not drafted; give the new pages."""
    ensure_windows(now)
    pages = []
    for plan in plans():
        due = plan.windows().filter(drafted_at=None, ends_at__lte=now, ends_at__gt=now - DRAFT_WITHIN)
        for window in due.order_by("ends_at"):
            if page := draft(window, now):
                pages.append(page)
    return pages


def draft(window: DigestWindow, now: datetime) -> DigestPage | None:
    """Make the draft of a window that has ended, unless it was made.

    None where there is nothing to draft: another process made it, no story belongs to the window, its page has
    no cadence any more, or an item that may belong to it waits for its story.
    """
    page = page_of(window)
    plan = plan_of(page) if page else None
    if plan is None or window.ends_at > now or is_waiting(window):
        return None
    refresh(window, now)
    chosen = best_candidates(window, plan.target)
    return _make(window, plan, chosen, now) if chosen else None


def is_waiting(window: DigestWindow) -> bool:
    """Whether an item of this magazine that was seen before the window's end has no story yet."""
    seen = Item.objects.unclustered().seen_before(window.ends_at)
    return seen.filter(source__site=window.site_id).exists()


def best_candidates(window: DigestWindow, target: int) -> list[Candidate]:
    """The candidates of the draft in order of score: with an address, neither dropped nor added by hand."""
    open_ones = window.candidates.filter(is_added_by_hand=False, item__isnull=False)
    linkable = open_ones.exclude(item__url="")
    ranked = linkable.exclude(decision=Candidate.Decision.DROPPED).order_by("-score", "pk")
    return list(ranked.select_related("story", "item__source", "window")[:target])


@transaction.atomic
def _make(window: DigestWindow, plan: Plan, chosen: list[Candidate], now: datetime) -> DigestPage | None:
    claimed = DigestWindow.objects.filter(pk=window.pk, drafted_at=None).update(drafted_at=now)
    if not claimed:
        return None
    page = DigestPage(
        title=title(window, plan),
        slug=free_slug(plan.page, local_day(window, plan)),
        window=window,
        digest_on=local_day(window, plan),
        locale=plan.page.locale,
        live=False,
    )
    page.links = [numbered(snapshot(candidate), place) for place, candidate in enumerate(chosen)]
    plan.page.add_child(instance=page)
    page.save_revision(clean=False)
    log(instance=page, action="wagtail.create", content_changed=True)
    window.refresh_from_db()
    return page


def numbered(link: DigestLink, place: int) -> DigestLink:
    """A link at its place in the draft, from 0."""
    link.sort_order = place
    return link


def local_day(window: DigestWindow, plan: Plan) -> date:
    """The day on which a window closed, where the plan is at home."""
    return window.ends_at.astimezone(plan.zone).date()


def title(window: DigestWindow, plan: Plan) -> str:
    """The title of a draft, in the page's language."""
    with translation.override(window.language):
        day = date_format(local_day(window, plan), DAY)
        if window.section_key == "home":
            return _("Digest of %(day)s") % {"day": day}
        return _("%(section)s: digest of %(day)s") % {"section": plan.page.title, "day": day}


def free_slug(parent: Page, day: date) -> str:
    """The date as a slug that no page below `parent` has."""
    base = f"{day:%Y-%m-%d}"
    taken = set(parent.get_children().filter(slug__startswith=base).values_list("slug", flat=True))
    if base not in taken:
        return base
    return next(slug for number in range(2, len(taken) + 3) if (slug := f"{base}-{number}") not in taken)
