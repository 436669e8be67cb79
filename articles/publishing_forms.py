"""The CMS's forms of a page, asking `articles.publication` before anything is stored.

Comes in: what an editor typed and which button was pressed. Goes out: errors at the fields, with the form as it was.
A draft is not asked: it may lack anything.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.urls import resolve, reverse
from django.utils.dateparse import parse_datetime
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, override
from wagtail.admin.forms.pages import CopyForm, WagtailAdminPageForm
from wagtail.models import Page, Revision

from accounts.models import User
from articles import publication
from articles.addresses import FRONT_DEPTH

UNSEEN = gettext_noop(
    "%(who)s saved a newer version of this page while you were typing, on %(when)s. Yours is not saved: it stands"
    " below. Copy what you need or look at the newer version in the history; saving once more puts yours over it."
)


def newer_version(page: Page, data: Mapping[str, Any], editor: User | None) -> Revision | None:
    """The last version that somebody else saved since the form was loaded; None where nobody did.

    Wagtail asks this of autosave alone (`EditView.is_out_of_date`, Wagtail 8.0). One's own newer versions are one's
    own autosaves, of which the form that the browser sends in the end knows nothing.
    """
    loaded_at = parse_datetime(data.get("loaded_revision_created_at", ""))
    if page.pk is None or loaded_at is None:
        return None
    newer = page.revisions.filter(created_at__gt=loaded_at)
    return newer.exclude(user=editor).select_related("user").order_by("-created_at", "-pk").first()


def when(moment: datetime) -> str:
    """A moment on the clock of the person who reads."""
    return date_format(localtime(moment), "DATETIME_FORMAT")


def is_of_program(front: Page, slug: str) -> bool:
    """Whether the address `slug` below a front is not left to the tree of pages, as those of topics and feeds."""
    with override(front.locale.language_code):
        return resolve(reverse("wagtail_serve", args=[f"{slug}/"])).url_name != "wagtail_serve"


class AskingPageForm(WagtailAdminPageForm):
    """The form of the create and edit views."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "slug" in self.fields:  # the page makes one of its headline, or of the date
            self.fields["slug"].required = False

    def clean(self) -> dict[str, Any]:
        """Refuse to save over a version that this editor has not seen; a second try, having been told, may."""
        newer = newer_version(self.instance, self.data, self.for_user)
        if newer:
            self.add_error(None, _(UNSEEN) % {"who": newer.user or "?", "when": when(newer.created_at)})
        return super().clean()

    def clean_slug(self) -> str:
        """Refuse an address that leads to a page of the program, below a front."""
        slug = self.cleaned_data["slug"]
        if self.parent_page.depth == FRONT_DEPTH and is_of_program(self.parent_page, slug):
            raise ValidationError(_("This address belongs to the magazine's own pages. Choose another one."))
        return slug

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation:
            self._ask()

    def _ask(self) -> None:
        """Put each reason at its field; several at one field are one error, as Wagtail shows but one."""
        by_field = defaultdict(list)
        ask = publication.beyond_fields if self.data.get("action-publish") else publication.may_submit
        for reason in ask(self.instance, self.for_user):
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
