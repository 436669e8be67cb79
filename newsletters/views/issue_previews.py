"""An issue as one subscriber would get it, and a test of it to the publisher's own address.

Comes in: requests of publishers; a subscriber is named by number in addresses, so that no log holds a mail address.
Goes out: a page with the mail in a frame that runs nothing, the mail itself, or a redirect.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from wagtail.log_actions import log

from mail import outbox
from mail.models import OutgoingMail
from mail.tasks import deliver_mails
from newsletters import wording
from newsletters.audience import candidates
from newsletters.exceptions import HeaderRefused
from newsletters.mailing import Mailing
from newsletters.models import Issue, Subscription
from newsletters.personalisation import Selection
from newsletters.rendering import decoded
from newsletters.slots import Pair
from newsletters.views import words
from newsletters.views.issue_forms import ReaderForm
from newsletters.views.issues import find, may_decide, render


def told(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Say on the issue's page why its mail cannot be written."""

    @wraps(view)
    def telling(request: HttpRequest, pk: int, *args: object, **kwargs: object) -> HttpResponse:
        try:
            return view(request, pk, *args, **kwargs)
        except HeaderRefused as error:
            messages.error(request, words.refusal(error))
            return redirect("issues:issue", pk)

    return telling


@require_http_methods(["GET", "HEAD", "POST"])
@may_decide
@told
def preview(request: HttpRequest, pk: int, reader: int | None = None) -> HttpResponse:
    """The mail of one subscriber, by default the first; a POST looks another up by mail address."""
    issue = find(request, pk, deciding=True)
    form = ReaderForm(issue, request.POST or None)
    if form.is_valid():
        return redirect("issues:preview_as", pk, form.cleaned_data["email"].pk)
    shown = subscriber(issue, reader)
    context = {
        "issue": issue,
        "form": form,
        "reader": shown,
        "is_empty": shown is None or not choose(Mailing(issue), shown),
        "others": neighbours(issue, shown),
    }
    return render(request, "preview", _("Preview"), context)


@require_GET
@may_decide
@xframe_options_sameorigin
@told
def frame(request: HttpRequest, pk: int, reader: int, part: str) -> HttpResponse:
    """The mail alone, as HTML or as text; it runs nothing and its links open nowhere."""
    issue = find(request, pk, deciding=True)
    shown = get_object_or_404(candidates(issue), pk=reader)
    pair = written(issue, shown)
    if part == "text":
        return HttpResponse(decoded(pair.text), content_type="text/plain; charset=utf-8")
    return HttpResponse(decoded(pair.html))


@require_POST
@may_decide
@told
def test(request: HttpRequest, pk: int, reader: int) -> HttpResponse:
    """Send the mail of one subscriber to the publisher's own address, without the links that are theirs."""
    issue = find(request, pk, deciding=True)
    shown = get_object_or_404(candidates(issue), pk=reader)
    queue_test(issue, shown, request)
    transaction.on_commit(deliver_mails.delay, robust=True)
    messages.success(request, _("The test is on its way to %(mail)s.") % {"mail": request.user.email})
    return redirect("issues:preview_as", pk, reader)


def queue_test(issue: Issue, shown: Subscription, request: HttpRequest) -> OutgoingMail:
    """Store the test as a mail to send, and log it."""
    pair, language = written(issue, shown), shown.edition
    with override(language):
        subject = wording.test_subject(issue.subject_in(language))
    log(issue, "newsletters.issue.test", user=request.user, timestamp=timezone.now())
    return outbox.queue(
        OutgoingMail.Purpose.TEST,
        request.user.address,
        language=language,
        subject=subject,
        text=decoded(pair.text),
        html=decoded(pair.html),
        sender=outbox.Sender(issue.newsletter.sender_name, issue.newsletter.sender_email),
    )


def written(issue: Issue, shown: Subscription) -> Pair:
    """The two parts of this subscriber's mail; 404 where there is none, because nothing is new to them."""
    mailing = Mailing(issue)
    selection = choose(mailing, shown)
    if not selection:
        raise Http404
    return mailing.preview(shown, selection)


def subscriber(issue: Issue, reader: int | None) -> Subscription | None:
    """The subscriber of this number, or the first; None when nobody subscribes."""
    rows = candidates(issue).select_related("address").order_by("pk")
    return get_object_or_404(rows, pk=reader) if reader else rows.first()


def choose(mailing: Mailing, shown: Subscription) -> Selection:
    """What this subscriber gets, as if it were sent now."""
    seen = mailing.seen_by([shown.address_id]).get(shown.address_id, frozenset())
    return mailing.select(shown, seen)


def neighbours(issue: Issue, shown: Subscription | None) -> dict[str, int | None]:
    """The subscribers before and after this one, to leaf through."""
    if shown is None:
        return {}
    numbers = candidates(issue).order_by("pk").values_list("pk", flat=True)
    return {
        "previous": numbers.filter(pk__lt=shown.pk).last(),
        "next": numbers.filter(pk__gt=shown.pk).first(),
    }
