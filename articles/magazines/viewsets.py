"""Magazines in the CMS, in place of Wagtail's own pages of sites: one form makes a whole magazine.

Wagtail's app `wagtail.sites` holds nothing but these pages and their menu item, so it is not installed; the addresses
and the permissions are the same. A host that this installation does not answer yet is saved, with a warning that
stays in the list.
"""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.db.models import ProtectedError
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.tables import Column, StatusFlagColumn, TitleColumn
from wagtail.models import Site
from wagtail.permissions import policy_registry
from wagtail.sites import views

from articles.magazines import hosts
from articles.magazines.forms import NewMagazineForm, PlaceForm
from articles.magazines.making import make


def answer(site: Site) -> str:
    """Whether requests for a magazine are let in, for the list."""
    return str(_("yes") if hosts.is_answered(site.hostname) else _("needs ALLOWED_HOSTS"))


class IndexView(views.IndexView):
    page_title = _("Magazines")
    add_item_label = _("New magazine")
    columns = [
        TitleColumn("site_name", label=_("Name"), sort_key="site_name", url_name="wagtailsites:edit"),
        Column("hostname", label=_("host"), sort_key="hostname"),
        Column("port", label=_("port"), sort_key="port"),
        Column("root_page", label=_("home page")),
        Column("answered", label=_("Is answered"), accessor=answer),
        StatusFlagColumn("is_default_site", label=_("Default?"), true_label=_("Default")),
    ]


class WarnsOfHost:
    """A view that says so where the host of what it saved is not answered yet."""

    request: Any
    object: Any

    def form_valid(self, form: BaseModelForm) -> HttpResponse:
        response: HttpResponse = super().form_valid(form)  # type: ignore[misc]
        if words := hosts.warning(self.object.hostname):
            messages.warning(self.request, words)
        return response


class CreateView(WarnsOfHost, views.CreateView):
    page_title = _("New magazine")
    page_subtitle = _("magazine")
    success_message = _(
        "%(object)s is there, with a front and standard pages in each language. Give it sections, sources and a "
        "newsletter next, and its editors the rights on its pages."
    )
    error_message = _("The magazine was not made. What is wrong stands at the fields.")

    def save_instance(self) -> Site:
        return make(self.form.site(), self.form.instance, self.request.user)


class EditView(WarnsOfHost, views.EditView):
    success_message = _("%(object)s was saved.")


class DeleteView(views.DeleteView):
    page_title = _("Delete a magazine")
    confirmation_message = _("Its settings, sources and stories go with it, its pages stay in the tree.")
    success_message = _("%(object)s was deleted.")

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            words = _("%(object)s still has section pages or issues of newsletters, and so it stays.")
            messages.error(self.request, words % {"object": self.object})
            return redirect(self.get_success_url())


class MagazineViewSet(views.SiteViewSet):
    """The list of magazines, the form that makes one, and where each stands."""

    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView

    def get_form_class(self, for_update: bool = False) -> type[BaseModelForm]:
        return PlaceForm if for_update else NewMagazineForm


class MagazinesMenuItem(MenuItem):
    """Shown to whoever may make, change or delete magazines."""

    def is_shown(self, request: HttpRequest) -> bool:
        policy = policy_registry.get_by_type(Site)
        return bool(policy.user_has_any_permission(request.user, ["add", "change", "delete"]))
