"""Sources in the CMS: their list with state, adding one by address, importing a list, editing and asking.

Comes in: requests of operators. Goes out: pages, or a redirect after a POST. Nothing here dials: an address that is
typed becomes a `SourceProposal`, "fetch now" a mark on the source, and the worker takes both.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.admin.auth import permission_required
from wagtail.log_actions import log

from articles.models import Section
from curation.models import Source, SourceProposal
from curation.opml import Outline
from curation.reading.registering import register, sort
from curation.tasks.reading import read_due_sources, read_requests
from curation.views.magazines import checked, magazine_here, magazines
from curation.views.source_forms import AddForm, ImportForm, SourceForm
from outbound import leases

PER_PAGE = 50
SHOWN_FEEDS = 100  # of a proposal; a longer list is taken whole
ACTS = {"pause": "paused", "resume": "active"}
may_manage = permission_required("curation.manage_sources")


@require_GET
@may_manage
def index(request: HttpRequest) -> HttpResponse:
    """The sources of this person's magazines with their state; ?state= and ?q= narrow the list."""
    sites = magazines(request.user)
    rows = Source.objects.feeds().filter(site__in=sites).prefetch_related("sections").order_by("title", "pk")
    state, words = request.GET.get("state", ""), request.GET.get("q", "").strip()
    if state == "failing":
        rows = rows.filter(last_error__isnull=False)
    elif state in Source.State.values:
        rows = rows.filter(state=state)
    if words:
        rows = rows.named_like(words)
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("p"))
    page.object_list = with_pauses(page.object_list)
    context = {"sources": page, "state": state, "words": words, "states": Source.State.choices}
    return render(request, "index", _("Sources"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def add(request: HttpRequest) -> HttpResponse:
    """Type an address; the worker looks which feeds are there."""
    site, form = magazine_here(request), AddForm(request.POST or None)
    if form.is_valid():
        return propose(request, SourceProposal(site=site, address=form.cleaned_data["address"]))
    return render(request, "add", _("Add a source"), {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def import_list(request: HttpRequest) -> HttpResponse:
    """Give an OPML file; what it holds is shown before anything is added."""
    site, form = magazine_here(request), ImportForm(request.POST or None, request.FILES or None)
    if form.is_valid():
        feeds = [
            {"address": one.address, "title": one.title, "homepage": one.homepage} for one in form.outlines
        ]
        found = SourceProposal(site=site, feeds=feeds, state=SourceProposal.State.FOUND)
        found.address = form.cleaned_data["file"].name[:200]
        return propose(request, found)
    return render(request, "import", _("Import OPML"), {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def proposal(request: HttpRequest, pk: int) -> HttpResponse:
    """What was found at an address or in a list; a POST adds what is chosen."""
    found = get_object_or_404(SourceProposal.objects.select_related("site__root_page"), pk=pk)
    checked(found.site, request)
    sorted_feeds = sort(found.site, outlines_of(found))
    if request.method == "POST":
        return choose(request, found, sorted_feeds.new)
    context = {
        "proposal": found,
        "feeds": sorted_feeds,
        "shown": sorted_feeds.new[:SHOWN_FEEDS],
        "is_long": len(sorted_feeds.new) > SHOWN_FEEDS,
        "is_waiting": found.state == SourceProposal.State.WAITING,
        "sections": Section.objects.filter(site=found.site),
    }
    return render(request, "proposal", _("Feeds found"), context)


@require_http_methods(["GET", "HEAD", "POST"])
@may_manage
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Name, address, sections and the rest of one source, with its state."""
    source = find(request, pk)
    form = SourceForm(request.POST or None, instance=source)
    if form.is_valid():
        log(form.save(), "wagtail.edit")
        messages.success(request, _("The source was saved."))
        return redirect("sources:index")
    [stored] = with_pauses(Source.objects.filter(pk=pk))
    return render(request, "edit", source.title, {"form": form, "source": stored})


@require_POST
@may_manage
def act(request: HttpRequest, pk: int) -> HttpResponse:
    """Pause, resume or fetch now."""
    source, what = find(request, pk), request.POST.get("act", "")
    if what == "fetch":
        source.fetch_requested_at = timezone.now()
        source.save(update_fields=["fetch_requested_at"])
        transaction.on_commit(read_due_sources.delay, robust=True)
    elif what in ACTS:
        source.state = ACTS[what]
        source.save(update_fields=["state"])
    if what == "fetch" or what in ACTS:
        log(source, f"curation.source.{what}")
    return redirect("sources:index")


def find(request: HttpRequest, pk: int) -> Source:
    """A source of a magazine that this person may manage."""
    source = get_object_or_404(Source.objects.select_related("site__root_page"), pk=pk)
    checked(source.site, request)
    return source


def with_pauses(sources: Iterable[Source]) -> list[Source]:
    """The sources, each knowing until when its host asks us to wait (`spared_until`)."""
    shown = list(sources)
    spared = leases.spared((source.host for source in shown), timezone.now())
    for source in shown:
        source.spared_until = spared.get(source.host)
    return shown


def propose(request: HttpRequest, found: SourceProposal) -> HttpResponse:
    """Keep a proposal, nudge the worker, and lead to its page."""
    found.proposed_by_id = request.user.pk
    found.save()
    if found.state == SourceProposal.State.WAITING:
        transaction.on_commit(read_requests.delay, robust=True)
    return redirect("sources:proposal", found.pk)


def outlines_of(found: SourceProposal) -> list[Outline]:
    """The feeds of a proposal as the list that `register` takes."""
    return [Outline(one["address"], one.get("title", ""), one.get("homepage", "")) for one in found.feeds]


def choose(request: HttpRequest, found: SourceProposal, new: list[Outline]) -> HttpResponse:
    """Add the chosen feeds. A form that is sent twice finds them known and adds nothing."""
    wanted = set(request.POST.getlist("feed"))
    chosen = new if "all" in request.POST else [one for one in new if one.address in wanted]
    keys = request.POST.getlist("section")
    sources = register(found.site, chosen, Section.objects.filter(site=found.site, key__in=keys))
    for source in sources[:SHOWN_FEEDS]:
        log(source, "wagtail.create")
    text = ngettext("%(count)d source added.", "%(count)d sources added.", len(sources))
    messages.success(request, text % {"count": len(sources)})
    transaction.on_commit(read_due_sources.delay, robust=True)
    return redirect("sources:index")


def render(request: HttpRequest, name: str, title: str, context: Mapping[str, object]) -> HttpResponse:
    """A page of this part of the CMS under its breadcrumbs."""
    crumbs = [
        {"url": reverse("wagtailadmin_home"), "label": _("Home")},
        {"url": reverse("sources:index"), "label": _("Sources")},
    ]
    if name != "index":
        crumbs.append({"url": "", "label": title})
    frame = {"header_title": title, "header_icon": "download", "breadcrumbs_items": crumbs}
    return TemplateResponse(request, f"curation/sources/{name}.html", {**frame, **context})
