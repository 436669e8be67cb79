"""The two forms of magazines in the CMS: the one that makes a magazine, and the one that changes where it stands."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page, Site
from wagtail.sites.forms import SiteForm

from articles.magazines import hosts
from articles.models import HomePage, MagazineSettings


class NewMagazineForm(forms.ModelForm):
    """All that a magazine needs to be read: what it is called, where it stands, how it is reached."""

    hostname = forms.CharField(
        label=_("host"), max_length=253, help_text=_("Its name in the address, as magazine.example.")
    )
    port = forms.IntegerField(
        label=_("port"),
        min_value=1,
        max_value=65_535,
        help_text=_("443 for https, 80 for http; any other stands in every address."),
    )

    class Meta:
        model = MagazineSettings
        fields = (
            "name",
            "hostname",
            "port",
            "tagline_nl",
            "tagline_en",
            "contact_email",
            "privacy_email",
            "security_email",
            "postal_address",
            "telephone",
            "sender_name",
            "sender_email",
        )

    required_css_class = "required"
    field_order = Meta.fields

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("tagline_nl", "tagline_en", "contact_email"):
            self.fields[name].required = True
        self.initial["name"] = ""
        first = Site.objects.filter(is_default_site=True).first()
        self.fields["port"].initial = first.port if first else 443

    def clean_hostname(self) -> str:
        return hosts.cleaned(self.cleaned_data["hostname"], Site())

    def site(self) -> Site:
        """The site as it was typed, not saved."""
        return Site(hostname=self.cleaned_data["hostname"], port=self.cleaned_data["port"])


class PlaceForm(SiteForm):
    """Wagtail's form of a site: where a magazine stands and at which front it begins, both its own."""

    def clean_hostname(self) -> str:
        return hosts.cleaned(self.cleaned_data["hostname"], self.instance)

    def clean_root_page(self) -> Page:
        page = self.cleaned_data["root_page"]
        if not HomePage.objects.filter(pk=page.pk).exists():
            raise ValidationError(_("A magazine begins at a home page: choose one."))
        others = Site.objects.exclude(pk=self.instance.pk)
        if others.filter(root_page__translation_key=page.translation_key).exists():
            raise ValidationError(_("Another magazine begins at this page."))
        return page
