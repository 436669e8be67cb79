"""What this room adds to the CMS: newsletters, issues, and the words of their decisions in Wagtail's log."""

from django.http import HttpRequest
from django.urls import URLPattern, URLResolver, include, path, reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.log_actions import LogActionRegistry

from newsletters.views import issue_advertorials, issue_previews, issues
from newsletters.views.lists import NewsletterViewSet

DECISIONS = {
    "compose": (_("Compose now"), _("Composed at once")),
    "reword": (_("Change the words"), _("Changed the words")),
    "advertorial": (_("Choose an advertorial"), _("Chose the advertorials")),
    "drop": (
        _("Take out what became an advertorial or is none any more"),
        _("Took out what became an advertorial or is none any more"),
    ),
    "approve": (_("Approve"), _("Approved")),
    "pause": (_("Pause"), _("Paused")),
    "resume": (_("Resume"), _("Resumed")),
    "test": (_("Send a test"), _("Sent a test")),
}


@hooks.register("register_log_actions")
def issue_decisions(actions: LogActionRegistry) -> None:
    for decision, (label, message) in DECISIONS.items():
        actions.register_action(f"newsletters.issue.{decision}", label, message)


@hooks.register("register_admin_viewset")
def newsletters() -> NewsletterViewSet:
    return NewsletterViewSet("newsletters")


@hooks.register("register_admin_urls")
def issue_urls() -> list[URLPattern | URLResolver]:
    patterns = [
        path("", issues.index, name="index"),
        path("compose/", issues.compose, name="compose"),
        path("<int:pk>/", issues.issue, name="issue"),
        path("<int:pk>/decide/", issues.decide, name="decide"),
        path("<int:pk>/advertorials/", issue_advertorials.choose, name="advertorials"),
        path("<int:pk>/preview/", issue_previews.preview, name="preview"),
        path("<int:pk>/preview/<int:reader>/", issue_previews.preview, name="preview_as"),
        path("<int:pk>/preview/<int:reader>/<str:part>/", issue_previews.frame, name="frame"),
        path("<int:pk>/test/<int:reader>/", issue_previews.test, name="test"),
    ]
    return [path("issues/", include((patterns, "issues")))]


class IssuesMenuItem(MenuItem):
    """Shown to whoever may see issues."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(request.user.has_perm("newsletters.view_issue"))


@hooks.register("register_admin_menu_item")
def issues_menu_item() -> MenuItem:
    return IssuesMenuItem(_("Issues"), reverse("issues:index"), name="issues", icon_name="mail", order=92)
