"""Which topics, series, experts and organisations a magazine shows in a language: those have a page there.

A registry, the one way up: each room signs in, in its `apps.py`, how the database tells whether its published
pages below a home page show a row. Comes in: a home page, which is a magazine in one language. Goes out: the rows
that have a page there, as a QuerySet whose conditions are sub-queries; nothing is read row by row. The public
pages of rows, their lists and the sitemap call it.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from operator import or_
from typing import Any

from django.conf import settings
from django.db.models import Exists, Q, QuerySet
from wagtail.models import Page, Site

from articles.models import Expert, HomePage, Organisation, Series, Topic

Row = Topic | Series | Expert | Organisation
ROWS: tuple[type[Row], ...] = (Topic, Series, Expert, Organisation)

# Says which pages are meant, from the way to a page: "" for the page itself, "link__page__" from afar.
Pages = Callable[[str], Q]
# Takes a model of ROWS and pages; returns a condition (OuterRef("pk") is the row) for each way in which they show it.
Provider = Callable[[type[Row], Pages], list[Exists]]

_providers: dict[str, Provider] = {}


@dataclass(frozen=True, slots=True)
class Found:
    """A row with a page at `home`, and the codes of all languages of this magazine in which it has one."""

    row: Any  # of the model that was asked for
    home: HomePage
    languages: frozenset[str]


def register(name: str, provider: Provider) -> None:
    """Sign a room in under `name`; again under the same name takes its place."""
    _providers[name] = provider


def live_below(home: HomePage) -> Pages:
    """What is published below a home page."""
    return lambda way: Q(**{f"{way}live": True, f"{way}path__startswith": home.path})


def condition(model: type[Row], pages: Pages) -> Q | Exists | None:
    """Whether a row of `model` is shown by `pages`, or None where no room shows any."""
    ways = [way for provider in _providers.values() for way in provider(model, pages)]
    return reduce(or_, ways) if ways else None


def appearing(rows: QuerySet[Any], home: HomePage) -> QuerySet[Any]:
    """Those of `rows` (of a model of ROWS) that have a page at `home`."""
    return _shown(rows, live_below(home))


def shown_by(rows: QuerySet[Any], page: Page) -> QuerySet[Any]:
    """Those of `rows` (of a model of ROWS) that one page shows, while it is live."""
    return _shown(rows, lambda way: Q(**{f"{way}pk": page.pk}))


def _shown(rows: QuerySet[Any], pages: Pages) -> QuerySet[Any]:
    found = condition(rows.model, pages)
    return rows.none() if found is None else rows.filter(found)


def homes(site: Site) -> list[HomePage]:
    """The live home pages of a magazine, one for each language, in the order of the settings."""
    pages = HomePage.objects.live().filter(translation_key=site.root_page.translation_key)
    order = [code for code, _name in settings.LANGUAGES]
    return sorted(pages.select_related("locale"), key=lambda home: order.index(home.locale.language_code))


def find(rows: QuerySet[Any], slug: str, homes: list[HomePage], language: str) -> Found | None:
    """The row of that slug, where it has a page in `language`: one query, however many languages there are."""
    ways = {home.locale.language_code: condition(rows.model, live_below(home)) for home in homes}
    shown = {f"is_in_{code}": way for code, way in ways.items() if way is not None}
    row = rows.annotate(**shown).filter(slug=slug).first()
    found = {code for code in ways if getattr(row, f"is_in_{code}", False)}
    if language not in found:
        return None
    home = next(home for home in homes if home.locale.language_code == language)
    return Found(row, home, frozenset(found))
