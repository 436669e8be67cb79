"""The last days, played in order: what the machine and the people would have done before the first start.

In: the running site that serves the sample sources, and the written content. Out: sources, items, stories,
windows, published digests, subscribers and one sent issue, made by the functions that the timetable and people
use, each with the time of its moment. The sources are served as they stood then (`demo.models.Play`). A step
that is done is noted; each may be broken off and done again. Called by `seed_demo`, which the timetable waits for.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from io import StringIO
from typing import Any

from django.conf import settings
from django.core.management import call_command

from articles.models import ArticlePage, Section, Topic
from curation import digests, reading
from curation.management.options import cluster
from curation.models import DigestWindow, Source
from demo import addresses, texts
from demo.editor import edit_and_publish
from demo.models import Play
from demo.nights import Nights
from demo.pages import home_page, magazine, plan_page, staff
from demo.personas import READERS, Reader, colleague
from mail import outbox
from newsletters import advertorials, approval, subscriptions
from newsletters.models import Issue, Newsletter
from newsletters.models.lists import Cadence

NIGHTS = (2, 1, 0)
READ_BEFORE = (*(timedelta(hours=hours) for hours in (18, 12, 6)), timedelta(minutes=10))
OPENING_NIGHT = 3  # the sources are added and read for the first time at the end of this night
MAILED_NIGHT = 1
SUBSCRIBED_BEFORE = timedelta(hours=20)
CADENCE = Cadence.DAILY


class SourcesSilent(Exception):
    """The sample sources did not all answer, so that nothing can be played."""


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that happened at a moment; its name says which, and is kept once it is done."""

    name: str
    at: datetime
    do: Callable[[datetime], object]


def steps(play: Play) -> list[Step]:
    """Everything that is to be played, in the order of time."""
    nights = Nights(play.started_at, home_page("nl").digest_time_zone)
    opening = Step("add sources", nights.ends_at(OPENING_NIGHT), lambda at: add_sources())
    last = Step("read at the first start", play.started_at, read)
    between = [step for night in NIGHTS for step in night_steps(night, nights)]
    return sorted([opening, *between, last], key=lambda step: step.at)


def night_steps(night: int, nights: Nights) -> Iterator[Step]:
    """A night: reading through the day before, drafts, and what the people make of them."""
    end = nights.ends_at(night)
    for before in READ_BEFORE:
        yield Step(f"night {night}: read {before} before", end - before, read)
    yield Step(f"night {night}: draft", end, partial(draft, night))
    if digests_of(night):
        yield Step(f"night {night}: publish", nights.published_at(night), partial(publish, night, end))
    if night == MAILED_NIGHT:
        yield Step("subscribe", end - SUBSCRIBED_BEFORE, subscribe)
        yield Step("mail", nights.mailed_at(night), mail)


def play_step(play: Play, step: Step) -> None:
    """Play one step, unless an earlier run did."""
    if play.has_done(step.name):
        return
    play.stand_at(step.at)
    step.do(step.at)
    play.note(step.name)


def add_sources() -> None:
    """The sample sources, as an operator would add them."""
    site = magazine()
    for source in texts.sources():
        origin = addresses.origin(source.host, settings.PORT)
        if Source.objects.filter(site=site, address=f"{origin}/feed").exists():
            continue
        row = Source.at(
            site,
            f"{origin}/feed",
            title=source.name,
            homepage=f"{origin}/",
            owner=source.owner,
            language=source.language,
            weight=source.weight,
        )
        row.save()
        row.sections.set(Section.objects.filter(site=site, key__in=source.sections))


def read(at: datetime) -> None:
    """Read all sources and cluster, as the timetable does. Raises SourcesSilent when one does not answer."""
    summary = reading.read_due(reading.Run(at, everything=True))
    if summary.failed or summary.read < len(texts.sources()):
        silent = Source.objects.feeds().filter(last_error__isnull=False).first()
        reason = f"{silent.address}: {silent.error_in_words}" if silent else f"{summary.read} sources read"
        raise SourcesSilent(reason)
    cluster(at)


def digests_of(night: int) -> list[dict[str, Any]]:
    """The digests that are published after a night: place and language of each."""
    return [row for row in texts.read("magazine")["digests"] if row["nights"] == night]


def draft(night: int, at: datetime) -> None:
    """Draft the digests of a night; a page gets its plan before its first one."""
    for row in digests_of(night):
        page = plan_page(row["place"], row["language"])
        if not page.digest_cadence:
            page.digest_cadence = CADENCE
            page.save(update_fields=["digest_cadence"])
    digests.sweep(at)


def publish(night: int, end: datetime, at: datetime) -> None:
    """The editor edits and publishes the digests of a night."""
    for row in digests_of(night):
        place = {"section_key": row["place"], "language": row["language"]}
        window = DigestWindow.objects.get(site=magazine(), ends_at=end, **place)
        edit_and_publish(window.pages.get(), row["place"], staff("Editor"), at)


def subscribe(at: datetime) -> None:
    """The sample readers subscribe and confirm; their confirm mails go out."""
    newsletter = Newsletter.objects.get(slug=texts.read("magazine")["newsletter"]["slug"])
    for reader in READERS:
        subscribe_reader(reader, newsletter, at)
    outbox.deliver(at)


def subscribe_reader(reader: Reader, newsletter: Newsletter, at: datetime) -> None:
    """One reader's wish and its confirmation, with their evidence."""
    url = f"{newsletter.site.root_url}/{reader.edition}/newsletters/"
    trace = subscriptions.Trace(at, reader.edition, url)
    subscriptions.subscribe(reader.email, [newsletter], choices(reader), trace)
    address = newsletter.subscriptions.get(address__email=reader.email).address
    pks = address.subscriptions.values_list("pk", flat=True)
    subscriptions.confirm(address, list(pks), trace)


def topics_of(reader: Reader) -> Iterator[Topic]:
    """The topics that a sample reader follows."""
    return Topic.objects.filter(slug__in=reader.topics).iterator()


def choices(reader: Reader) -> subscriptions.Choices:
    """What a sample reader wants."""
    return subscriptions.Choices(
        cadence=CADENCE,
        edition=reader.edition,
        has_other_language=reader.has_other_language,
        minutes=reader.minutes,
        topics=frozenset(topics_of(reader)),
    )


def mail(at: datetime) -> None:
    """Compose the issue, have the publisher word and approve it, and send it."""
    newsletter = texts.read("magazine")["newsletter"]["slug"]
    composed = answer("compose_issue", newsletter, cadence=CADENCE, now=at)
    issue = Issue.objects.get(pk=composed["issue"])
    publisher = colleague("Publisher")
    if issue.state == Issue.State.DRAFT:
        advertorials.choose(issue, newest_advertorials(issue), staff("Publisher"), at)
        approval.reword(issue, staff("Publisher"), at, texts.read("magazine")["issue"])
        answer("approve_issue", issue.pk, person=publisher.email, now=at)
    answer("send_issue", issue.pk, now=at)


def newest_advertorials(issue: Issue) -> dict[str, ArticlePage | None]:
    """The advertorial that stands last in each edition: the newest one."""
    return {edition: advertorials.choices(issue.newsletter, edition).first() for edition in texts.LANGUAGES}


def answer(command: str, *arguments: Any, **options: Any) -> dict[str, Any]:
    """Call a command of this house and read its summary. Raises CommandError as the command does."""
    out = StringIO()
    call_command(command, *arguments, json=True, stdout=out, **options)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found
