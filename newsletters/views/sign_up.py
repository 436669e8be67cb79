"""The page of newsletters and the form to ask for them.

The box on other pages posts here without a token, for those pages may be cached: that fills the form in and
changes nothing. The form's own button carries a token and does the work.
"""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware
from django.shortcuts import redirect, render
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods
from wagtail.models import Site

from mail.tasks import deliver_mails
from newsletters import consent, limits, subscriptions
from newsletters.exceptions import TooManyRequests
from newsletters.forms import SubscribeForm
from newsletters.models import Newsletter
from newsletters.views.signed import for_one_reader, trace


@csrf_exempt
@for_one_reader
@require_http_methods(["GET", "HEAD", "POST"])
def newsletters(request: HttpRequest) -> HttpResponse:
    """The newsletters of this magazine and the form to ask for them; a POST only fills it in."""
    return _page(request, _filled_in(request))


@csrf_exempt  # without a valid token nothing is done: the form comes back, filled in
@for_one_reader
@require_http_methods(["GET", "HEAD", "POST"])
def subscribe(request: HttpRequest) -> HttpResponse:
    """Take down what somebody asks for; the answer is the same for known and unknown addresses."""
    if request.method != "POST":
        return redirect("newsletters")
    if not _has_token(request):
        return _page(request, _filled_in(request), lacks_token="csrfmiddlewaretoken" in request.POST)
    form = SubscribeForm(Site.find_for_request(request), request.POST)
    if not form.is_valid():
        return _page(request, form)
    return _ask(request, form)


def _ask(request: HttpRequest, form: SubscribeForm) -> HttpResponse:
    act, email = trace(request), form.cleaned_data["email"]
    try:
        limits.check(email, act.ip, act.now)
    except TooManyRequests as refused:
        response = _page(request, form, status=429, is_refused=True)
        response["Retry-After"] = str(refused.retry_after_s)
        return response
    subscriptions.subscribe(email, list(form.cleaned_data["newsletters"]), form.choices(), act)
    transaction.on_commit(deliver_mails.delay, robust=True)
    return render(request, "newsletters/asked.html", {"email": email})


def _filled_in(request: HttpRequest) -> SubscribeForm:
    """The form with what was typed already: by the box, which asks for the address alone, or by this form."""
    site = Site.find_for_request(request)
    if "cadence" in request.POST:
        return SubscribeForm(site, request.POST)
    return SubscribeForm(site, initial={"email": request.POST.get("email", "")[:254]})


def _page(request: HttpRequest, form: SubscribeForm, *, status: int = 200, **shown: object) -> HttpResponse:
    site = Site.find_for_request(request)
    offered = list(Newsletter.objects.filter(site=site).prefetch_related("sections").order_by("pk"))
    context = {
        "form": form,
        "newsletters": offered,
        "consent": consent.asked(offered[0]) if offered else "",
        **shown,
    }
    return render(request, "newsletters/newsletters.html", context, status=status)


class _TokenCheck(CsrfViewMiddleware):
    """Django's check of a form's token, that gives its reason instead of an error page."""

    def _reject(self, request: HttpRequest, reason: str) -> str:
        return reason


def _has_token(request: HttpRequest) -> bool:
    check = _TokenCheck(lambda request: HttpResponse())
    check.process_request(request)
    return check.process_view(request, _checked, (), {}) is None


def _checked(request: HttpRequest) -> HttpResponse:
    """Stands for a view that wants a token."""
    return HttpResponse()
