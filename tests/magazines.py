"""A second magazine beside the first, with one thing of every kind, each named after its magazine."""

from __future__ import annotations

from wagtail.models import Site

from articles.magazines.making import make
from articles.models import HomePage, MagazineSettings

HOST = "warmteblad.localhost"


def second_magazine() -> Site:
    """Warmteblad at its own host, as an operator's form makes it."""
    words = {"tagline_nl": "Warmte en energie", "tagline_en": "Heat and energy"}
    settings = MagazineSettings(name="Warmteblad", contact_email="redactie@warmteblad.example", **words)
    return make(Site(hostname=HOST, port=80), settings, None)


def home_of(site: Site, language: str = "nl") -> HomePage:
    """The front of a magazine in a language."""
    key = site.root_page.translation_key
    return HomePage.objects.get(translation_key=key, locale__language_code=language)
