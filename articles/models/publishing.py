"""Where every door to publishing meets: what each page type of ours inherits before Wagtail's `Page`.

A button, a bulk action, the schedule, the end of a workflow, a copy, an alias and a script all end in `save` of a
live page, so `save` asks `articles.publication` and raises NotPublishable. `publish` asks before anything is
written; what the schedule may not publish is held as a draft. An alias that may not follow its original stays as it
was. The forms ask first, so that a person reads the reasons at the fields with all that was typed. A page that is
saved as Wagtail's bare `Page` does not pass our `save`: a signal asks for it.
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.models import Page, Revision

from accounts.models import User
from articles import held, publication
from articles.characters import writable
from articles.publishing_forms import AskingCopyForm, AskingPageForm

SCHEDULED = "wagtail.publish.scheduled"
"""What Wagtail's command `publish_scheduled` logs: the one sign by which its publishing can be told."""


class AsksFirst:
    """A page that is never live without `articles.publication` having been asked."""

    base_form_class = AskingPageForm
    copy_form_class = AskingCopyForm

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Write the page; raises NotPublishable where that would make live what may not be published."""
        names = kwargs.get("update_fields")
        if self.live and (names is None or "live" in names):  # type: ignore[attr-defined]
            publication.check(self)
        return super().save(*args, **kwargs)  # type: ignore[misc]

    def full_clean(self, *args: Any, **kwargs: Any) -> None:
        self._drop_unwritable()
        self._name_by_date()
        super().full_clean(*args, **kwargs)  # type: ignore[misc]

    def minimal_clean(self) -> None:
        self._drop_unwritable()
        self._name_by_date()
        super().minimal_clean()  # type: ignore[misc]

    def _drop_unwritable(self) -> None:
        """Take from its words what feeds and sitemaps cannot hold; Word leaves such characters in what is pasted."""
        for field in self._meta.concrete_fields:  # type: ignore[attr-defined]
            if isinstance(field, models.CharField | models.TextField):
                words = getattr(self, field.attname)
                if isinstance(words, str):
                    setattr(self, field.attname, writable(words))

    def _name_by_date(self) -> None:
        """Give a headline without letters or digits today's date as its slug; Wagtail would give it none."""
        if self.path and not self.slug and not slugify(self.title):  # type: ignore[attr-defined, has-type]
            day = timezone.localdate().isoformat()
            self.slug = find_available_slug(self.get_parent(), day)  # type: ignore[attr-defined]

    def publish(
        self, revision: Revision, user: User | None = None, log_action: bool | str = True, **kwargs: Any
    ) -> None:
        """Publish or schedule a revision; raises NotPublishable, or holds it where the schedule asks."""
        try:
            publication.check(revision.as_object(), user)
        except publication.NotPublishable as refusal:
            if log_action != SCHEDULED:
                raise
            held.hold(revision, refusal)
            return
        super().publish(revision, user=user, log_action=log_action, **kwargs)  # type: ignore[misc]

    def update_aliases(
        self,
        *,
        revision: Revision | None = None,
        _content: dict[str, Any] | None = None,
        _updated_ids: list[int] | None = None,
    ) -> None:
        """Bring the aliases up to date, but for those that may not be published so: their owners read why."""
        content = _content or self.serializable_data()  # type: ignore[attr-defined]
        refused = []
        for alias in type(self).objects.filter(alias_of=self):  # type: ignore[attr-defined]
            if reasons := publication.may_publish(alias.with_content_json(content)):
                held.tell(alias, publication.NotPublishable(alias, reasons))
                refused.append(alias.pk)
        super().update_aliases(  # type: ignore[misc]
            revision=revision, _content=content, _updated_ids=[*(_updated_ids or []), *refused]
        )

    update_aliases.alters_data = True  # type: ignore[attr-defined]


def bare_page_saved(instance: Page, raw: bool, update_fields: frozenset[str] | None, **_signal: Any) -> None:
    """A bare `Page` is about to be saved; raises NotPublishable where that would make live what may not be."""
    written = instance.live and not raw and (update_fields is None or "live" in update_fields)
    if not written or not Page.objects.filter(pk=instance.pk, live=False).exists():
        return
    specific = instance.get_specific()
    if isinstance(specific, AsksFirst):
        publication.check(specific)
