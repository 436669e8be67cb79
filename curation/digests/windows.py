"""When the windows of digests begin and end.

In: the plans on home and section pages, the time. Out: `DigestWindow` rows, half-open, in the plan's time zone.
A window follows on the one before it, so that nothing falls between two; one that is still open moves its end
when the plan changes. Safe to repeat, and under two processes: a window is unique.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.db.models import QuerySet
from wagtail.models import Page, Site

from articles.models import HomePage, SectionPage
from curation.models import DigestWindow

DAYS = {"daily": 1, "weekly": 7}
LONGEST = timedelta(days=14)  # a window after a long silence reaches back no further


@dataclass(frozen=True, slots=True)
class Plan:
    """When the digests of one page close, and how many links they aim at."""

    page: Page
    site: Site
    section_key: str
    language: str
    cadence: str
    weekday: int
    hour: int
    zone: ZoneInfo
    target: int

    def windows(self) -> QuerySet[DigestWindow]:
        """The windows made for this plan."""
        return DigestWindow.objects.filter(
            site=self.site, section_key=self.section_key, language=self.language, cadence=self.cadence
        )

    def last_closing(self, now: datetime) -> datetime:
        """The last closing hour at or before `now` (UTC)."""
        local = now.astimezone(self.zone)
        day = local.date()
        if self.cadence == "weekly":
            day -= timedelta(days=(day.weekday() - self.weekday) % 7)
        closing = datetime.combine(day, time(self.hour), self.zone)
        return self.shift(closing, -1) if closing > local else closing.astimezone(UTC)

    def shift(self, closing: datetime, count: int) -> datetime:
        """So many windows later (UTC): the hour on the clock stays when summer time comes or goes."""
        local = closing.astimezone(self.zone) + timedelta(days=count * DAYS[self.cadence])
        return local.astimezone(UTC)


def plans() -> Iterator[Plan]:
    """The plans of all pages that have a cadence."""
    homes = HomePage.objects.live().exclude(digest_cadence="").select_related("locale")
    sections = SectionPage.objects.live().exclude(digest_cadence="").select_related("locale", "section")
    for page in [*homes, *sections]:
        if plan := plan_of(page):
            yield plan


def plan_of(page: HomePage | SectionPage) -> Plan | None:
    """The plan of one page; None without a cadence, or for a page that no magazine shows."""
    site = page.get_site()
    if site is None or not page.digest_cadence:
        return None
    return Plan(
        page,
        site,
        page.section_key,
        page.locale.language_code,
        page.digest_cadence,
        page.digest_weekday,
        page.digest_hour,
        ZoneInfo(page.digest_time_zone),
        page.digest_target,
    )


def page_of(window: DigestWindow) -> HomePage | SectionPage | None:
    """The home or section page, in the window's language, that its digests stand below."""
    ours = HomePage.objects.filter(locale__language_code=window.language).select_related("locale")
    homes = [home for home in ours if home.get_site() == window.site]
    if window.section_key == HomePage.section_key or not homes:
        return homes[0] if homes else None
    pages = SectionPage.objects.child_of(homes[0]).select_related("section", "locale")
    found: SectionPage | None = pages.filter(
        section__key=window.section_key, section__site=window.site
    ).first()
    return found


def ensure_windows(now: datetime) -> list[DigestWindow]:
    """Make what is missing of each plan's last ended and open window; give them all."""
    return [window for plan in plans() for window in (last_ended(plan, now), open_window(plan, now))]


def last_ended(plan: Plan, now: datetime) -> DigestWindow:
    """The window that ended last; made when it is missing."""
    closing = plan.last_closing(now)
    across = plan.windows().filter(starts_at__lt=closing, ends_at__gt=closing).first()
    closing = across.starts_at if across else closing  # the plan's hour changed while a window was open
    ended = plan.windows().filter(ends_at__gte=closing, ends_at__lte=now).order_by("-ends_at").first()
    return ended or _make(plan, closing)


def open_window(plan: Plan, now: datetime) -> DigestWindow:
    """The window that `now` lies in. While nothing was drafted from it, its end follows the plan."""
    closing = plan.shift(plan.last_closing(now), 1)
    window = plan.windows().filter(starts_at__lte=now, ends_at__gt=now).order_by("ends_at").first()
    if window is None:
        return _make(plan, closing)
    if window.ends_at != closing and window.drafted_at is None:
        DigestWindow.objects.filter(pk=window.pk, drafted_at=None).update(ends_at=closing)
        window.refresh_from_db()
    return window


def _make(plan: Plan, ends_at: datetime) -> DigestWindow:
    """Begin where the window before ended; the first one is as long as its cadence."""
    before = plan.windows().filter(ends_at__lt=ends_at).order_by("-ends_at").first()
    starts_at = max(before.ends_at, ends_at - LONGEST) if before else plan.shift(ends_at, -1)
    window, _ = DigestWindow.objects.get_or_create(
        site=plan.site,
        section_key=plan.section_key,
        language=plan.language,
        cadence=plan.cadence,
        starts_at=starts_at,
        ends_at=ends_at,
    )
    return window
