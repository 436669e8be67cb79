"""Where the sample magazine and its sources stand: `http://<name>.localhost:<port>`, and moving to another port.

In: the port of this start. Out: the site and every stored address of the magazine and its sample sources under that
port, in one transaction. Called by `seed_demo` at each start; the same port changes nothing.
"""

from __future__ import annotations

import json
from typing import Any

from django.db import models, transaction
from django.db.models import F, Func, Value
from django.db.models.functions import Replace
from wagtail.blocks import StreamValue
from wagtail.models import PageLogEntry, Revision, Site

from articles import generations
from articles.models import ArticlePage, Embed
from curation.canonical import canonical_url
from curation.models import AddedLink, DigestLink, Item, Source
from demo import texts
from demo.rows import magazine
from newsletters.models import IssueAdvertorial, IssueItem

HTTP_PORT = 80
MAGAZINE_HOST = "localhost"
VIDEO_HOST = "video.localhost"
TEXTS: tuple[tuple[type[models.Model], tuple[str, ...]], ...] = (
    (Source, ("address", "homepage")),
    (Item, ("url", "canonical_url", "external_id")),
    (AddedLink, ("address",)),
    (DigestLink, ("url",)),
    (IssueItem, ("url",)),
    (IssueAdvertorial, ("url",)),
    (Embed, ("address",)),
)
DOCUMENTS: tuple[tuple[type[models.Model], str], ...] = (
    (DigestLink, "also_in"),
    (IssueItem, "identities"),
    (ArticlePage, "body"),
    (Revision, "content"),
    (PageLogEntry, "data"),
)


def origin(host: str, port: int) -> str:
    """The first part of every address of a host; port 80 goes without saying."""
    return f"http://{host}" if port == HTTP_PORT else f"http://{host}:{port}"


@transaction.atomic
def settle(port: int) -> int | None:
    """Have the magazine and its sample sources stand at `port`; gives the port that they left, None for the same."""
    site: Site = magazine()
    if site.hostname != MAGAZINE_HOST or site.port == port:
        return None
    left, site.port = site.port, port
    site.save()
    hosts = [MAGAZINE_HOST, VIDEO_HOST, *(source.host for source in texts.sources())]
    for host in hosts:
        old, new = f"{origin(host, left)}/", f"{origin(host, port)}/"
        move(old, new)
        move(canonical_url(old), canonical_url(new))
    generations.raise_site(site)
    return left


def move(old: str, new: str) -> None:
    """Rewrite every stored address that begins with `old`."""
    for model, names in TEXTS:
        for name in names:
            rows = model._default_manager.filter(**{f"{name}__startswith": old})
            rows.update(**{name: Replace(F(name), Value(old), Value(new))})
    for model, name in DOCUMENTS:
        move_within(model, name, old, new)


def move_within(model: type[models.Model], name: str, old: str, new: str) -> None:
    """Rewrite addresses inside documents."""
    as_text = Func(F(name), template="CAST(%(expressions)s AS TEXT)", output_field=models.TextField())
    for row in model._default_manager.annotate(as_text=as_text).filter(as_text__contains=old):
        changed = moved(getattr(row, name), old, new)
        model._default_manager.filter(pk=row.pk).update(**{name: changed})


def moved(document: Any, old: str, new: str) -> Any:
    """The same document, or an article's text, with other addresses."""
    if isinstance(document, StreamValue):
        return document.stream_block.to_python(moved(document.get_prep_value(), old, new))
    return json.loads(json.dumps(document).replace(old, new))
