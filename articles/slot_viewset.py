"""Advertorial slots in the CMS: a snippet that only publishers fill, each for the magazines that they publish in.

Registered in `articles.wagtail_hooks`; the roles sign the permissions in (articles/apps.py).
"""

from __future__ import annotations

from typing import Any

from django.core.exceptions import PermissionDenied, ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy
from wagtail.snippets.views.snippets import DeleteView, SnippetViewSet

from accounts.models import User
from articles.models import AdvertorialSlot, HomePage


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


class SlotDeleteView(DeleteView):
    """Wagtail asks about the kind of row only; here the magazine counts too."""

    def dispatch(self, *args: Any, **kwargs: Any) -> Any:
        if not self.user_has_permission_for_instance("delete", self.object):
            raise PermissionDenied
        return super().dispatch(*args, **kwargs)


class SlotViewSet(SnippetViewSet):
    model = AdvertorialSlot
    icon = "tag"
    list_display = ["article", "home", "starts_at", "ends_at", "phase"]
    list_filter = ["home"]
    delete_view_class = SlotDeleteView

    def get_queryset(self, request: Any) -> Any:
        return AdvertorialSlot.objects.select_related("article", "home")


AdvertorialSlot.base_form_class = SlotForm  # type: ignore[attr-defined]
register_permission_policy(AdvertorialSlot, SlotPermissionPolicy(AdvertorialSlot))


def publishes_at(home: HomePage, user: User) -> bool:
    """Whether a person may publish at a home page."""
    return bool(home.permissions_for_user(user).can_publish())
