"""Where rows have their public pages: the addresses that the CMS links to.

Comes in: rows of one model, as a list of the CMS shows them. Goes out: for each the magazines and languages in which
it has a page. A fixed number of queries, however many rows there are.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import override
from wagtail.models import Site

from articles.appearances import Row, condition, live_below
from articles.models import HomePage


@dataclass(frozen=True, slots=True)
class ShownAt:
    """One public page of a row."""

    magazine: str
    language: str  # code
    url: str


def shown_at(rows: Sequence[Row]) -> dict[int, list[ShownAt]]:
    """The public pages of each row by its primary key: three queries."""
    if not rows:
        return {}
    model = type(rows[0])
    fronts = homes_by_magazine()
    asked = {f"at_{home.pk}": condition(model, live_below(home)) for _site, home in fronts}
    ways = {name: way for name, way in asked.items() if way is not None}
    found = model.objects.filter(pk__in=[row.pk for row in rows]).annotate(**ways)
    return {
        row.pk: [page_at(site, home, row) for site, home in fronts if getattr(row, f"at_{home.pk}", False)]
        for row in found
    }


def homes_by_magazine() -> list[tuple[Site, HomePage]]:
    """Every live home page with its magazine, the first magazine first."""
    sites = Site.objects.select_related("root_page").order_by("-is_default_site", "pk")
    by_key = {site.root_page.translation_key: site for site in sites}
    homes = (
        HomePage.objects.live().filter(translation_key__in=by_key).select_related("locale").order_by("path")
    )
    order = list(by_key)
    ordered = sorted(homes, key=lambda home: order.index(home.translation_key))
    return [(by_key[home.translation_key], home) for home in ordered]


def page_at(site: Site, home: HomePage, row: Row) -> ShownAt:
    """The page of a row in one magazine and language."""
    language = home.locale.language_code
    with override(language):
        return ShownAt(site.site_name or site.hostname, language, site.root_url + row.get_absolute_url())
