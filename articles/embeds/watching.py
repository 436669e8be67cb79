"""Where the CMS meets embeds: what is saved or published is wanted, and an editor hears what could not be had."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page

from articles.embeds import wanting
from articles.models import Embed
from articles.tasks.embeds import read_embeds


def page_published(instance: Page, **_signal: object) -> None:
    """A page went live through whichever door: ask for its embeds, also for those that were given up."""
    _want(instance, anew=True)


def page_saved(request: HttpRequest, page: Page) -> None:
    """A draft was saved in the CMS: its preview shows titles a moment later."""
    _want(page.get_latest_revision_as_object(), anew=False)


def say_what_failed(request: HttpRequest, page: Page) -> None:
    """Tell an editor who opens a page which of its embeds have no title, and why."""
    if request.method != "GET":
        return
    draft = page.get_latest_revision_as_object()
    for embed in Embed.objects.at(wanting.addresses_in(draft)).filter(fault__isnull=False):
        sentence = _("Embed %(address)s: %(fault)s") % {
            "address": embed.address,
            "fault": embed.fault_in_words,
        }
        if embed.state == Embed.State.FAILED:
            sentence += " " + _("It is asked again when you publish.")
        messages.warning(request, sentence)


def _want(page: Page, *, anew: bool) -> None:
    if wanting.want(page, timezone.now(), anew=anew):
        transaction.on_commit(read_embeds.delay, robust=True)
