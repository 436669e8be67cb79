"""The door to pages of the tree: an article and the front are found in few queries, everything else is Wagtail's."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.translation import get_language
from wagtail import views
from wagtail.url_routing import RouteResult

from articles import gathering, listing, navigation, routing


def serve(request: HttpRequest, path: str) -> HttpResponseBase:
    """A page as a reader sees it. Hooks and answers are those of Wagtail's own view."""
    if article := routing.find_article(request, path):
        gathering.gather(article, request)
        listing.remember_section(article, navigation.sections(request, get_language() or ""))
        request._wagtail_route_for_request = RouteResult(article)  # type: ignore[attr-defined]
    elif home := routing.find_home(request, path):
        request._wagtail_route_for_request = RouteResult(home)  # type: ignore[attr-defined]
    elif path and not routing.exists(request, path):
        raise Http404
    return views.serve(request, path)
