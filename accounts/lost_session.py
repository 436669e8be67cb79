"""What an editor typed comes back when the session ended meanwhile: nothing is stored, and all of it can be copied.

Wagtail sends a form without a session to the sign-in page and forgets it; Django says of one with an older token that
it was not sent. Both answer here with the texts that were typed, read from that very request and kept nowhere. A
script's request (autosave) is refused and the form in the browser stays as it is.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.template.response import TemplateResponse
from django.utils.translation import gettext as _
from django.views import csrf

CMS = "/cms/"
# How Django begins its reason once it has found that the form came from our own origin.
FROM_OUR_OWN = "CSRF "
MACHINERY = re.compile(
    r"^(csrfmiddlewaretoken|next|loaded_revision_|overwrite_revision_|action-|comments?-|comment_)"
    r"|-(TOTAL_FORMS|INITIAL_FORMS|MIN_NUM_FORMS|MAX_NUM_FORMS|ORDER|DELETE|id|type|count|order|deleted)$"
    r"|password"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """One field of a form as its reader left it."""

    name: str
    text: str


class LostSessionMiddleware:
    """Answers a form of the CMS that comes from nobody."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_view: object) -> HttpResponse | None:
        """Give the texts back instead of Wagtail's redirect to the sign-in page."""
        if request.method != "POST" or request.user.is_authenticated or not is_of_cms(request):
            return None
        return give_back(request) if request.accepts("text/html") else refuse_autosave()


def refuse_token(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Django's refusal of a form; one of our own origin with an older token gets its texts back."""
    if reason.startswith(FROM_OUR_OWN) and is_of_cms(request) and request.accepts("text/html"):
        return give_back(request)
    return csrf.csrf_failure(request, reason)


def is_of_cms(request: HttpRequest) -> bool:
    """Whether a view of the CMS is asked for; its doors to signing in are closed by redirects without a name."""
    found = request.resolver_match
    return request.path.startswith(CMS) and found is not None and found.url_name is not None


def refuse_autosave() -> HttpResponse:
    """What Wagtail's autosave shows beside the form, which stays in the browser as it is."""
    words = _("You were signed out. Copy what you typed, then sign in again.")
    return JsonResponse({"success": False, "error_code": "signed_out", "error_message": words}, status=403)


def give_back(request: HttpRequest) -> HttpResponse:
    """The page with all that was typed."""
    context = {"typed": list(typed(request.POST))}
    response = TemplateResponse(request, "lost_session.html", context, status=403)
    response.headers["Cache-Control"] = "no-store"
    return response.render()


def typed(data: QueryDict) -> Iterator[Typed]:
    """The fields that hold a text, in the order of the form."""
    for name, values in data.lists():
        texts = [text for value in values if (text := plain(value).strip())]
        if texts and not MACHINERY.search(name):
            yield Typed(name.replace("-value", "").replace("-", " "), "\n".join(texts))


def plain(value: str) -> str:
    """A value as text; rich text is posted as JSON of its paragraphs."""
    if not value.startswith("{"):
        return value
    try:
        return "\n\n".join(block["text"] for block in json.loads(value)["blocks"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return value
