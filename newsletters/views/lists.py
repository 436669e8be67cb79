"""Newsletters in the CMS, with Wagtail's own forms: what they draw on, who sends them, and when.

Registered in `wagtail_hooks`; Wagtail asks for the permissions on the model, and the views here that the person may
publish in the newsletter's magazine.
"""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError, QuerySet
from django.forms import ModelForm
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.admin.views import generic
from wagtail.admin.views.generic import history, usage
from wagtail.admin.viewsets.model import ModelViewSet
from wagtail.models import Site

from accounts.models import User
from newsletters.approval import publishes_in
from newsletters.models import Newsletter


def magazines_of(user: User) -> list[int]:
    """The magazines in which a person publishes, by number."""
    return [site.pk for site in Site.objects.select_related("root_page") if publishes_in(site, user)]


class OwnMagazine:
    """A view of one newsletter, or of none yet: its magazine is one in which the person publishes."""

    request: Any

    def get_object(self, *args: Any) -> Newsletter:
        found: Newsletter = super().get_object(*args)  # type: ignore[misc]
        if not publishes_in(found.site, self.request.user):
            raise PermissionDenied
        return found

    def get_form(self, form_class: type[ModelForm] | None = None) -> ModelForm:
        form = super().get_form(form_class)  # type: ignore[misc]
        if "site" in form.fields:
            form.fields["site"].queryset = Site.objects.filter(pk__in=magazines_of(self.request.user))
        return form


class IndexView(generic.IndexView):
    """The newsletters of the magazines in which the person publishes."""

    def get_base_queryset(self) -> QuerySet[Newsletter]:
        rows: QuerySet[Newsletter] = super().get_base_queryset()
        return rows.filter(site__in=magazines_of(self.request.user))


class CreateView(OwnMagazine, generic.CreateView):
    pass


class EditView(OwnMagazine, generic.EditView):
    pass


class DeleteView(OwnMagazine, generic.DeleteView):
    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            messages.error(self.request, _("This newsletter has issues. They are kept, and so it stays."))
            return redirect(self.get_success_url())


class HistoryView(OwnMagazine, history.HistoryView):
    pass


class UsageView(OwnMagazine, usage.UsageView):
    pass


class NewsletterViewSet(ModelViewSet):
    """List, add and edit newsletters."""

    model = Newsletter
    icon = "mail"
    add_to_settings_menu = True
    copy_view_enabled = False
    index_view_class = IndexView
    add_view_class = CreateView
    edit_view_class = EditView
    delete_view_class = DeleteView
    history_view_class = HistoryView
    usage_view_class = UsageView
    list_display = ["name", "slug", "site"]
    panels = [
        FieldRowPanel([FieldPanel("name_nl"), FieldPanel("name_en")]),
        FieldRowPanel([FieldPanel("site"), FieldPanel("slug")]),
        FieldPanel("sections", help_text=_("Choose none to draw on the whole magazine.")),
        FieldRowPanel([FieldPanel("sender_name"), FieldPanel("sender_email")]),
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("daily_closing_hour"), FieldPanel("daily_sending_hour")]),
                FieldPanel("weekly_weekday"),
                FieldRowPanel([FieldPanel("weekly_closing_hour"), FieldPanel("weekly_sending_hour")]),
                FieldPanel("time_zone"),
            ],
            heading=_("When it goes"),
        ),
    ]
