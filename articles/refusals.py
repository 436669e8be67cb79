"""Middleware: a view of the CMS that ends in NotPublishable says why and leads back to the page.

For doors without a form of ours (the last approval of a workflow, a view of another app): what they wrote was rolled
back with the refusal. Forms of ours never come here, they ask first.
"""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from wagtail.admin.modal_workflow import render_modal_workflow

from articles.exceptions import NotPublishable


class RefusalMiddleware:
    """Turns a refusal into messages and a redirect."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Say the reasons; a modal of Wagtail's is told by its own kind of answer where to go."""
        if not isinstance(exception, NotPublishable):
            return None
        for reason in exception.reasons:
            messages.error(request, str(reason))
        url = way_back(exception)
        if request.headers.get("x-requested-with") == "XMLHttpRequest":
            answer = {"step": "success", "redirect": url}
            return render_modal_workflow(request, "", None, {}, json_data=answer)
        return redirect(url)


def way_back(refusal: NotPublishable) -> str:
    """The editor's page of what was refused, or the start where it was never stored."""
    if refusal.page.pk:
        return reverse("wagtailadmin_pages:edit", args=[refusal.page.pk])
    return reverse("wagtailadmin_home")
