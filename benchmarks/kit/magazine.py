"""The magazine of the benchmark: sections, topics and sources for the captured and the sample feeds."""

from __future__ import annotations

import io
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.utils.dateparse import parse_datetime
from wagtail.models import Site

from accounts.models import User
from articles.models import HomePage, Section, SectionPage, Topic
from curation import clustering
from curation.models import DigestLink, DigestPage, Source
from curation.snapshots import snapshot
from demo import feeds, rows, texts

RULES = Path(__file__).parents[1] / "entry_to_inbox.toml"
EDITOR, PUBLISHER = "editor@bench.example", "publisher@bench.example"
SAMPLES_STARTED_AT = datetime(2026, 2, 19, tzinfo=UTC)
FRIDAY = 4
COMMENT = b"\n<!-- changed -->\n"


@dataclass(slots=True)
class Bodies:
    """What the local server shows: captured feeds and sample feeds, as they are or each changed by a comment."""

    captured: dict[str, bytes]
    port: int = 0
    is_changed: bool = False

    def by_host(self) -> dict[str, Callable[[], bytes]]:
        """A function that gives the body, for every host name."""
        hosts = {f"f{name}.localhost": self._captured(name) for name in self.captured}
        return hosts | {source.host: self._sample(source) for source in texts.sources()}

    def address(self, host: str) -> str:
        """Where the feed of a host is read."""
        return f"http://{host}:{self.port}/feed"

    def _captured(self, name: str) -> Callable[[], bytes]:
        return lambda: self._perhaps_changed(self.captured[name])

    def _sample(self, source: texts.SampleSource) -> Callable[[], bytes]:
        def render() -> bytes:
            origin = f"http://{source.host}:{self.port}"
            stands = feeds.standing(source, SAMPLES_STARTED_AT, SAMPLES_STARTED_AT, origin)
            return self._perhaps_changed(feeds.render(stands))

        return render

    def _perhaps_changed(self, body: bytes) -> bytes:
        if not self.is_changed:
            return body
        # JSON has no comments: white space changes the body as much.
        return body + (b"\n \n" if body.lstrip().startswith(b"{") else COMMENT)


def rules() -> dict[str, dict[str, dict[str, Any]]]:
    """Sections and topics for the captured feeds."""
    return tomllib.loads(RULES.read_text())


def build() -> None:
    """People, sections with their pages, topics with their rules, weekly digests that close on Friday."""
    site = Site.objects.get(is_default_site=True)
    for email, role in ((EDITOR, "Editor"), (PUBLISHER, "Publisher")):
        User.objects.create_user(email, "bench-bench-1").groups.add(Group.objects.get(name=role))
    rows.make_rows(site)
    for key, about in rules()["sections"].items():
        Section.objects.create(site=site, key=key, name_nl=about["name_nl"], name_en=about["name_en"])
    for slug, about in rules()["topics"].items():
        _make_topic(slug, about)
    for home in HomePage.objects.all():
        for section in Section.objects.all():
            page = SectionPage(
                title=section.name_in(home.locale.language_code), slug=section.key, section=section
            )
            page.locale = home.locale
            home.add_child(instance=page)
    for model in (HomePage, SectionPage):
        model.objects.update(digest_cadence="weekly", digest_weekday=FRIDAY, digest_hour=6)


def _make_topic(slug: str, about: dict[str, Any]) -> None:
    topic = Topic.objects.create(
        slug=slug,
        name_nl=about["name_nl"],
        name_en=about["name_en"],
        description_nl=slug,
        description_en=slug,
        phrases_en="\n".join(about["phrases"]),
    )
    topic.sections.set(Section.objects.filter(key=about["section"]))


def add_sources(bodies: Bodies) -> None:
    """Import every feed through OPML, then give each its section; all are due at the time that is played."""
    outlines = "".join(
        f"<outline type='rss' text={quoteattr(host)} xmlUrl={quoteattr(bodies.address(host))}/>"
        for host in bodies.by_host()
    )
    path = settings.VAR_DIR / "sources.opml"
    path.write_text(f"<opml version='2.0'><head/><body>{outlines}</body></opml>")
    call_command("import_opml", str(path), stdout=io.StringIO())
    world = {f"f{name}.localhost" for name in rules()["sections"]["world"]["feeds"]}
    samples = {source.host: source.sections for source in texts.sources()}
    sections = {section.key: section for section in Section.objects.all()}
    Source.objects.update(next_fetch_at=SAMPLES_STARTED_AT - timedelta(days=1))
    for source in Source.objects.all():
        keys = samples.get(source.host, ("world",) if source.host in world else ("software",))
        source.sections.set(sections[key] for key in keys)


def section_keys() -> list[str]:
    """Keys in the order of the menu."""
    return list(Section.objects.values_list("key", flat=True))


def cluster() -> None:
    """Find every item its story."""
    clustering.cluster(datetime(2026, 2, 19, tzinfo=UTC))


def repeat_links_in_new_digests(now: str) -> None:
    """Publish digests of a later window which repeat half of the links of the first and bring others anew."""
    moment = parse_datetime(now)
    assert moment
    for first in DigestPage.objects.live().select_related("window"):
        _repeat(first, moment)


def _repeat(first: DigestPage, now: datetime) -> None:
    links = list(first.links.all())
    page = DigestPage(title=f"{first.title} (2)", slug=f"{first.slug}-2", digest_on=now.date())
    page.locale = first.locale
    page.links = [_copy(link, place) for place, link in enumerate([*links[::2], *_others(first, links)])]
    first.get_parent().add_child(instance=page)
    DigestPage.objects.filter(pk=page.pk).update(first_published_at=now - timedelta(minutes=30))


def _others(first: DigestPage, links: list[DigestLink]) -> list[DigestLink]:
    """The next best candidates, which the first digest did not carry."""
    carried = {link.story_id for link in links}
    candidates = first.window.candidates.exclude(story_id__in=carried)[: len(links)]
    return [snapshot(candidate) for candidate in candidates]


def _copy(link: DigestLink, place: int) -> DigestLink:
    link.pk, link.sort_order = None, place
    return link
