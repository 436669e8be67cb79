"""What a feed is of: a magazine in one language, or a part of it.

Comes in: the request, whose Wagtail site and language are the magazine, with the kind and key of an address. Goes
out: a frozen scope with the words for its head. A part that shows nothing there has no feed, as it has no page.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page, Site

from articles import appearances
from articles.models import Expert, HomePage, MagazineSettings, SectionPage, Topic


class Kind(StrEnum):
    """The kinds of feeds, as they stand in an address."""

    MAGAZINE = "magazine"
    DIGESTS = "digests"
    SECTION = "section"
    TOPIC = "topic"
    EXPERT = "expert"


@dataclass(frozen=True, slots=True)
class Scope:
    """One feed's subject. `page` is the page that its entries stand below; `row` the topic or expert."""

    request: HttpRequest
    kind: Kind
    key: str
    site: Site
    language: str
    page: Page
    row: Topic | Expert | None
    title: str
    description: str
    url: str


def find(request: HttpRequest, kind: Kind, key: str = "") -> Scope | None:
    """The scope that an address names; nothing where there is no such thing in this magazine and language."""
    site, language = Site.find_for_request(request), get_language() or "nl"
    home = home_in(site, language)
    subject = subject_at(home, kind, key) if home else None
    if subject is None:
        return None
    magazine = MagazineSettings.for_site(site)
    title = f"{magazine.name} · {subject.name}" if subject.name else magazine.name
    description = subject.words or magazine.tagline
    row = subject.row
    url = site.root_url + row.get_absolute_url() if row else subject.page.get_full_url(request)
    return Scope(request, kind, key, site, language, subject.page, row, title, description, url)


def home_in(site: Site, language: str) -> HomePage | None:
    """The live front of a magazine in `language`."""
    homes = appearances.homes(site)
    return next((home for home in homes if home.locale.language_code == language), None)


@dataclass(frozen=True, slots=True)
class Subject:
    """A part of the magazine that has feeds: its page, and how it is called."""

    page: Page
    name: str = ""
    words: str = ""
    row: Topic | Expert | None = None


def subject_at(home: HomePage, kind: Kind, key: str) -> Subject | None:
    """What a kind and a key name in the magazine and language of a front; nothing where they name nothing there."""
    match kind:
        case Kind.MAGAZINE:
            return Subject(home)
        case Kind.DIGESTS:
            return Subject(home, _("digests"))
        case Kind.SECTION:
            pages = SectionPage.objects.live().child_of(home).select_related("section", "locale")
            page = pages.filter(section__key=key).first()
            return page and Subject(page, page.section.name, page.introduction)
        case Kind.TOPIC:
            topic = appearances.appearing(Topic.objects.filter(slug=key), home).first()
            return topic and Subject(home, topic.name, topic.description, topic)
        case Kind.EXPERT:
            expert = appearances.appearing(Expert.objects.filter(slug=key), home).first()
            return expert and Subject(home, expert.name, expert.role, expert)
