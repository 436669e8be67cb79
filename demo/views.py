"""The sample sources on the web: what somebody else's site would answer.

In: requests under `<source>.localhost` (see `demo.middleware`). Out: the feed in the source's own format with
validators, a home page that names it, and a readable page for each entry that was published by then.
"""

from __future__ import annotations

import hashlib
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils import timezone, translation
from django.views.decorators.http import condition, require_safe

from demo import feeds, texts
from demo.models import Play


def stands_for(request: HttpRequest) -> feeds.Standing:
    """The source of the request's host as it stands at this moment; 404 for another host."""
    source = texts.source_at(request.get_host().partition(":")[0])
    play = Play.objects.first()
    if source is None or play is None:
        raise Http404
    origin = request.build_absolute_uri("/").rstrip("/")
    return feeds.standing(source, play.started_at, play.moment(timezone.now()), origin)


def feed_etag(request: HttpRequest) -> str:
    """A hash of the document."""
    return f'"{hashlib.sha256(feeds.render(stands_for(request))).hexdigest()[:32]}"'


def feed_changed_at(request: HttpRequest) -> datetime:
    """When the newest entry came."""
    return stands_for(request).changed_at


@require_safe
@condition(etag_func=feed_etag, last_modified_func=feed_changed_at)
def feed(request: HttpRequest) -> HttpResponse:
    """The feed; 304 to a reader who has it."""
    stands = stands_for(request)
    return HttpResponse(feeds.render(stands), content_type=feeds.TYPES[stands.source.format])


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The source's home page with its entries."""
    stands = stands_for(request)
    shown = [(stands.link(one), one, stands.moment(one)) for one in stands.entries]
    return page("home", stands, entries=shown)


@require_safe
def entry(request: HttpRequest, slug: str) -> HttpResponse:
    """The page of one entry; 404 before it is published."""
    stands = stands_for(request)
    found = next((one for one in stands.entries if one.slug == slug), None)
    if found is None:
        raise Http404
    return page("entry", stands, entry=found, at=stands.moment(found))


def page(name: str, stands: feeds.Standing, **shown: object) -> HttpResponse:
    """A page in the source's own language."""
    feed_type = feeds.TYPES[stands.source.format].partition(";")[0]
    context = {"stands": stands, "feed_type": feed_type, **shown}
    with translation.override(stands.source.language):
        return HttpResponse(render_to_string(f"demo/{name}.html", context))
