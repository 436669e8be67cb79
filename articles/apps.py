"""The room of what we publish."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SNIPPETS = ("section", "topic", "series", "organisation", "expert")
FILES = ("picture", "attachment")


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Magazine")

    def ready(self) -> None:
        from accounts import roles
        from articles import appearances, mentions, models, structured
        from articles.feeds import entries
        from articles.permissions import grant_page_rights
        from articles.structured import pages, rows

        actions = ("add", "change", "delete")
        roles.register(roles.EDITOR, [f"articles.{a}_{m}" for a in actions for m in SNIPPETS])
        for role in (roles.CONTRIBUTOR, roles.EDITOR):
            roles.register(role, [f"articles.{a}_{m}" for a in ("add", "choose") for m in FILES])
        roles.register(roles.EDITOR, [f"articles.{a}_{m}" for a in ("change", "delete") for m in FILES])
        roles.register(roles.PUBLISHER, [f"articles.{a}_advertorialslot" for a in (*actions, "view")])
        roles.register(roles.OPERATOR, ["articles.change_magazinesettings", "wagtailcore.change_site"])
        roles.register_grant(grant_page_rights)
        appearances.register("articles", mentions.conditions)
        entries.register("articles", entries.of_articles)
        for kind, describe in (
            (models.HomePage, pages.home),
            (models.SectionPage, pages.section),
            (models.ArticlePage, pages.article),
            (models.StandardPage, pages.standard),
            (models.Expert, rows.expert),
            (models.Organisation, rows.organisation_page),
            (models.Topic, rows.topic),
            (models.Series, rows.series),
        ):
            structured.register(kind, describe)
