"""Descriptions of the pages of rows: an expert, an organisation, a topic, a series."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from articles.models import Expert, Organisation, Series, Topic
from articles.structured import Data
from articles.structured.parts import organisation, path_to, person, publisher, root_url


def expert(row: Expert, request: HttpRequest) -> list[Data]:
    """ProfilePage of a Person (https://schema.org/ProfilePage)."""
    described = person(row, request) | {
        "description": row.biography,
        "knowsAbout": row.field,
        "sameAs": [link.url for link in row.links.all()],
    }
    page = {"@type": "ProfilePage", "inLanguage": get_language(), "mainEntity": described}
    return [page, _path(request, _("Experts"), reverse("experts"), row)]


def organisation_page(row: Organisation, request: HttpRequest) -> list[Data]:
    """ProfilePage of an Organization."""
    described = organisation(row, request) | {"description": row.description}
    page = {"@type": "ProfilePage", "inLanguage": get_language(), "mainEntity": described}
    return [page, _path(request, _("Organisations"), reverse("organisations"), row)]


def topic(row: Topic, request: HttpRequest) -> list[Data]:
    """CollectionPage of a topic."""
    return [collection(row, request), _path(request, _("Topics"), reverse("topics"), row)]


def series(row: Series, request: HttpRequest) -> list[Data]:
    """CollectionPage of a series."""
    return [collection(row, request), _path(request, _("Series"), reverse("series_list"), row)]


def collection(row: Topic | Series, request: HttpRequest) -> Data:
    """CollectionPage without its list: the page is paged."""
    return {
        "@type": "CollectionPage",
        "name": row.name,
        "description": row.description,
        "url": root_url(request) + row.get_absolute_url(),
        "inLanguage": get_language(),
        "publisher": publisher(request),
    }


def _path(request: HttpRequest, name: str, url: str, row: Expert | Organisation | Topic | Series) -> Data:
    steps = [(name, url), (row.name, row.get_absolute_url())]
    return path_to(request, get_language() or "nl", steps)
