"""The room of what we publish: where it signs in at registries, and which events of Wagtail and Django it listens to.

Models can be imported only once all apps are loaded, so each function imports what it connects.
"""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

SNIPPETS = ("section", "topic", "series", "organisation", "expert")
FILES = ("picture", "attachment")
ACTIONS = ("add", "change", "delete")


class ArticlesConfig(AppConfig):
    name = "articles"
    verbose_name = _("Magazine")

    def ready(self) -> None:
        give_rights()
        say_what_is_kept()
        reserve_names()
        raise_generations()
        remember_addresses()
        follow_publishing()
        describe_pages()


def give_rights() -> None:
    """What each role may do with rows, files, slots and settings."""
    from accounts import roles
    from articles.permissions import grant_page_rights

    roles.register(roles.EDITOR, [f"articles.{a}_{m}" for a in ACTIONS for m in SNIPPETS])
    for role in (roles.CONTRIBUTOR, roles.EDITOR):
        roles.register(role, [f"articles.{a}_{m}" for a in ("add", "choose") for m in FILES])
    roles.register(roles.EDITOR, [f"articles.{a}_{m}" for a in ("change", "delete") for m in FILES])
    roles.register(roles.PUBLISHER, [f"articles.{a}_advertorialslot" for a in (*ACTIONS, "view")])
    for role in (roles.EDITOR, roles.PUBLISHER):
        roles.register(role, ["articles.view_embed"])
    sites = [f"wagtailcore.{action}_site" for action in ("add", "change")]
    roles.register(roles.OPERATOR, ["articles.change_magazinesettings", *sites])
    roles.register_grant(grant_page_rights)


def say_what_is_kept() -> None:
    """What this room keeps about people."""
    from accounts import personal_data
    from articles import kept

    for entry in (kept.READING, kept.EXPERTS, kept.WORK):
        personal_data.register(entry)


def reserve_names() -> None:
    """Names that no reader may go by."""
    from accounts import reserved_names
    from articles import reserved

    reserved_names.register("articles", reserved.of_the_magazine)


def raise_generations() -> None:
    """The models whose rows public pages show, and Wagtail's events that change what they show."""
    from wagtail.models import Locale, Page, PageViewRestriction, Site
    from wagtail.signals import page_published, page_unpublished, post_page_move

    from articles import generations, models

    generations.register(models.AdvertorialSlot, models.ArticlePage, models.ArticleAuthor)
    generations.register(models.ArticleNote, models.RelatedArticle, models.StandardPage)
    generations.register(models.HomePage, models.HomePin, models.HomeExpert, models.SectionPage)
    generations.register(models.Section, models.Topic, models.Series, models.Organisation)
    generations.register(models.Expert, models.ExpertLink, models.Picture)
    generations.register(models.Embed, models.Attachment, models.MagazineSettings, models.MenuLink)
    generations.register(Page, PageViewRestriction, Site, Locale)
    generations.register_written_in_bulk(models.ShareImage)
    for event in (page_published, page_unpublished, post_page_move):
        event.connect(generations.page_changed, dispatch_uid="articles.generations")


def remember_addresses() -> None:
    """What was published here and is no more, for 410; and which rows have a page at all."""
    from django.db.models.signals import post_delete, post_save, pre_delete, pre_save
    from wagtail.models import Page, get_page_models
    from wagtail.signals import page_published, page_unpublished

    from articles import appearances, gone, gone_rows, mentions
    from articles.models import Expert

    page_published.connect(gone.page_published, dispatch_uid="articles.gone")
    page_unpublished.connect(gone.page_unpublished, dispatch_uid="articles.gone")
    for model in (Page, *get_page_models()):
        pre_delete.connect(gone.page_deleted, sender=model, dispatch_uid="articles.gone")
        pre_save.connect(gone.saving_begins, sender=model, dispatch_uid="articles.gone")
    pre_delete.connect(gone.deletion_begins, sender=Page, dispatch_uid="articles.gone.begins")
    post_delete.connect(gone.deletion_ends, sender=Page, dispatch_uid="articles.gone.ends")
    for row in appearances.ROWS:
        pre_delete.connect(gone.row_deleted, sender=row, dispatch_uid="articles.gone")
    pre_save.connect(gone_rows.expert_saving, sender=Expert, dispatch_uid="articles.gone")
    post_save.connect(gone_rows.expert_saved, sender=Expert, dispatch_uid="articles.gone")
    gone.register("rows", gone_rows.shown_by)
    appearances.register("articles", mentions.conditions)


def follow_publishing() -> None:
    """A bare page asks too before it is live; embeds and pictures of what was published are wanted."""
    from django.db.models.signals import pre_save
    from wagtail.models import Page
    from wagtail.signals import page_published

    from articles.embeds import watching
    from articles.models import publishing
    from articles.tasks import pictures

    pre_save.connect(publishing.bare_page_saved, sender=Page, dispatch_uid="articles.publishing")
    page_published.connect(watching.page_published, dispatch_uid="articles.embeds")
    page_published.connect(pictures.page_published, dispatch_uid="articles.pictures")


def describe_pages() -> None:
    """Articles in feeds, and the structured data of each kind of page."""
    from articles import models, structured
    from articles.feeds import entries
    from articles.structured import pages, rows

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
