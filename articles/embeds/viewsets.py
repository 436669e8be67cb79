"""Embeds in the CMS, for editors to look at: what a provider says of each, what waits, what failed and why."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import Column
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permissions import register_permission_policy

from articles.models import Embed
from mail.viewsets import ReadOnlyPolicy


class EmbedViewSet(ModelViewSet):
    """A list with a filter, and a page for each embed."""

    model = Embed
    icon = "media"
    menu_label = _("Embeds")
    menu_hook = "register_reports_menu_item"
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["title"]  # Wagtail wants a form; the policy lets nobody reach it
    list_display = [
        "__str__",
        "provider",
        "author",
        "state",
        Column("fault_in_words", label=_("What went wrong")),
        "asked_at",
    ]
    list_filter = ["state", "provider"]
    search_fields = ["title", "address", "author"]
    ordering = ["-wanted_at"]
    inspect_view_fields = [
        "address",
        "provider",
        "title",
        "author",
        "state",
        "fault_in_words",
        "tries_count",
        "wanted_at",
        "asked_at",
        "next_try_at",
    ]


register_permission_policy(Embed, ReadOnlyPolicy(Embed))
