"""May it be published? One function decides, and every door asks it.

Comes in: a page as it would go live, and who publishes it, where somebody does. Goes out: the reasons against it,
as translated sentences that name a field or block; none: it may. The doors meet in `articles.models.publishing`,
which every page type of ours inherits: no page of ours is saved live without being asked for here. A room above
adds a rule of its own with `register` (approvals, for one) in its apps.py.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from accounts.models import User
from articles.completeness import Reason, missing_alternatives, missing_fields
from articles.exceptions import NotPublishable

__all__ = ["NotPublishable", "Reason", "beyond_fields", "check", "may_publish", "may_submit", "register"]

Rule = Callable[[Page, User | None], Iterable[Reason]]


def has_sponsor(page: Page, user: User | None) -> Iterator[Reason]:
    """An advertorial names who paid for it."""
    if getattr(page, "is_advertorial", False) and page.sponsor_id is None:
        where = capfirst(page._meta.get_field("sponsor").verbose_name)
        yield Reason(
            _("An advertorial needs a sponsor: choose one at “%(where)s”."), {"where": where}, "sponsor"
        )


def has_alternatives(page: Page, user: User | None) -> Iterator[Reason]:
    """Every picture says what it shows, unless it only decorates."""
    yield from missing_alternatives(page)


CONTENT: tuple[Rule, ...] = (has_sponsor, has_alternatives)
_further: list[Rule] = []


def register(rule: Rule) -> None:
    """Have `rule` asked too, whatever the door; once, however often it is signed in.

    It is asked before something goes live, and not yet when a text is submitted to be approved.
    """
    if rule not in _further:
        _further.append(rule)


def may_publish(page: Page, user: User | None = None) -> list[Reason]:
    """Everything that speaks against publishing this page as it is; an empty list means that it may be."""
    return [*missing_fields(page), *beyond_fields(page, user)]


def beyond_fields(page: Page, user: User | None = None) -> list[Reason]:
    """What speaks against it beyond empty fields, which a form finds by itself."""
    return [reason for rule in (*CONTENT, *_further) for reason in rule(page, user)]


def may_submit(page: Page, user: User | None = None) -> list[Reason]:
    """What a text lacks, beyond empty fields, to be shown to who approves it."""
    return [reason for rule in CONTENT for reason in rule(page, user)]


def check(page: Page, user: User | None = None) -> None:
    """Raise NotPublishable unless this page may be published as it is."""
    if reasons := may_publish(page, user):
        raise NotPublishable(page, reasons)
