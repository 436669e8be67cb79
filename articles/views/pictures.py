"""Files of pictures going out, where no web server or storage does it: renditions and share images to everybody.

Their names hold a token of their original or a hash of what they say, so that a name never stands for other bytes and
a browser may keep them. Originals tell where they were taken and are large: they go to people of the CMS alone, with
what the CMS made of them for its own lists.
"""

import posixpath

from django.conf import settings
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe
from django.views.static import serve

FOR_EVER = (
    "public, max-age=31536000, immutable"  # a year: as long as a cache may be told to (RFC 9111, 1.2.2)
)
FOR_ONE = "private, no-cache"


@require_safe
def made(request: HttpRequest, folder: str, path: str) -> HttpResponseBase:
    """A rendition or a share image."""
    response = file_in(request, folder, path)
    response["Cache-Control"] = FOR_EVER
    return response


@require_safe
def of_the_cms(request: HttpRequest, folder: str, path: str) -> HttpResponseBase:
    """An original as the CMS links it, or a small picture of its lists."""
    if not request.user.has_perm("wagtailadmin.access_admin"):
        raise Http404(path)
    response = file_in(request, folder, path)
    response["Cache-Control"] = FOR_ONE
    return response


def file_in(request: HttpRequest, folder: str, path: str) -> HttpResponseBase:
    """A file below one folder of media; raises Http404 for a path that leads anywhere else, or takes a detour."""
    if posixpath.normpath(f"/{path}") != f"/{path}":
        raise Http404(path)
    return serve(request, path, document_root=str(settings.MEDIA_ROOT / folder))
