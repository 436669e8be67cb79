"""The room from digest to inbox."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class NewslettersConfig(AppConfig):
    name = "newsletters"
    verbose_name = _("Newsletters")

    def ready(self) -> None:
        from accounts import personal_data, roles
        from articles import renaming, sitemaps
        from articles.models import Topic
        from mail import preferences
        from newsletters import kept
        from newsletters.preferences import SubscriptionsPart
        from newsletters.renaming import rename
        from newsletters.sitemap import NewsletterSitemap

        personal_data.register(kept.SUBSCRIPTIONS)
        personal_data.register(kept.DELIVERIES)
        preferences.register("newsletters", SubscriptionsPart)
        renaming.register(Topic, rename)
        sitemaps.register("newsletters", NewsletterSitemap)
        actions = ("add", "change", "delete", "view")
        roles.register(roles.PUBLISHER, [f"newsletters.{action}_newsletter" for action in actions])
        roles.register(roles.PUBLISHER, ["newsletters.view_issue", "newsletters.approve_issue"])
        roles.register(roles.EDITOR, ["newsletters.view_issue"])
