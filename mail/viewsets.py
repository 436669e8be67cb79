"""Outgoing mail in the CMS, for operators to look at: what waits, what was refused and why. Nobody changes it there.

What a mail says is not shown: it may hold links that let somebody else act.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from mail.models import OutgoingMail


class ReadOnlyPolicy(ModelPermissionPolicy):
    """Whoever may view may view; nobody may do anything else."""

    def user_has_permission(self, user: Any, action: str) -> bool:
        return action == "view" and bool(super().user_has_permission(user, action))


class OutgoingMailViewSet(ModelViewSet):
    """A list with filters, and a page for each mail."""

    model = OutgoingMail
    icon = "mail"
    menu_label = _("Outgoing mail")
    add_to_settings_menu = True
    copy_view_enabled = False
    inspect_view_enabled = True
    form_fields = ["state"]  # Wagtail wants a form; the policy lets nobody reach it
    list_display = ["subject", "address", "purpose", "state", "created_at", "answer"]
    list_filter = ["state", "purpose"]
    ordering = ["-created_at"]
    inspect_view_fields = [
        "subject",
        "purpose",
        "address",
        "language",
        "state",
        "created_at",
        "first_tried_at",
        "handed_at",
        "next_attempt_at",
        "finished_at",
        "answer",
    ]


register_permission_policy(OutgoingMail, ReadOnlyPolicy(OutgoingMail))
