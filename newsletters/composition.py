"""An issue made of what was published in its window.

Comes in: a newsletter, a cadence, a window and the time. Goes out: an `Issue` with the items of both
editions, from published digests and articles. Called by the timetable's task, by the command `compose_issue` and by
"compose now".
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import Truncator
from wagtail.models import Page, Site

from articles.models import ArticlePage, SectionPage
from curation.models import DigestLink, DigestPage
from curation.timeline import heir
from newsletters.exceptions import NothingToCompose, WindowOpen, WindowTaken
from newsletters.models import Issue, IssueItem, Newsletter
from newsletters.models.issues import SOURCE_NAME_LENGTH
from newsletters.models.lists import Cadence
from newsletters.windows import Window, due_window, last_closing, next_closing, open_window

EDITIONS = tuple(code for code, _name in settings.LANGUAGES)


def compose_due(now: datetime) -> list[Issue]:
    """Compose every issue whose window has ended; a window in which nothing was published stays open."""
    issues = []
    for newsletter in Newsletter.objects.select_related("site"):
        for cadence in Cadence:
            if window := due_window(newsletter, cadence, now):
                issues += _compose_if_any(newsletter, cadence, window, now)
    return issues


def compose_ended(newsletter: Newsletter, cadence: Cadence, now: datetime) -> Issue:
    """Compose the issue of the last window that has ended, or give the one that was composed of it.

    Raises NothingToCompose where nothing was published in it, WindowOpen where an issue reaches beyond it.
    """
    closing = last_closing(newsletter, cadence, now)
    window = due_window(newsletter, cadence, now)
    if window:
        return compose(newsletter, cadence, window, now)
    issue = newsletter.issues.filter(cadence=cadence, ends_at=closing).first()
    if issue is None:
        raise WindowOpen(newsletter, next_closing(newsletter, cadence, now))
    return issue


def compose_now(newsletter: Newsletter, cadence: Cadence, now: datetime) -> Issue:
    """End the open window at this moment and compose its issue; the next window begins here.

    Raises NothingToCompose where nothing was published since the last issue.
    """
    window = open_window(newsletter, cadence, now)
    if window.starts_at >= now:
        raise WindowTaken(newsletter, window.starts_at)
    return compose(newsletter, cadence, window, now, at_once=True)


@transaction.atomic
def compose(
    newsletter: Newsletter, cadence: Cadence, window: Window, now: datetime, *, at_once: bool = False
) -> Issue:
    """Compose the issue of one window; safe to repeat, the window's issue is made once.

    Raises NothingToCompose for a window without content, WindowTaken for one that overlaps another issue's.
    """
    same = newsletter.issues.filter(cadence=cadence)
    if issue := same.filter(starts_at=window.starts_at, ends_at=window.ends_at).first():
        return issue
    if other := same.filter(starts_at__lt=window.ends_at, ends_at__gt=window.starts_at).first():
        raise WindowTaken(newsletter, other.ends_at)
    items = [item for edition in EDITIONS for item in _edition_items(newsletter, edition, window)]
    if not items:
        raise NothingToCompose(newsletter, window.starts_at, window.ends_at)
    return _store(_draft(newsletter, cadence, window, now, at_once), items)


def _compose_if_any(newsletter: Newsletter, cadence: Cadence, window: Window, now: datetime) -> list[Issue]:
    try:
        return [compose(newsletter, cadence, window, now)]
    except NothingToCompose:
        return []


def _draft(newsletter: Newsletter, cadence: Cadence, window: Window, now: datetime, at_once: bool) -> Issue:
    subjects = {f"subject_{edition}": _subject(newsletter, cadence, window, edition) for edition in EDITIONS}
    return Issue(
        newsletter=newsletter,
        cadence=cadence,
        starts_at=window.starts_at,
        ends_at=window.ends_at,
        composed_at=now,
        is_composed_at_once=at_once,
        **subjects,
    )


def _subject(newsletter: Newsletter, cadence: Cadence, window: Window, edition: str) -> str:
    with translation.override(edition):
        day = window.ends_at.astimezone(ZoneInfo(newsletter.time_zone))
        return f"{newsletter.name_in(edition)} {Cadence(cadence).label}, {date_format(day, 'l j F')}"


def _store(issue: Issue, items: list[IssueItem]) -> Issue:
    issue.save()
    for item in items:
        item.issue = issue
    IssueItem.objects.bulk_create(items)
    return issue


def _edition_items(newsletter: Newsletter, edition: str, window: Window) -> list[IssueItem]:
    """Items of one edition: digests in the order of the menu, each in the editor's order, then articles.

    Advertorials are no news: `newsletters.advertorials` is the one way into a mail for them.
    """
    items = [*_digest_items(newsletter, edition, window), *_article_items(newsletter, edition, window)]
    for position, item in enumerate(items):
        item.edition, item.position = edition, position
    return items


def _published(newsletter: Newsletter, edition: str, window: Window) -> Q:
    return _in_magazine(newsletter.site) & Q(
        live=True,
        locale__language_code=edition,
        first_published_at__gte=window.starts_at,
        first_published_at__lt=window.ends_at,
    )


def _in_magazine(site: Site) -> Q:
    within = Q(pk__in=[])
    for home in site.root_page.get_translations(inclusive=True):
        within |= Q(path__startswith=home.path)
    return within


def _digest_items(newsletter: Newsletter, edition: str, window: Window) -> Iterator[IssueItem]:
    pages = DigestPage.objects.filter(_published(newsletter, edition, window)).order_by("first_published_at")
    sections = _sections_above(pages)
    for page in sorted(pages, key=lambda page: _menu_place(sections.get(page.pk))):
        if _is_drawn_on(newsletter, sections.get(page.pk)):
            for place, link in enumerate(page.links.select_related("story__merged_into")):
                yield _link_item(link, place)


def _article_items(newsletter: Newsletter, edition: str, window: Window) -> Iterator[IssueItem]:
    news = ArticlePage.objects.news().filter(alias_of=None)
    pages = news.filter(_published(newsletter, edition, window)).order_by("-first_published_at")
    pages = pages.prefetch_related("authors__expert", "topics")
    sections = _sections_above(pages)
    drawn_on = [page for page in pages if _is_drawn_on(newsletter, sections.get(page.pk))]
    for place, page in enumerate(drawn_on):
        yield _article_item(page, place, edition)


def _sections_above(pages: object) -> dict[int, SectionPage]:
    """The section page right above each page; none above a digest of the home page."""
    parents = {page.pk: page.path[: -Page.steplen] for page in pages}  # type: ignore[attr-defined]
    found = SectionPage.objects.filter(path__in=set(parents.values())).select_related("section")
    by_path = {section.path: section for section in found}
    return {pk: by_path[path] for pk, path in parents.items() if path in by_path}


def _menu_place(section: SectionPage | None) -> tuple[int, str]:
    return (section.section.position, section.section.key) if section else (-1, "")


def _is_drawn_on(newsletter: Newsletter, section: SectionPage | None) -> bool:
    wanted = {chosen.pk for chosen in newsletter.sections.all()}
    return not wanted or (section is not None and section.section_id in wanted)


def _link_item(link: DigestLink, place: int) -> IssueItem:
    story = heir(link.story) if link.story else None
    identities = [f"url:{link.url}", *([f"story:{story.pk}"] if story else [])]
    return IssueItem(
        place=place,
        link=link,
        story=story,
        headline=link.headline,
        why=link.why,
        url=link.url,
        source_name=link.source_name,
        language=link.language,
        topic_slugs=link.topic_slugs,
        minutes=link.minutes,
        also_in_count=len(link.also_in),
        identities=identities,
    )


def _article_item(page: ArticlePage, place: int, edition: str) -> IssueItem:
    return IssueItem(
        place=place,
        article=page,
        headline=page.title,
        why=page.standfirst,
        url=page.full_url,
        source_name=Truncator(", ".join(author.expert.name for author in page.authors.all())).chars(
            SOURCE_NAME_LENGTH
        ),
        language=edition,
        topic_slugs=[topic.slug for topic in page.topics.all()],
        minutes=page.minutes,
        is_own=True,
        identities=[f"url:{page.full_url}", f"article:{page.translation_key}"],
    )
