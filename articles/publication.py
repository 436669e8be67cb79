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
from wagtail.models import Page, PageLogEntry

from accounts.models import User
from articles.completeness import Reason, missing_alternatives, missing_fields
from articles.exceptions import NotPublishable

__all__ = ["NotPublishable", "Reason", "beyond_fields", "check", "may_publish", "may_submit", "register"]

Rule = Callable[[Page, User | None], Iterable[Reason]]


def has_sponsor(page: Page, user: User | None) -> Iterator[Reason]:
    """An advertorial names who paid for it, and what names who paid for it is an advertorial."""
    is_advertorial = getattr(page, "is_advertorial", False)
    if is_advertorial == (getattr(page, "sponsor_id", None) is not None):
        return
    where = capfirst(page._meta.get_field("sponsor").verbose_name)
    words = (
        _("An advertorial needs a sponsor: choose one at “%(where)s”.")
        if is_advertorial
        else _("An article has no sponsor: make it an advertorial, or choose none at “%(where)s”.")
    )
    yield Reason(words, {"where": where}, "sponsor")


def keeps_label(page: Page, user: User | None) -> Iterator[Reason]:
    """What readers know as an advertorial becomes an article only by who may place advertorials."""
    if user is None or getattr(page, "is_advertorial", True) or user.has_perm(PLACES_ADVERTORIALS):
        return
    is_shown_as_one = type(page)._default_manager.live().advertorials().filter(pk=page.pk).exists()
    if is_shown_as_one or _was_advertorial(page):
        yield Reason(_("Only a publisher makes an article of a published advertorial."), field="kind")


def _was_advertorial(page: Page) -> bool:
    """Whether it was an advertorial when it was published last; the staff log knows it after it was taken down."""
    published = PageLogEntry.objects.filter(page=page.pk, action__in=PUBLISHING, revision__isnull=False)
    kinds = published.order_by("-timestamp", "-pk").values_list("revision__content__kind", flat=True)
    return kinds.first() == "advertorial"


def has_alternatives(page: Page, user: User | None) -> Iterator[Reason]:
    """Every picture says what it shows, unless it only decorates."""
    yield from missing_alternatives(page)


PLACES_ADVERTORIALS = "articles.change_advertorialslot"  # a publisher's, see articles/apps.py
PUBLISHING = ("wagtail.publish", "wagtail.publish.scheduled")  # what Wagtail logs when a page went live
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
    return [reason for rule in (*CONTENT, keeps_label, *_further) for reason in rule(page, user)]


def may_submit(page: Page, user: User | None = None) -> list[Reason]:
    """What a text lacks, beyond empty fields, to be shown to who approves it."""
    return [reason for rule in CONTENT for reason in rule(page, user)]


def check(page: Page, user: User | None = None) -> None:
    """Raise NotPublishable unless this page may be published as it is."""
    if reasons := may_publish(page, user):
        raise NotPublishable(page, reasons)
