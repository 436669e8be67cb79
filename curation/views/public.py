"""Public pages of this room outside the tree: a story, and the list of feeds that we read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe
from wagtail.models import Site

from articles.models import MagazineSettings
from articles.public_pages import public_page
from curation import opml, timeline
from curation.models import Source, Story


@public_page()
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


@public_page()
@require_safe
def sources(request: HttpRequest) -> HttpResponse:
    """The feeds that this magazine reads, as OPML."""
    site = Site.find_for_request(request)
    magazine = MagazineSettings.for_site(site)
    text = opml.write(magazine.name, Source.objects.shareable(site))
    return HttpResponse(text, content_type="text/x-opml; charset=utf-8")
