"""The CMS's forms of a page, asking `articles.publication` before anything is stored.

Comes in: what an editor typed and which button was pressed. Goes out: errors at the fields, with the form as it was.
A draft is not asked: it may lack anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.models import Page

from articles import publication


class AskingPageForm(WagtailAdminPageForm):
    """The form of the create and edit views."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            self._ask()

    def _ask(self) -> None:
        """Put each reason at its field; several at one field are one error, as Wagtail shows but one."""
        by_field = defaultdict(list)
        for reason in publication.beyond_fields(self.instance, self.for_user):
            by_field[reason.field if reason.field in self.fields else None].append(str(reason))
        for name, sentences in by_field.items():
            self.add_error(name, " ".join(sentences))


class AskingCopyForm(CopyForm):
    """The form of copying: a copy that goes live, or an alias of a live page, is asked for like any other."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        choices = [name for name in ("publish_copies", "alias") if cleaned.get(name)]
        for page in self._going_live(cleaned) if choices else ():
            for reason in publication.may_publish(page, self.user):
                words = _("“%(page)s” would not be published. %(reason)s")
                self.add_error(choices[0], words % {"page": page.title, "reason": reason})
        return cleaned

    def _going_live(self, cleaned: dict[str, Any]) -> Iterable[Page]:
        copied = self.page.get_descendants(inclusive=True) if cleaned.get("copy_subpages") else [self.page]
        return [page.specific for page in copied if page.live]
