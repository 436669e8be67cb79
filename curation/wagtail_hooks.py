"""What this room adds to the CMS: the desk, its menu item, and its words in the log."""

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from curation import logbook
from curation.desk import PREFIX
from curation.views import desk


@hooks.register("register_log_actions")
def register_desk_actions(actions: LogActionRegistry) -> None:
    for name, (label, sentence) in logbook.SENTENCES.items():
        actions.register_action(PREFIX + name)(logbook.formatter(label, sentence))


@hooks.register("register_admin_urls")
def register_desk_urls() -> list:
    patterns = [
        path("", desk.index, name="index"),
        path("<int:window_id>/", desk.bench, name="bench"),
    ]
    return [path("desk/", include((patterns, "desk")))]


class DeskMenuItem(MenuItem):
    """Shown to whoever may use the desk."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("curation.use_desk")


@hooks.register("register_admin_menu_item")
def register_desk_menu_item() -> MenuItem:
    return DeskMenuItem(_("Desk"), reverse("desk:index"), name="desk", icon_name="list-ol", order=90)
