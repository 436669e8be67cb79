"""Public pages of this room outside the tree: a story, and the feed of what we publish."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import conditional_page, require_safe
from wagtail.models import Site

from curation import feed, timeline
from curation.models import Story


@require_safe
def story(request: HttpRequest, story_id: int, slug: str) -> HttpResponse:
    """A public story at its one address; a merged one and a wrong slug redirect, any other is not found."""
    asked = get_object_or_404(Story.objects.select_related("merged_into"), pk=story_id)
    found = timeline.heir(asked)
    shown = timeline.show_story(found, Site.find_for_request(request), request.LANGUAGE_CODE)
    if shown is None:
        raise Http404("No published digest links to this story.")
    if (found.pk, found.slug) != (story_id, slug):
        return redirect(found.get_absolute_url(), permanent=True)
    return render(request, "curation/story.html", {"shown": shown})


@require_safe
@conditional_page
def atom(request: HttpRequest) -> HttpResponse:
    """Own articles and published digests of this magazine in the active language, as Atom."""
    text = feed.atom(request, request.LANGUAGE_CODE)
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")
