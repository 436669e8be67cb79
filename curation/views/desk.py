"""The desk in the CMS: the list of desks, and one desk with its acts, each of them one POST.

Comes in: requests of staff. Goes out: pages, or a redirect after an act. What an act does is `curation.desk`'s
matter; a page that was saved by somebody else in between is shown anew with what was typed.
"""

from collections.abc import Callable
from urllib.parse import urlencode
from uuid import UUID

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods
from wagtail.admin.auth import permission_required
from wagtail.models import PageLogEntry

from curation import acts, desk, places
from curation.bench import Bench, bench, draft_of
from curation.digests import page_of
from curation.exceptions import ActRefused, CurationError, StaleDraft
from curation.models import DigestWindow
from curation.tasks.reading import read_requests
from curation.views.words import REFUSALS, heading, place_name

ORDERS: dict[str, Callable[[str, QueryDict], list[acts.Act]]] = {
    "take": lambda what, post: [acts.Take(int(what))],
    "drop": lambda what, post: [acts.Drop(int(what))],
    "restore": lambda what, post: [acts.Restore(int(what))],
    "remove": lambda what, post: [acts.Remove(what)],
    "up": lambda what, post: [acts.Move(what, -1)],
    "down": lambda what, post: [acts.Move(what, 1)],
    "words": lambda what, post: [
        acts.SetHeadline(what, post.get("headline", "")),
        acts.SetWhy(what, post.get("why", "")),
    ],
    "foreword": lambda what, post: [acts.SetForeword(post.get("foreword", ""))],
    "add": lambda what, post: [acts.Add(post.get("address", ""))],
    "withdraw": lambda what, post: [acts.Withdraw(what)],
}
TYPED = ("headline", "why", "foreword", "address")
NUDGING = ("add", "undo")  # acts after which an address may wait for the worker


