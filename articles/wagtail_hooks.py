"""What this room adds to the CMS: "Publish" that asks, and the words of what was refused."""

from django.contrib import messages
from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.rich_text.editors.draftail.features import PluginFeature
from wagtail.log_actions import LogActionRegistry, LogFormatter
from wagtail.models import Page, PageLogEntry
from wagtail.rich_text.feature_registry import FeatureRegistry
from wagtail.snippets.models import register_snippet

from articles import held, links, viewsets
from articles.bulk_publishing import AskingPublishBulkAction
from articles.embeds import watching
from articles.embeds.viewsets import EmbedViewSet
from articles.magazines.viewsets import MagazinesMenuItem, MagazineViewSet
from articles.slot_viewset import SlotViewSet


@hooks.register("insert_global_admin_css")
def our_colours() -> str:
    """The CMS in the colours of the magazine."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/cms.css"))


hooks.register("register_bulk_action", AskingPublishBulkAction, order=100)
register_snippet(SlotViewSet)


@hooks.register("register_log_actions")
def refused_publishing(actions: LogActionRegistry) -> None:
    @actions.register_action(held.ACTION)
    class Refused(LogFormatter):
        label = _("Not published")

        def format_message(self, entry: PageLogEntry) -> str:
            return " ".join([str(_("Not published.")), *held.in_language(entry)])


@hooks.register("before_edit_page")
def say_what_was_refused(request: HttpRequest, page: Page) -> None:
    """Tell an editor who opens the page why it did not go live by itself."""
    if request.method == "GET":
        for reason in held.standing(page):
            messages.warning(request, _("This page was not published. %(reason)s") % {"reason": reason})


@hooks.register("register_rich_text_features", order=100)  # after Wagtail's own handlers, which these replace
def links_of_texts(features: FeatureRegistry) -> None:
    features.register_link_type(links.PageLink)
    features.register_link_type(links.DocumentLink)
    features.register_editor_plugin(
        "draftail", "manuscript", PluginFeature({"type": "manuscript"}, js=["js/paste.js"])
    )


@hooks.register("register_admin_viewset")
def embeds() -> EmbedViewSet:
    return EmbedViewSet("embeds")


@hooks.register("register_admin_viewset")
def magazines() -> MagazineViewSet:
    return MagazineViewSet("wagtailsites", url_prefix="sites")


@hooks.register("register_settings_menu_item")
def magazines_menu_item() -> MenuItem:
    url = reverse("wagtailsites:index")
    return MagazinesMenuItem(_("Magazines"), url, name="magazines", icon_name="site", order=602)


hooks.register("after_create_page", watching.page_saved)
hooks.register("after_edit_page", watching.page_saved)
hooks.register("before_edit_page", watching.say_what_failed)

for viewset in viewsets.VIEWSETS:
    register_snippet(viewset)
hooks.register("after_delete_snippet", viewsets.forget_addresses)
for moment in ("create", "edit"):
    hooks.register(f"after_{moment}_snippet", viewsets.make_portrait)
