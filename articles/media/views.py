"""Documents going out: Wagtail's own view decides who may have them, players get the stretch that they ask for.

In: a request for a document's address. Out: Wagtail's answer, with one byte range (206) where a Range header asks for
it; Safari plays nothing without. The file is read as it goes out, in pieces. Where the installation lets its web
server send files (SENDFILE_BACKEND), that answers ranges and this leaves its answer alone.
"""

from __future__ import annotations

from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import parse_http_date_safe
from django.views.decorators.http import require_safe
from wagtail.documents.views.serve import serve as serve_document
from wagtail.models import CollectionViewRestriction

from articles.media import stretches
from articles.models import Attachment

PIECE = 64 * 1024  # bytes that are in memory at a time


class _Pieces:
    """The bytes of a stretch of an answer's file. One that became shorter meanwhile ends early."""

    def __init__(self, whole: FileResponse, stretch: stretches.Stretch) -> None:
        self._whole = whole
        self._stretch = stretch

    def __iter__(self) -> Iterator[bytes]:
        file, left = self._whole.file_to_stream, self._stretch.length
        if file is None:
            return
        file.seek(self._stretch.start)
        while left > 0 and (piece := file.read(min(PIECE, left))):
            left -= len(piece)
            yield piece

    def close(self) -> None:
        """Called by Django when the answer is out, or the player has hung up."""
        self._whole.close()


@require_safe
def serve(request: HttpRequest, document_id: str, document_filename: str) -> HttpResponseBase:
    """The document, or the stretch of it that was asked for."""
    whole = serve_document(request, document_id, document_filename)
    if not isinstance(whole, FileResponse) or whole.status_code != 200:
        return whole
    if whole.get("Content-Encoding") == "None":  # Wagtail 8.0 writes the word where there is none
        del whole["Content-Encoding"]
    whole["Accept-Ranges"] = "bytes"
    whole["Cache-Control"] = _cache_control(document_id)
    if request.method == "HEAD":  # its headers are those of the whole (RFC 9110, 14.2)
        whole.close()
        return _with_headers(HttpResponse(), whole)
    header = request.headers.get("Range", "")
    return _stretch(whole, header) if header and _is_current(request, whole) else whole


def _stretch(whole: FileResponse, header: str) -> HttpResponseBase:
    size = int(whole["Content-Length"])
    try:
        stretch = stretches.find(header, size)
    except stretches.NoSuchStretch:
        whole.close()
        return HttpResponse(
            status=416, headers={"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        )
    if stretch is None:
        return whole
    part = _with_headers(StreamingHttpResponse(_Pieces(whole, stretch), status=206), whole)
    part["Content-Length"], part["Content-Range"] = str(stretch.length), stretch.content_range
    return part


def _with_headers(response: HttpResponseBase, whole: HttpResponseBase) -> HttpResponseBase:
    for name, value in whole.items():
        response[name] = value
    return response


def _is_current(request: HttpRequest, whole: HttpResponseBase) -> bool:
    """Whether what the player already has is of this very file (RFC 9110, 13.1.5: strong tags, exact dates)."""
    known = request.headers.get("If-Range", "").strip()
    if not known:
        return True
    if known.startswith(('"', "W/")):
        return known == whole.get("ETag") and not known.startswith("W/")
    at = parse_http_date_safe(known)
    return at is not None and at == parse_http_date_safe(whole.get("Last-Modified", ""))


def _cache_control(document_id: str) -> str:
    """Shared caches may keep what everybody may have; each use asks whether it is still the same."""
    collection = Attachment.objects.select_related("collection").get(pk=document_id).collection
    restrictions = CollectionViewRestriction.objects.filter(
        collection__in=collection.get_ancestors(inclusive=True)
    )
    return f"{'private' if restrictions.exists() else 'public'}, max-age=0, must-revalidate"
