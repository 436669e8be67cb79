"""The room from digest to inbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewslettersConfig(AppConfig):
    name = "newsletters"
    verbose_name = _("Newsletters")

    def ready(self) -> None:
        from accounts import roles
        from mail import preferences
        from newsletters.preferences import SubscriptionsPart

        preferences.register("newsletters", SubscriptionsPart)
        actions = ("add", "change", "delete", "view")
        roles.register(roles.PUBLISHER, [f"newsletters.{action}_newsletter" for action in actions])
        roles.register(roles.PUBLISHER, ["newsletters.view_issue", "newsletters.approve_issue"])
        roles.register(roles.EDITOR, ["newsletters.view_issue"])
