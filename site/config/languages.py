"""The language of a request, and where an address without one leads.

Django's middleware looks, at each 404, whether the address with a language before it is ours, and sends people there.
Since pages of the tree may have any path, that would hold for every refusal of the CMS (`/nl/cms/sources/9/`). So an
address that is ours as it stands keeps its 404.
"""

from __future__ import annotations

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.urls import is_valid_path
from django.utils import translation
from django.utils.cache import patch_vary_headers


class LanguageMiddleware(LocaleMiddleware):
    """Adds the language only to addresses that are nothing without it."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        has_language = translation.get_language_from_path(request.path_info)
        if response.status_code != 404 or has_language or not is_valid_path(request.path_info):
            return super().process_response(request, response)
        patch_vary_headers(response, ["Accept-Language"])
        response.headers.setdefault("Content-Language", translation.get_language() or "")
        return response
