"""The one advertorial of each edition of an issue, chosen by a publisher while the issue is a draft.

Comes in: a draft, the advertorials that somebody chose for its editions, the person and the time. Goes out: a
snapshot each, logged in that person's name. It is no item: it is not composed, not packed, not counted in minutes,
never a reason to send, and stands after the last item of every mail of its edition. Called by the issue page.
`drop_changed` asks the pages once more before mails are written; approval and the freezing of the audience call it.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import override
from wagtail.log_actions import log

from accounts.models import User
from articles.models import ArticlePage
from newsletters.exceptions import DecisionRefused
from newsletters.models import Issue, IssueAdvertorial, Newsletter


def choices(newsletter: Newsletter, edition: str) -> QuerySet[ArticlePage]:
    """The live advertorials of the newsletter's magazine in one language, newest first."""
    homes = newsletter.site.root_page.get_translations(inclusive=True)
    home = homes.filter(locale__language_code=edition).first()
    if home is None:
        return ArticlePage.objects.none()
    paid = ArticlePage.objects.live().advertorials().descendant_of(home).filter(sponsor__isnull=False)
    return paid.select_related("sponsor").order_by("-first_published_at", "-pk")


@transaction.atomic
def choose(issue: Issue, chosen: Mapping[str, ArticlePage | None], user: User, now: datetime) -> None:
    """Give each edition its advertorial, or none. Raises DecisionRefused once the issue is no draft any more."""
    drafts = Issue.objects.select_for_update().filter(state=Issue.State.DRAFT)
    if not drafts.filter(pk=issue.pk).exists():
        issue.refresh_from_db()
        raise DecisionRefused(issue, "choosing an advertorial", str(issue.get_state_display()))
    before = {row.edition: row for row in issue.advertorials.all()}
    for edition, article in chosen.items():
        old = before.get(edition)
        if (old.article_id if old else None) != (article.pk if article else None):
            _replace(issue, edition, old, article)
            replaced = {edition: old.headline if old else ""}
            log(issue, "newsletters.issue.advertorial", user=user, timestamp=now, data={"replaced": replaced})


def _replace(issue: Issue, edition: str, old: IssueAdvertorial | None, article: ArticlePage | None) -> None:
    if old:
        old.delete()
    if article:
        snapshot(issue, edition, article).save()


def drop_changed(issue: Issue, now: datetime, user: User | None = None) -> None:
    """Take out items that have become advertorials, and advertorials whose page is none any more; logs which."""
    paid = ArticlePage.objects.advertorials()
    items = issue.items.filter(article__in=paid)
    sold = issue.advertorials.exclude(article__in=paid.live())
    dropped = [f"{row.edition}: {row.headline}" for rows in (items, sold) for row in rows]
    if dropped:
        items.delete()
        sold.delete()
        log(issue, "newsletters.issue.drop", user=user, timestamp=now, data={"dropped": dropped})


def snapshot(issue: Issue, edition: str, article: ArticlePage) -> IssueAdvertorial:
    """What the mail will say of an advertorial, whatever its page says by then."""
    with override(edition):
        sponsor_name = article.sponsor.name
    return IssueAdvertorial(
        issue=issue,
        edition=edition,
        article=article,
        sponsor_name=sponsor_name,
        headline=article.title,
        why=article.standfirst,
        url=article.full_url,
    )
