"""Pages behind the links in our mails: confirm, change, end. No GET changes anything."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from mail import signing
from mail.preferences import Visit, parts, save
from mail.signing import Opened
from newsletters import consent, links, subscriptions
from newsletters.models import Subscription
from newsletters.views.signed import signed, trace


@signed(signing.CONFIRM)
def confirm(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show what waits to be confirmed; the button confirms what was shown."""
    act = trace(request)
    if request.method == "POST":
        pks = [int(pk) for pk in request.POST.getlist("subscription") if pk.isdecimal() and len(pk) < 19]
        subscriptions.confirm(opened.address, pks, act)
        return redirect(request.path)
    known = opened.address.subscriptions.with_choices()
    waiting, current = list(known.unconfirmed()), list(known.current())
    context = {
        "email": opened.address.email,
        "waiting": [(each, consent.in_words(each)) for each in waiting],
        "current": [(each, consent.in_words(each)) for each in current],
        "consent": consent.confirmed(waiting[0].newsletter) if waiting else "",
        "preferences_url": links.address_url("", opened.address, act.language, act.now),
    }
    return render(request, "newsletters/confirm.html", context)


@signed(signing.PREFERENCES)
def preferences(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Everything about the mail of one address; the button saves all of it or, if something is wrong, nothing."""
    act = trace(request)
    data = request.POST if request.method == "POST" else None
    visit = Visit(opened.address, act.now, act.language, act.url, act.ip, data)
    shown = parts(visit)
    if data is not None and save(shown):
        return redirect(f"{request.path}?saved=1")
    errors = [error for part in shown for error in part.errors()]
    context = {
        "email": opened.address.email,
        "parts": shown,
        "errors": errors,
        "has_fields": any(part.has_fields() for part in shown),
        "saved": "saved" in request.GET,
    }
    return render(request, "newsletters/preferences.html", context)


@signed(signing.UNSUBSCRIBE)
def unsubscribe(request: HttpRequest, opened: Opened) -> HttpResponse:
    """Show what would end; the button ends it."""
    if request.method != "POST":
        return _unsubscribe_page(request, opened)
    _end(request, opened)
    return redirect(request.path)


@signed(signing.UNSUBSCRIBE)
def unsubscribe_one_click(request: HttpRequest, opened: Opened) -> HttpResponse:
    """What a mail program POSTs to (RFC 8058) ends at once; people who open it get the page with the button."""
    if request.method != "POST":
        return _unsubscribe_page(request, opened)
    _end(request, opened)
    return HttpResponse("unsubscribed\n", content_type="text/plain; charset=utf-8")


def _end(request: HttpRequest, opened: Opened) -> None:
    if subscription := _subscription(opened):
        subscriptions.end(subscription, trace(request))


def _subscription(opened: Opened) -> Subscription | None:
    """What the link is about; one that is gone already has ended too."""
    return opened.address.subscriptions.with_choices().filter(pk=opened.about).first()


def _unsubscribe_page(request: HttpRequest, opened: Opened) -> HttpResponse:
    found = _subscription(opened)
    has_ended = found is None or found.state == Subscription.State.ENDED
    context = {
        "email": opened.address.email,
        "newsletter": found.newsletter if found else None,
        "has_ended": has_ended,
        "consent": consent.ended(found.newsletter) if found else "",
    }
    return render(request, "newsletters/unsubscribe.html", context)
