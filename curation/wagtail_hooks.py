"""What this room adds to the CMS: the desk and the sources, their menu items, and their words in the log."""

from collections.abc import Iterator

from django.urls import include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.log_actions import LogActionRegistry
from wagtail.models import Page

from accounts.models import User
from curation import logbook
from curation.desk import PREFIX
from curation.models import DigestPage
from curation.views import desk, sources


@hooks.register("register_log_actions")
def register_desk_actions(actions: LogActionRegistry) -> None:
    for name, (label, sentence) in logbook.SENTENCES.items():
        actions.register_action(PREFIX + name)(logbook.formatter(label, sentence))


@hooks.register("register_admin_urls")
def register_desk_urls() -> list:
    patterns = [
        path("", desk.index, name="index"),
        path("<int:window_id>/", desk.window, name="window"),
    ]
    return [path("desk/", include((patterns, "desk")))]


class DeskMenuItem(MenuItem):
    """Shown to whoever may use the desk."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("curation.use_desk")


@hooks.register("register_admin_menu_item")
def register_desk_menu_item() -> MenuItem:
    return DeskMenuItem(_("Desk"), reverse("desk:index"), name="desk", icon_name="list-ol", order=90)


@hooks.register("register_page_header_buttons")
def register_desk_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """The way from a digest's page in the CMS to its desk."""
    digest = page.specific_deferred
    if isinstance(digest, DigestPage) and digest.window_id and user.has_perm("curation.use_desk"):
        url = reverse("desk:window", args=[digest.window_id])
        yield Button(_("Desk"), url, icon_name="list-ol", priority=5)


@hooks.register("register_log_actions")
def register_source_actions(actions: LogActionRegistry) -> None:
    actions.register_action("curation.source.pause", _("Pause a source"), _("Paused"))
    actions.register_action("curation.source.resume", _("Resume a source"), _("Resumed"))
    actions.register_action("curation.source.fetch", _("Fetch a source now"), _("Asked for a fetch"))


@hooks.register("register_admin_urls")
def register_source_urls() -> list:
    patterns = [
        path("", sources.index, name="index"),
        path("add/", sources.add, name="add"),
        path("import/", sources.import_list, name="import"),
        path("proposals/<int:pk>/", sources.proposal, name="proposal"),
        path("<int:pk>/", sources.edit, name="edit"),
        path("<int:pk>/act/", sources.act, name="act"),
    ]
    return [path("sources/", include((patterns, "sources")))]


class SourcesMenuItem(MenuItem):
    """Shown to whoever may manage sources."""

    def is_shown(self, request) -> bool:
        return request.user.has_perm("curation.manage_sources")


@hooks.register("register_admin_menu_item")
def register_sources_menu_item() -> MenuItem:
    return SourcesMenuItem(
        _("Sources"), reverse("sources:index"), name="sources", icon_name="download", order=95
    )
