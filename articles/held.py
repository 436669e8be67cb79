"""What the machine was to publish and may not: it stays as it was, and its owner reads why.

Comes in: a revision that the schedule wanted to publish, or an alias that cannot follow its original, with the
refusal. Goes out: an entry in Wagtail's log, which its history and the editor's page show, and a mail to who owns it
and who scheduled it. A held revision is scheduled no more, so nothing is tried for ever. Called by
`articles.models.publishing`.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.conf import settings
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from wagtail.admin.utils import get_admin_base_url
from wagtail.log_actions import log
from wagtail.models import Page, PageLogEntry, Revision

from accounts.models import User
from articles.exceptions import NotPublishable
from mail import outbox
from mail.models import OutgoingMail

ACTION = "articles.publish.refused"
SUBJECT_LENGTH = 200


@transaction.atomic
def hold(revision: Revision, refusal: NotPublishable) -> None:
    """Take a revision off the schedule and tell why; what was live stays live."""
    revision.approved_go_live_at = None
    revision.save(update_fields=["approved_go_live_at"])
    tell(refusal.page, refusal, revision)


@transaction.atomic
def tell(page: Page, refusal: NotPublishable, revision: Revision | None = None) -> None:
    """Log a refusal in both languages and mail it to whom it concerns."""
    languages = [code for code, _name in settings.LANGUAGES]
    said = {language: sentences(refusal, language) for language in languages}
    log(instance=page, action=ACTION, revision=revision, data={"reasons": said})
    for person in concerned(page, revision):
        write(person, page, said)


def sentences(refusal: NotPublishable, language: str) -> list[str]:
    """The reasons in one language."""
    with override(language):
        return [str(reason) for reason in refusal.reasons]


def concerned(page: Page, revision: Revision | None) -> Iterable[User]:
    """Who owns the page, and who saved the version that was to go live."""
    people = [page.owner, revision.user if revision else None]
    return {person.pk: person for person in people if person and person.is_active}.values()


def write(person: User, page: Page, said: dict[str, list[str]]) -> None:
    """Queue the mail, in the language that the person's address knows."""
    language = person.address.language
    with override(language):
        subject = _("Not published: %(title)s") % {"title": page.get_admin_display_title()}
        context = {
            "subject": subject,
            "language": language,
            "magazine": settings.WAGTAIL_SITE_NAME,
            "title": page.get_admin_display_title(),
            "reasons": said[language],
            "url": (get_admin_base_url() or "") + reverse("wagtailadmin_pages:edit", args=[page.pk]),
        }
        outbox.queue(
            OutgoingMail.Purpose.NOTICE,
            person.address,
            language,
            Truncator(" ".join(subject.split())).chars(SUBJECT_LENGTH),
            render_to_string("mail/not_published.txt", context),
            render_to_string("mail/not_published.html", context),
        )


def standing(page: Page) -> list[str]:
    """The reasons of the last refusal in the active language, while nothing newer was saved or published."""
    entry = PageLogEntry.objects.filter(page=page.pk).order_by("-timestamp", "-pk").first()
    return in_language(entry) if entry and entry.action == ACTION else []


def in_language(entry: PageLogEntry) -> list[str]:
    """The reasons of one entry in the active language."""
    said = entry.data.get("reasons", {})
    return said.get(get_language()) or next(iter(said.values()), [])
