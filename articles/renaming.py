"""When the slug of a topic, series, expert or organisation changes, its old addresses lead to the new ones for good.

Comes in: a row that was just stored, and the slug that it had before. Goes out: redirect rows for each
language, for every magazine, since rows belong to the installation. Wagtail's middleware asks them only where an
address is not found; the CMS calls this for each row that an editor saves or deletes. Rooms above that keep slugs
as snapshots sign in, as `appearances` says.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override
from wagtail.contrib.redirects.models import Redirect

from articles.appearances import Row
from articles.feeds.formats import Format
from articles.feeds.scopes import Kind
from articles.models import Expert, Topic

Renamer = Callable[[Any, str], None]  # the row under its new slug, the old slug

FEEDS: dict[type[Row], Kind] = {Topic: Kind.TOPIC, Expert: Kind.EXPERT}

_renamers: dict[type[Row], list[Renamer]] = {}


def register(model: type[Row], renamer: Renamer) -> None:
    """Have `renamer` called for each row of `model` whose slug changes; once, however often it signs in."""
    known = _renamers.setdefault(model, [])
    if renamer not in known:
        known.append(renamer)


def addresses(row: Row, slug: str) -> dict[str, list[str]]:
    """For each language of the site, where the page of `row` stands under `slug`, and then its feeds."""
    found = {}
    for code, _name in settings.LANGUAGES:
        with override(code):
            found[code] = [type(row)(slug=slug).get_absolute_url(), *feeds(FEEDS.get(type(row)), slug)]
    return found


def feeds(kind: Kind | None, key: str) -> list[str]:
    """The addresses of the feeds of a part of the magazine in the active language; rows without a kind have none."""
    forms = [{"kind": kind, "key": key, "form": form} for form in Format if kind]
    return [reverse("feed_of", kwargs=form) for form in forms]


def _all(row: Row, slug: str) -> list[str]:
    return [address for found in addresses(row, slug).values() for address in found]


@transaction.atomic
def settle(row: Row, old_slug: str = "") -> bool:
    """Make the addresses of a stored row its own, and lead those of `old_slug` to them; whether any are led.

    A redirect from an address that is a row's own again would answer wherever the row has no page (the other
    language, another magazine), and lead to somebody else: it goes. What led to the old addresses leads straight
    to the new ones. Safe to repeat.
    """
    new = _all(row, row.slug)
    paths = [Redirect.normalise_path(address) for address in new]
    Redirect.objects.filter(old_path__in=paths, automatically_created=True).delete()
    if not old_slug or old_slug == row.slug:
        return False
    for before, after in zip(_all(row, old_slug), new, strict=True):
        _lead(before, after)
    for renamer in _renamers.get(type(row), []):
        renamer(row, old_slug)
    return True


def forget(row: Row) -> None:
    """Drop the redirects that lead to a row that is deleted: they would lead nowhere."""
    Redirect.objects.filter(redirect_link__in=_all(row, row.slug)).delete()


def _lead(before: str, after: str) -> None:
    Redirect.objects.filter(redirect_link=before).update(redirect_link=after)
    Redirect.objects.update_or_create(
        old_path=Redirect.normalise_path(before),
        site=None,
        defaults={"redirect_link": after, "is_permanent": True, "automatically_created": True},
    )
