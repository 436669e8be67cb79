"""How editors choose among thousands of experts or organisations: by a part of the name."""

from typing import Any

from django import forms
from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.snippets.views import chooser

NAMES = ("name", "name_nl", "name_en")


class NameFilterForm(BaseFilterForm):
    """Finds rows by a part of their name, in whichever language."""

    q = forms.CharField(label=_("Name"), required=False)

    def filter(self, objects: QuerySet[Any]) -> QuerySet[Any]:
        self.search_query = self.cleaned_data.get("q")
        self.is_searching = bool(self.search_query)
        if not self.search_query:
            return objects
        fields = [field.name for field in objects.model._meta.fields if field.name in NAMES]
        return objects.filter(
            Q(*[(f"{name}__icontains", self.search_query) for name in fields], _connector=Q.OR)
        )


class ChooseView(chooser.ChooseView):
    filter_form_class = NameFilterForm


class ChooseResultsView(chooser.ChooseResultsView):
    filter_form_class = NameFilterForm


class RowChooserViewSet(chooser.SnippetChooserViewSet):
    """The chooser of every kind of row."""

    choose_view_class = ChooseView
    choose_results_view_class = ChooseResultsView
