"""Issues in the CMS: their list, one issue with its balance, and what a publisher decides about it.

Comes in: requests of staff. Goes out: pages, or a redirect after a POST. Who may look holds
`newsletters.view_issue`, who decides `newsletters.approve_issue`; both also need their rights on the pages of the
newsletter's magazine. Every decision is one POST, logged by `newsletters.approval`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from newsletters import approval, composition, windows
from newsletters.audience import candidates
from newsletters.exceptions import NewslettersError
from newsletters.ledger import balance
from newsletters.models import Issue, Newsletter
from newsletters.models.lists import Cadence
from newsletters.tasks.issues import send_issues
from newsletters.views import words
from newsletters.views.issue_forms import AdvertorialsForm, ComposeForm, WordsForm

PER_PAGE = 50
DECISIONS = {"approve": approval.approve, "pause": approval.pause, "resume": approval.resume}
may_view = permission_required("newsletters.view_issue")
may_decide = permission_required("newsletters.approve_issue")


@require_GET
@may_view
def index(request: HttpRequest) -> HttpResponse:
    """Newsletters with their open windows, and all issues, the newest first."""
    own = [one for one in Newsletter.objects.select_related("site__root_page") if may_see(request, one)]
    shown = Issue.objects.with_newsletter().filter(newsletter__in=own)
    issues = Paginator(shown, PER_PAGE).get_page(request.GET.get("p"))
    may = request.user.has_perm("newsletters.approve_issue")
    context = {"issues": issues, "open_windows": open_windows(own, timezone.now()), "may_decide": may}
    return render(request, "index", _("Issues"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_view
def issue(request: HttpRequest, pk: int) -> HttpResponse:
    """One issue: state, balance, words, contents and who decided what; a POST changes the words of a draft."""
    shown = find(request, pk)
    form = WordsForm(request.POST or None, instance=shown)
    if request.method == "POST":
        return reword(request, shown, form)
    context = {
        **facts(shown),
        "form": form,
        "advertorials_form": AdvertorialsForm(shown),
        "may_decide": approval.may_decide(request.user, shown.newsletter),
    }
    return render(request, "issue", words.title(shown), context)


@require_POST
@may_decide
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve, pause or resume; what is not possible any more is said and changes nothing."""
    decided, decision = find(request, pk, deciding=True), request.POST.get("decision", "")
    if decision in DECISIONS:
        try:
            DECISIONS[decision](decided, request.user, timezone.now())
        except NewslettersError as error:
            messages.error(request, words.refusal(error))
        else:
            transaction.on_commit(send_issues.delay, robust=True)
    return redirect("issues:issue", pk)


@require_POST
@may_decide
def compose(request: HttpRequest) -> HttpResponse:
    """End the open window of a newsletter now; its issue then waits for approval."""
    form = ComposeForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("That newsletter or cadence is no longer there. Choose one below."))
        return redirect("issues:index")
    newsletter, now = form.cleaned_data["newsletter"], timezone.now()
    require_rights(request, newsletter, deciding=True)
    try:
        made = composition.compose_now(newsletter, Cadence(form.cleaned_data["cadence"]), now)
    except NewslettersError as error:
        messages.error(request, words.refusal(error))
        return redirect("issues:index")
    log(made, "newsletters.issue.compose", user=request.user, timestamp=now)
    return redirect("issues:issue", made.pk)


def open_windows(newsletters: list[Newsletter], now: datetime) -> list[tuple[Newsletter, Cadence, datetime]]:
    """Each of the newsletters and cadence with the moment at which its window closes."""
    return [
        (newsletter, cadence, windows.next_closing(newsletter, cadence, now))
        for newsletter in newsletters
        for cadence in Cadence
    ]


def facts(shown: Issue) -> dict[str, object]:
    """What the page of an issue states: its accounts, its contents, and who decided what."""
    accounts = balance(shown)
    paid = {row.edition: row for row in shown.advertorials.all()}
    return {
        "issue": shown,
        "balance": accounts,
        "sentence": words.balance_sentence(accounts),
        "audience": words.candidates_words(candidates(shown).count()),
        "needs_approval": shown.needs_approval(timezone.now()),
        "editions": [
            (name, shown.items.filter(edition=name), paid.get(name)) for name in composition.EDITIONS
        ],
        "entries": ModelLogEntry.objects.for_instance(shown).select_related("user").order_by("-timestamp"),
    }


def reword(request: HttpRequest, shown: Issue, form: WordsForm) -> HttpResponse:
    """Keep new subjects and introductions of a draft, or show what is wrong with them."""
    require_rights(request, shown.newsletter, deciding=True)
    if not form.is_valid():
        return render(request, "words", words.title(shown), {"issue": shown, "form": form})
    try:
        approval.reword(Issue.objects.get(pk=shown.pk), request.user, timezone.now(), form.cleaned_data)
    except NewslettersError as error:
        messages.error(request, words.refusal(error))
    else:
        messages.success(request, _("The words of the issue were saved."))
    return redirect("issues:issue", shown.pk)


def find(request: HttpRequest, pk: int, *, deciding: bool = False) -> Issue:
    """The issue, when this person has the rights that it takes."""
    found = get_object_or_404(Issue.objects.with_newsletter(), pk=pk)
    require_rights(request, found.newsletter, deciding=deciding)
    return found


def require_rights(request: HttpRequest, newsletter: Newsletter, *, deciding: bool) -> None:
    """Refuse who may not edit (to decide: publish) the pages of this newsletter's magazine."""
    if not (approval.may_decide(request.user, newsletter) if deciding else may_see(request, newsletter)):
        raise PermissionDenied


def may_see(request: HttpRequest, newsletter: Newsletter) -> bool:
    """Whether the person edits pages of this newsletter's magazine."""
    return bool(newsletter.site.root_page.permissions_for_user(request.user).can_edit())


def render(request: HttpRequest, name: str, title: str, context: Mapping[str, object]) -> HttpResponse:
    """A page of this part of the CMS under its breadcrumbs."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("issues:index"), "label": _("Issues")},
    ]
    if name != "index":
        crumbs.append({"url": "", "label": title})
    frame = {"header_title": title, "header_icon": "mail", "breadcrumbs_items": crumbs}
    return TemplateResponse(request, f"newsletters/issues/{name}.html", {**frame, **context})
