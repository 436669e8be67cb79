"""Forms of the source pages: an address, a file, and the source itself. What was typed stays where it was wrong."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from articles.models import Section
from curation import opml
from curation.canonical import canonical_url, host_of, registrable_host
from curation.exceptions import UnreadableOpml
from curation.models import Source
from curation.models.wording import describe
from curation.reading.proposals import with_scheme
from curation.reading.registering import is_usable


def clean_web_address(text: str) -> str:
    """An address of the web, https where nothing is said."""
    address = with_scheme(text)
    if not address.lower().startswith(("http://", "https://")) or not is_usable(address):
        raise ValidationError(_("This is no web address. It looks like https://example.nl/feed."))
    return address


class AddForm(forms.Form):
    address = forms.CharField(
        label=gettext_lazy("Address"),
        max_length=2000,
        help_text=gettext_lazy("The address of a site is enough: its feeds are looked for."),
    )

    def clean_address(self) -> str:
        return clean_web_address(self.cleaned_data["address"])


class ImportForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("OPML file"),
        help_text=gettext_lazy("As other readers export it. You see what it holds before anything is added."),
    )

    def clean_file(self) -> Any:
        """Reads the list into `outlines`."""
        upload = self.cleaned_data["file"]
        try:
            if upload.size > opml.MAX_BYTES:
                raise UnreadableOpml(upload.name, "too_large_file")
            self.outlines = opml.read(upload.read())
        except UnreadableOpml as error:
            raise ValidationError(describe({"code": error.code, "detail": error.detail})) from error
        if not self.outlines:
            raise ValidationError(_("The file names no feeds."))
        return upload


class SourceForm(forms.ModelForm):
    """A changed address begins anew: what is known of the old one's documents is forgotten.

    So what the new one lists undated in its first document counts as old, and it is asked at once.
    """

    address = forms.CharField(label=gettext_lazy("Address"), max_length=2000)

    class Meta:
        model = Source
        fields = ("title", "address", "sections", "language", "owner", "weight", "licence")
        widgets = {"sections": forms.CheckboxSelectMultiple}

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        sections = cast(forms.ModelMultipleChoiceField, self.fields["sections"])
        sections.queryset = Section.objects.filter(site=self.instance.site)

    def clean_address(self) -> str:
        address = clean_web_address(self.cleaned_data["address"])
        others = Source.objects.feeds().filter(site=self.instance.site).exclude(pk=self.instance.pk)
        if canonical_url(address) in {
            canonical_url(known) for known in others.values_list("address", flat=True)
        }:
            raise ValidationError(_("Another source has this address already."))
        return address

    def save(self, commit: bool = True) -> Source:
        source: Source = self.instance
        if "address" in self.changed_data:
            source.host = host_of(source.address)
            source.registrable_host = registrable_host(source.host)
            source.etag = source.last_modified = source.body_hash = ""
            source.first_read_at = source.last_read_at = None
            source.identity = Source.Identity.GUID
            source.interval_min, source.failures_count = 0, 0
        return super().save(commit)
