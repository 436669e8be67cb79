"""Wagtail's bulk action "Publish", where one page that may not be published does not stop the others.

Comes in: the chosen pages. Goes out: those that may be published are; of each other the reasons are said. Registered
in `articles.wagtail_hooks` in place of Wagtail's own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.admin.views.pages.bulk_actions.publish import PublishBulkAction
from wagtail.models import Page

from accounts.models import User
from articles.publication import NotPublishable


class AskingPublishBulkAction(PublishBulkAction):
    """Publishes what may be published."""

    def get_execution_context(self) -> dict[str, Any]:
        self.refusals: list[NotPublishable] = []
        return {**super().get_execution_context(), "refusals": self.refusals}

    @classmethod
    def execute_action(
        cls,
        objects: Iterable[Page],
        include_descendants: bool = False,
        user: User | None = None,
        refusals: list[NotPublishable] | None = None,
        **kwargs: Any,
    ) -> tuple[int, int]:
        """Publish each page, then what is not live below it; gives how many of both went live."""
        counts = [0, 0]
        told = [] if refusals is None else refusals
        for page in objects:
            counts[0] += publish(page, user, told)
            for below in drafts_below(page, user) if include_descendants else ():
                counts[1] += publish(below, user, told)
        return counts[0], counts[1]

    def get_success_message(self, num_parent_objects: int, num_child_objects: int) -> str | None:
        """Say what was published, and of each page that was not, why."""
        for refusal in self.refusals:
            for reason in refusal.reasons:
                words = _("“%(page)s” was not published. %(reason)s")
                title = refusal.page.get_admin_display_title()
                messages.error(self.request, words % {"page": title, "reason": reason})
        if num_parent_objects or num_child_objects:
            return super().get_success_message(num_parent_objects, num_child_objects)
        return None


def drafts_below(page: Page, user: User | None) -> Iterator[Page]:
    """Pages below this one that are not live and that the user may publish."""
    for below in page.get_descendants().not_live().specific():
        if user is None or below.permissions_for_user(user).can_publish():
            yield below


def publish(page: Page, user: User | None, refusals: list[NotPublishable]) -> int:
    """Publish the newest version of one page; gives 1, or 0 where it may not be."""
    try:
        with transaction.atomic():
            revision = page.get_latest_revision() or page.specific.save_revision(user=user, clean=False)
            revision.publish(user=user)
    except NotPublishable as refusal:
        refusals.append(refusal)
        return 0
    return 1
