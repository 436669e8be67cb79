"""What readers see has a generation; raising it makes every page that the cache keeps of the older one unfindable.

Comes in: what was published, moved, saved or deleted. Goes out: for the page cache, in one query, the stamps that
the key of a cached page holds. Each room signs in at `register`, in its `apps.py`, the models whose rows its public
pages show; bulk writes send no signal, so whoever writes in bulk calls `raise_site`.

**Why no page is ever kept under a generation newer than its rows.** A stamp is written in the transaction of the
rows that it speaks for, never after it: other connections see both or neither, and a rolled-back write takes its
stamp along. The page cache reads the stamps before it reads any row. So who reads the new stamp reads the new rows
too, and a page that was made of older rows is kept under the older stamp, for which nobody asks once the write is
there. (In `on_commit` a process that ends between the two, or an earlier callback that fails, would leave the old
page up for ever; the price paid here is that two transactions that both raise wait for each other on PostgreSQL.)
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db import connection, models
from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Locale, Page, Site

from articles.addresses import FRONT_DEPTH, addresses_of
from articles.models.generations import Generation

# What Wagtail writes on a page while somebody works on its draft: no reader sees any of it.
DRAFT_FIELDS = frozenset(
    {
        "draft_title",
        "expired",
        "go_live_at",
        "has_unpublished_changes",
        "latest_revision",
        "latest_revision_created_at",
        "locked",
        "locked_at",
        "locked_by",
    }
)
CHANGED = frozenset({"post_add", "post_remove", "post_clear"})
GROUND = "ground"  # the path of the stamp of what all addresses are made of

_registered: set[type[models.Model]] = set()


@dataclass(frozen=True, slots=True)
class Read:
    """A magazine and the stamps that an address of it has now: the magazine's and its own.

    `ground` is that of hosts, languages and fronts: Wagtail keeps the addresses made of them outside the database.
    """

    site: Site
    stamps: tuple[str, str]
    ground: str


def register(*shown: type[models.Model]) -> None:
    """Raise the generation whenever a row of these models is saved or deleted, or its many-to-many rows change."""
    register_written_in_bulk(*shown)
    for model in shown:
        name = f"articles.generations.{model._meta.label}"
        post_save.connect(_saved, sender=model, dispatch_uid=name)
        post_delete.connect(_deleted, sender=model, dispatch_uid=name)
        for field in model._meta.local_many_to_many:
            m2m_changed.connect(_relation_changed, sender=field.remote_field.through, dispatch_uid=name)


def register_written_in_bulk(*shown: type[models.Model]) -> None:
    """Know models whose rows are shown, and whose writers raise the generation themselves, without signals."""
    _registered.update(shown)


def registered() -> frozenset[type[models.Model]]:
    """The models that have signed in."""
    return frozenset(_registered)


def raise_site(site: Site | int | None = None) -> None:
    """Give a magazine, or all of them, a new generation: every page of it is made anew when it is next asked for.

    Call it in the transaction of the write that it speaks for. Safe to repeat.
    """
    ids = _every_site() if site is None else [site.pk if isinstance(site, Site) else site]
    _stamp((site_id, "") for site_id in ids)


def raise_ground() -> None:
    """A host, a language or a front changed: no page that was made before holds, in any magazine; as `raise_site`."""
    _stamp((site_id, path) for site_id in _every_site() for path in ("", GROUND))


def raise_page(page: Page) -> None:
    """Give one page of the tree a new generation, under each magazine that it belongs to; as `raise_site`."""
    _stamp(addresses_of(page))


def raise_addresses(addresses: Iterable[tuple[int, str]]) -> None:
    """Give addresses (the id of a magazine, a path as `/nl/topics/cloud/`) a new generation; as `raise_site`."""
    _stamp(addresses)


def read(hostname: str, path: str, *, or_default: bool = False) -> list[Read]:
    """Return the magazines of a host name (and the default one), each with its stamps for `path`.

    One query, written out: it is asked for every page that is answered from the cache, where putting it together
    anew would take longer than all the rest.
    """
    with connection.cursor() as cursor:
        cursor.execute(_READ, [path, hostname, or_default])
        rows = cursor.fetchall()
    found: dict[int, tuple[Site, dict[str, str]]] = {}
    for *fields, own_path, stamp in rows:
        site = Site.from_db(connection.alias, _SITE_FIELDS, fields)
        found.setdefault(site.pk, (site, {}))[1][own_path] = stamp
    return [
        Read(site, (own.get("", ""), own.get(path, "")), own.get(GROUND, "")) for site, own in found.values()
    ]


_SITE_FIELDS = [field.attname for field in Site._meta.concrete_fields]
_READ = f"""
    SELECT {", ".join(f"site.{field.column}" for field in Site._meta.concrete_fields)}, now.path, now.stamp
    FROM {Site._meta.db_table} site
    LEFT JOIN {Generation._meta.db_table} now ON now.site_id = site.id AND now.path IN ('', '{GROUND}', %s)
    WHERE site.hostname = %s OR (site.is_default_site AND %s)
    ORDER BY site.id
"""  # noqa: S608 - names of our own tables


def _every_site() -> list[int]:
    return list(Site.objects.values_list("pk", flat=True))


def _stamp(addresses: Iterable[tuple[int, str]]) -> None:
    """One statement, always in the same order; who comes second waits for the first, and both stamps are new."""
    wanted = sorted(set(addresses))
    rows = [Generation(site_id=site, path=path, stamp=secrets.token_hex(8)) for site, path in wanted]
    Generation.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["site", "path"], update_fields=["stamp"]
    )


def writes_draft_alone(update_fields: frozenset[str] | None) -> bool:
    """Whether a save of a page with these fields (None: all of them) is part of work on its draft."""
    return update_fields is not None and update_fields <= DRAFT_FIELDS


def _saved(
    instance: models.Model, created: bool, update_fields: frozenset[str] | None, **_signal: Any
) -> None:
    is_draft = isinstance(instance, Page) and (
        (created and not instance.live) or writes_draft_alone(update_fields)
    )
    if not is_draft:
        _changed(instance)


def _deleted(instance: models.Model, **_signal: Any) -> None:
    if not isinstance(instance, Page) or instance.live:
        _changed(instance)


def _changed(instance: models.Model) -> None:
    if isinstance(instance, Site | Locale) or (isinstance(instance, Page) and instance.depth == FRONT_DEPTH):
        raise_ground()
    else:
        raise_site(_site_of(instance))


def _relation_changed(instance: models.Model, action: str, **_signal: Any) -> None:
    if action in CHANGED and (not isinstance(instance, Page) or instance.live):
        raise_site(_site_of(instance))


def page_changed(instance: Page, **_signal: Any) -> None:
    """A page was published, taken down or moved (Wagtail's signals): any magazine may show it."""
    _changed(instance)


def _site_of(instance: models.Model) -> int | None:
    """The magazine that alone may show a row; None where any may (a page is linked and related from all of them)."""
    return getattr(instance, "site_id", None)
