"""What staff type about issues: the words of a draft, whose mail to look at, which window to end,
which advertorials it carries."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from articles.labels import labelled_title
from articles.models import ArticlePage
from mail.models import normalise
from newsletters.advertorials import choices
from newsletters.audience import candidates
from newsletters.encoding import has_control
from newsletters.models import Issue, Newsletter, Subscription
from newsletters.models.lists import HIDDEN_CHARACTER, Cadence


class WordsForm(forms.ModelForm):
    """Subject and introduction of both editions."""

    class Meta:
        model = Issue
        fields = ["subject_nl", "intro_nl", "subject_en", "intro_en"]
        widgets = {
            "intro_nl": forms.Textarea(attrs={"rows": 3}),
            "intro_en": forms.Textarea(attrs={"rows": 3}),
        }

    def clean(self) -> dict[str, object]:
        """A subject is one line; nothing that one cannot see stands in a subject or an introduction."""
        cleaned = super().clean() or {}
        for name in [name for name in self.Meta.fields if name in cleaned]:
            line = " ".join(str(cleaned[name]).split())
            if has_control(line):
                self.add_error(name, HIDDEN_CHARACTER)
            elif name.startswith("subject"):
                cleaned[name] = line
        return cleaned


class AdvertorialField(forms.ModelChoiceField):
    """One advertorial by its label and headline, or none."""

    def __init__(self, **kwargs: Any) -> None:
        empty = {"required": False, "empty_label": _("No advertorial")}
        super().__init__(ArticlePage.objects.none(), **empty, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return labelled_title(obj)


class AdvertorialsForm(forms.Form):
    """The advertorial of each edition, or none. The fields are named by the edition."""

    nl = AdvertorialField(label=_("Dutch edition"))
    en = AdvertorialField(label=_("English edition"))

    def __init__(self, issue: Issue, data: Mapping[str, Any] | None = None) -> None:
        chosen = {row.edition: row.article_id for row in issue.advertorials.all()}
        super().__init__(data, initial=chosen)
        for edition, field in self.fields.items():
            cast("AdvertorialField", field).queryset = choices(issue.newsletter, edition)


class ComposeForm(forms.Form):
    """Which window ends now."""

    newsletter = forms.ModelChoiceField(Newsletter.objects.select_related("site"))
    cadence = forms.ChoiceField(choices=Cadence.choices)


class ReaderForm(forms.Form):
    """Whose mail to look at, by mail address: typed and posted, so that it stands in no log."""

    email = forms.EmailField(label=_("Mail address of a subscriber"))

    def __init__(self, issue: Issue, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.issue = issue

    def clean_email(self) -> Subscription:
        """Find the subscription; somebody who does not take this newsletter is said so."""
        email = normalise(self.cleaned_data["email"])
        found = candidates(self.issue).filter(address__email=email).first()
        if found is None:
            raise forms.ValidationError(_("Nobody with this address takes this newsletter at this cadence."))
        return found
