"""Topics, series, experts and organisations in the CMS: lists that bear thousands of rows, and what a slug does.

Registered in `wagtail_hooks`. A list says in one query where each of its rows has a page; an edit that changes a
slug leaves a redirect and says so; a chooser finds by name; a new portrait is made within seconds.
"""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _
from wagtail.admin.filters import WagtailFilterSet
from wagtail.admin.ui.tables import Column, UpdatedAtColumn
from wagtail.admin.widgets.button import Button
from wagtail.snippets.views import snippets
from wagtail.snippets.widgets import AdminSnippetChooser

from articles import renaming
from articles.appearances import ROWS
from articles.choosers import RowChooserViewSet
from articles.models import Expert, Organisation, Series, Topic
from articles.showing import ShownAt, shown_at
from articles.tasks.pictures import nudge

ROWS_ON_A_LEAF = 50


class PagesColumn(Column):
    """Links to the public pages of a row."""

    cell_template_name = "articles/cms/pages_cell.html"


PAGES = PagesColumn("shown_at", label=gettext_lazy("On the site"))


class ExpertFilter(WagtailFilterSet):
    """Experts of one organisation, which is chosen by its name: there may be thousands."""

    organisation = django_filters.ModelChoiceFilter(
        queryset=Organisation.objects.all(),
        widget=AdminSnippetChooser(Organisation),
        label=gettext_lazy("Organisation"),
    )

    class Meta:
        model = Expert
        fields: list[str] = ["organisation"]


class IndexView(snippets.IndexView):
    """A list that looks up the public pages of the rows it shows, and of no others."""

    def get_context_data(self, *args: Any, **kwargs: Any) -> dict[str, Any]:
        context = super().get_context_data(*args, **kwargs)
        rows = list(context["object_list"])
        found = shown_at(rows)
        for row in rows:
            row.shown_at = found[row.pk]
        return context


class CreateView(snippets.CreateView):
    def save_instance(self) -> Any:
        saved = super().save_instance()
        renaming.settle(saved)
        return saved


class EditView(snippets.EditView):
    """Editing that leads the addresses of a changed slug to the new ones."""

    is_led = False

    def save_instance(self) -> Any:
        old_slug = self.form.initial["slug"]
        saved = super().save_instance()
        self.is_led = renaming.settle(saved, old_slug)
        return saved

    def get_success_message(self) -> str:
        message: str = super().get_success_message()
        led = _("The old address leads to the new one.")
        return f"{message} {led}" if self.is_led else message

    @cached_property
    def header_more_buttons(self) -> list[Button]:
        shown = [
            Button(view_live(found), url=found.url, icon_name="view", priority=1)
            for found in shown_at([self.object])[self.object.pk]
        ]
        return [*shown, *super().header_more_buttons]


def view_live(found: ShownAt) -> str:
    """The words of a link to a row's public page."""
    language = get_language_info(found.language)["name_translated"]
    return _("View live: %(magazine)s, %(language)s") % {"magazine": found.magazine, "language": language}


class RowViewSet(snippets.SnippetViewSet):
    """What the lists of all kinds of rows have in common."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    chooser_viewset_class = RowChooserViewSet
    list_per_page = chooser_per_page = ROWS_ON_A_LEAF
    search_backend_name = None  # the database's own search: names are short
    copy_view_enabled = False


class TopicViewSet(RowViewSet):
    model = Topic
    icon = "tag"
    list_display = ["name_nl", "name_en", "slug", PAGES, UpdatedAtColumn()]
    search_fields = ["name_nl", "name_en", "slug"]
    list_filter = ["sections"]


class SeriesViewSet(RowViewSet):
    model = Series
    icon = "list-ol"
    list_display = ["name_nl", "name_en", "slug", PAGES, UpdatedAtColumn()]
    search_fields = ["name_nl", "name_en", "slug"]


class OrganisationViewSet(RowViewSet):
    model = Organisation
    icon = "group"
    list_display = ["name_nl", "name_en", "website", PAGES, UpdatedAtColumn()]
    search_fields = ["name_nl", "name_en", "slug"]


class ExpertViewSet(RowViewSet):
    model = Expert
    icon = "user"
    list_display = ["name", "field_nl", "organisation", PAGES, UpdatedAtColumn()]
    search_fields = ["name", "slug"]
    filterset_class = ExpertFilter

    def get_queryset(self, request: HttpRequest) -> QuerySet[Expert]:
        return Expert.objects.select_related("organisation").order_by("name", "pk")


VIEWSETS = (TopicViewSet, SeriesViewSet, OrganisationViewSet, ExpertViewSet)


def forget_addresses(request: HttpRequest, rows: list[Any]) -> None:
    """Drop the redirects that lead to rows that an editor deleted; Wagtail's hook after deleting snippets."""
    for row in rows:
        if isinstance(row, ROWS):
            renaming.forget(row)


def make_portrait(request: HttpRequest, row: Any) -> None:
    """Have the portrait of an expert made who was saved; Wagtail's hook after creating and editing a snippet."""
    if isinstance(row, Expert) and row.portrait_id:
        nudge()