@require_GET
@permission_required("curation.use_desk")
def index(request: HttpRequest) -> HttpResponse:
    """All desks that this person may work at."""
    shown = [one for one in places.overview(timezone.now()) if may_use(one.place, request)]
    context = {
        "desks": [one for one in shown if not one.is_planless],
        "planless": [one for one in shown if one.is_planless],
        "header_title": _("Desk"),
        "header_icon": "list-ol",
        "breadcrumbs_items": crumbs(),
    }
    return TemplateResponse(request, "curation/desk/index.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@permission_required("curation.use_desk")
def window(request: HttpRequest, window_id: int) -> HttpResponse:
    """One desk; a POST is one act."""
    found = get_object_or_404(DigestWindow.objects.select_related("site__root_page"), pk=window_id)
    place = page_of(found)
    if place is None:
        raise Http404("The section has no page in this language.")
    if not may_use(place, request):
        raise PermissionDenied
    if request.method != "POST":
        return show(request, found, place)
    try:
        return act(request, found)
    except (ActRefused, StaleDraft) as error:
        return show(request, found, place, error=error)


def act(request: HttpRequest, found: DigestWindow) -> HttpResponse:
    """Do what was posted and lead back to the desk, which says what was done."""
    page = draft_of(found)
    if page is None:
        raise Http404("No digest was drafted yet.")
    visit = desk.Visit(page.pk, posted_version(request), request.user, timezone.now())
    query = {**carry_out(visit, request), **({"all": 1} if "all" in request.GET else {})}
    return HttpResponseRedirect(f"{reverse('desk:window', args=[found.pk])}?{urlencode(query)}".rstrip("?"))


def carry_out(visit: desk.Visit, request: HttpRequest) -> dict[str, object]:
    """Do one act; return the query by which the next page says so."""
    order, _colon, what = request.POST.get("do", "").partition(":")
    if order == "publish":
        desk.publish(visit)
        return {"published": 1}
    if order == "undo":
        mark = desk.undo(visit, marked(what))
    else:
        mark = desk.perform(visit, ordered(order, what, request))
    if order in NUDGING:
        transaction.on_commit(read_requests.delay, robust=True)
    return {"done": mark} if mark else {}


def posted_version(request: HttpRequest) -> desk.Seen:
    """The version that was on the screen of who posted."""
    return desk.Seen(request.POST.get("revision", ""), request.POST.get("saved_at", ""))


def ordered(order: str, what: str, request: HttpRequest) -> list[acts.Act]:
    """Read the acts of a POST; raises BadRequest for what no form of ours sends."""
    try:
        return ORDERS[order](what, request.POST)
    except (KeyError, ValueError) as error:
        raise BadRequest(f"No such act: {order}") from error


def marked(text: str) -> str:
    """Read the mark of a logged act; raises BadRequest where it is none."""
    try:
        return str(UUID(text))
    except ValueError as error:
        raise BadRequest("No such mark") from error


def show(
    request: HttpRequest, found: DigestWindow, place: places.Place, error: CurationError | None = None
) -> HttpResponse:
    """Show a desk; after an act that could not be done with the reason and with what was typed."""
    shown = bench(found, place, timezone.now(), shows_all="all" in request.GET)
    context = {
        "bench": shown,
        "heading": heading(shown),
        "header_title": heading(shown),
        "header_icon": "list-ol",
        "breadcrumbs_items": [*crumbs(), {"url": "", "label": place_name(place)}],
        **rights(request, shown),
        **told(request, shown, error),
    }
    return TemplateResponse(request, "curation/desk/window.html", context, status=409 if error else 200)


def rights(request: HttpRequest, shown: Bench) -> dict[str, object]:
    """What this person may do with the draft, and what stands in the way."""
    if shown.page is None:
        return {"can_act": False, "can_publish": False}
    may = shown.page.permissions_for_user(request.user)
    lock = shown.page.get_lock()
    locked = bool(lock and lock.for_user(request.user))
    return {
        "can_act": may.can_edit() and not locked,
        "can_publish": may.can_publish() and not locked,
        "lock_message": lock.get_message(request.user) if locked else "",
    }


def told(request: HttpRequest, shown: Bench, error: CurationError | None) -> dict[str, object]:
    """What the desk says of the act just done, or of the one that could not be."""
    if shown.page is None:
        return {}
    if error is not None:
        return {**refused(request, shown, error), **typed(request, shown)}
    return {
        "done": done(shown.page.pk, request.GET.get("done", "")),
        "just_published": "published" in request.GET and shown.page.live,
    }


def refused(request: HttpRequest, shown: Bench, error: CurationError) -> dict[str, object]:
    """Why an act was not done: what stands in its way, or what was done since."""
    if isinstance(error, ActRefused):
        return {"refusal": REFUSALS[error.code]}
    seen = posted_version(request)
    ids = [seen.revision_id, shown.seen.revision_id]
    can_compare = (
        ids[0] != ids[1] and shown.page.revisions.filter(pk__in=filter(str.isdigit, ids)).count() == 2
    )
    url = reverse("wagtailadmin_pages:revisions_compare", args=[shown.page.pk, *ids]) if can_compare else ""
    return {"since": desk.done_since(shown.page, seen), "compare_url": url}


def typed(request: HttpRequest, shown: Bench) -> dict[str, object]:
    """What was typed for an act that was not done, and whether its field is still there."""
    order, _colon, what = request.POST.get("do", "").partition(":")
    texts = {name: request.POST.get(name, "") for name in TYPED}
    is_there = order in ("foreword", "add") or (
        order == "words" and what in [link.key for link in shown.links]
    )
    return {
        "typed": texts,
        "typed_order": order,
        "typed_key": what,
        "is_typed_in_its_field": is_there,
        "typed_texts": [text for text in texts.values() if text],
    }


def done(page_id: int, mark: str) -> list[PageLogEntry]:
    """The entries that the last act left in the log."""
    try:
        return list(PageLogEntry.objects.filter(page=page_id, uuid=UUID(mark)).order_by("pk"))
    except ValueError:
        return []


def may_use(place: places.Place, request: HttpRequest) -> bool:
    """Rights at a desk follow its section's page."""
    return place.permissions_for_user(request.user).can_edit()


def crumbs() -> list[dict[str, str]]:
    """The way to the list of desks."""
    return [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("desk:index"), "label": _("Desk")},
    ]
