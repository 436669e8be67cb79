"""Advertorial slots in the CMS: a snippet that only publishers fill, each for the magazines that they publish in.

Registered in `articles.wagtail_hooks`; the roles sign the permissions in (articles/apps.py).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpRequest
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import page_permission_policy, register_permission_policy
from wagtail.snippets.views.snippets import (
    CopyView,
    DeleteView,
    EditView,
    HistoryView,
    SnippetViewSet,
    UsageView,
)

from accounts.models import User
from articles.models import AdvertorialSlot, HomePage
from articles.models.advertorials import AdvertorialSlotQuerySet


class SlotPermissionPolicy(ModelPermissionPolicy):
    """A publisher's permission, and Wagtail's right to publish at the home page of the slot."""

    def user_has_permission_for_instance(self, user: User, action: str, instance: AdvertorialSlot) -> bool:
        if not super().user_has_permission_for_instance(user, action, instance):
            return False
        return instance.home_id is None or publishes_at(instance.home, user)


class SlotForm(WagtailAdminModelForm):
    """A slot may be given only on a home page at which its publisher publishes."""

    def clean_home(self) -> HomePage:
        home: HomePage = self.cleaned_data["home"]
        if self.for_user and not publishes_at(home, self.for_user):
            raise ValidationError(_("You do not publish in this magazine."))
        return home


class OfOwnMagazine:
    """A view of one slot. Wagtail asks about the kind of row only; here the magazine counts too."""

    def get_object(self, *args: Any) -> AdvertorialSlot:
        slot: AdvertorialSlot = super().get_object(*args)  # type: ignore[misc]
        action = self.permission_required or "change"  # type: ignore[attr-defined]
        if not self.user_has_permission_for_instance(action, slot):  # type: ignore[attr-defined]
            raise PermissionDenied
        return slot


def of_own_magazine(view: type) -> type:
    """One of Wagtail's views, for slots of magazines in which the person publishes."""
    return type(f"Slot{view.__name__}", (OfOwnMagazine, view), {})


class SlotViewSet(SnippetViewSet):
    model = AdvertorialSlot
    icon = "tag"
    list_display = ["article", "home", "starts_at", "ends_at", "phase"]
    list_filter = ["home"]
    copy_view_class = of_own_magazine(CopyView)
    edit_view_class = of_own_magazine(EditView)
    delete_view_class = of_own_magazine(DeleteView)
    history_view_class = of_own_magazine(HistoryView)
    usage_view_class = of_own_magazine(UsageView)

    def get_queryset(self, request: HttpRequest) -> AdvertorialSlotQuerySet:
        """The slots on home pages at which the person publishes."""
        homes = page_permission_policy.instances_user_has_permission_for(request.user, "publish")
        return AdvertorialSlot.objects.filter(home__pk__in=homes.values("pk")).select_related(
            "article", "home"
        )


AdvertorialSlot.base_form_class = SlotForm  # type: ignore[attr-defined]
register_permission_policy(AdvertorialSlot, SlotPermissionPolicy(AdvertorialSlot))


def publishes_at(home: HomePage, user: User) -> bool:
    """Whether a person may publish at a home page."""
    return bool(home.permissions_for_user(user).can_publish())
