"""The sample editor at the desk: keeps what was written about, says why, and publishes.

In: a night's drafted digest and the written words (`demo.texts`). Out: the published digest, made by the acts of
`curation.desk` in the editor's name, as a person would make it. Called by `demo.play`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import urlsplit

from accounts.models import User
from curation import desk
from curation.acts import Act, Remove, SetForeword, SetHeadline, SetWhy, Take
from curation.models import Candidate, DigestLink, DigestPage
from curation.opened import link_key
from demo import texts
from demo.texts import SampleEntry, Words


def edit_and_publish(page: DigestPage, place: str, person: User, now: datetime) -> None:
    """Choose, word and publish a digest; one that is published already stays as it is."""
    if page.live:
        return
    act(page, person, now, list(choose(page)))
    act(page, person, now, [SetForeword(foreword(page, place)), *word(page)])
    desk.publish(desk.Visit(page.pk, seen(page), person, now))


def act(page: DigestPage, person: User, now: datetime, acts: list[Act]) -> None:
    """Do acts on the latest revision."""
    if acts:
        desk.perform(desk.Visit(page.pk, seen(page), person, now), acts)


def seen(page: DigestPage) -> desk.Seen:
    """The version that is the latest now."""
    return desk.Seen.of(DigestPage.objects.get(pk=page.pk))


def draft_links(page: DigestPage) -> list[DigestLink]:
    """The links of the latest revision, in their order."""
    return desk.ordered_links(DigestPage.objects.get(pk=page.pk).get_latest_revision_as_object())


def choose(page: DigestPage) -> Iterator[Act]:
    """Swap links that nothing was written about for the best candidates that something was."""
    language = page.locale.language_code
    links = draft_links(page)
    silent = [link for link in links if not words_at(link.url, language).why]
    taken = {link.story_id for link in links}
    others = page.window.candidates.exclude(story__in=taken).select_related("item")
    worded = [one for one in others.order_by("-score", "pk") if said_of(one, language).why]
    for link, candidate in zip(reversed(silent), worded, strict=False):
        yield Remove(link_key(link))
        yield Take(candidate.pk)


def word(page: DigestPage) -> Iterator[Act]:
    """Give links their own headline and their line of why."""
    for link in draft_links(page):
        words = words_at(link.url, page.locale.language_code)
        if words.headline:
            yield SetHeadline(link_key(link), words.headline)
        if words.why:
            yield SetWhy(link_key(link), words.why)


def foreword(page: DigestPage, place: str) -> str:
    """The first foreword whose events are all in the digest and that no digest beside it has."""
    entries = [entry_at(link.url) for link in draft_links(page)]
    told = {entry.event for entry in entries if entry}
    used = set(DigestPage.objects.sibling_of(page, inclusive=False).values_list("foreword", flat=True))
    language = page.locale.language_code
    return next(
        row["text"]
        for row in texts.read("magazine")["forewords"]
        if (row["place"], row["language"]) == (place, language)
        and told.issuperset(row["events"])
        and row["text"] not in used
    )


def said_of(candidate: Candidate, language: str) -> Words:
    """What was written about a candidate."""
    return words_at(candidate.item.url, language) if candidate.item else Words()


def words_at(url: str, language: str) -> Words:
    """What was written about the entry at an address; empty for an address outside the sample sources."""
    found = entry_at(url)
    return texts.editor_words(found, language) if found else Words()


def entry_at(url: str) -> SampleEntry | None:
    """The entry of a sample source at an address."""
    parts = urlsplit(url)
    source = texts.source_at(parts.hostname or "")
    entries = source.entries if source else ()
    return next((entry for entry in entries if entry.slug == parts.path.strip("/")), None)
