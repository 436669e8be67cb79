"""What this room adds to the CMS: the words of its decisions in Wagtail's log."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.log_actions import LogActionRegistry

DECISIONS = {
    "compose": (_("Compose now"), _("Composed at once")),
    "reword": (_("Reword"), _("Reworded")),
    "approve": (_("Approve"), _("Approved")),
    "pause": (_("Pause"), _("Paused")),
    "resume": (_("Resume"), _("Resumed")),
    "test": (_("Send a test"), _("Sent a test")),
}


@hooks.register("register_log_actions")
def issue_decisions(actions: LogActionRegistry) -> None:
    for decision, (label, message) in DECISIONS.items():
        actions.register_action(f"newsletters.issue.{decision}", label, message)
