"""The mail of an issue: what readers share is rendered and encoded once, what is theirs is cut in.

Comes in: an issue and a language, then for each mail a `Selection` and a `Reader`. Goes out: the bytes of a whole
message, or its two parts for a preview. Called by `newsletters.delivery` and the issue page.
"""

from __future__ import annotations

import math
import quopri
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from email.utils import format_datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.formats import date_format
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from articles import labels
from articles.models import MagazineSettings, Topic
from mail.headers import message_id
from newsletters import wording
from newsletters.encoding import alternative, header, mailbox
from newsletters.list_headers import list_headers
from newsletters.models import Issue, IssueItem
from newsletters.models.lists import Cadence
from newsletters.personalisation import Chosen, Selection
from newsletters.slots import NOTHING, Form, Pair, form, mark, pair
from readers.packing import KNOWING_MIN

HTML_BYTES = 90_000
"""How large the HTML part may be (requirements.md, Mail): beyond 102 kB Gmail cuts a mail off."""

WORDS_BYTES = 200
"""Counted for the reason at an item, and so for headings, counts and links as well."""

SLOTS = ("summary", "items", "since", "preferences", "unsubscribe", "reason")


@dataclass(frozen=True, slots=True)
class Reader:
    """Whom a mail goes to: the address, since when, and the links that are theirs alone."""

    email: str
    since: date
    preferences_url: str
    unsubscribe_url: str
    one_click_url: str


@dataclass(slots=True)
class Edition:
    """One edition of an issue, rendered once; words that repeat are kept as they are encoded.

    `advertorial` is the id and the form of what a sponsor paid for, if anything.
    """

    issue: Issue
    language: str
    frame: Form
    headings: dict[str, Pair]
    items: dict[tuple[int, str], Form]
    topic_names: dict[str, str]
    headers: bytes
    advertorial: tuple[int, Form] | None = None
    _kept: dict[tuple[object, ...], Pair] = field(default_factory=dict)

    def body(self, selection: Selection, reader: Reader) -> Pair:
        """Put the two parts of this reader's mail together, encoded."""
        counts = (math.ceil(selection.minutes), len(selection.read), len(selection.know))
        return self.frame.fill(
            summary=self._words(wording.summary, *counts),
            items=self._part("read", selection.read)
            + self._part("know", selection.know)
            + self._paid(selection),
            since=self._words(_day, reader.since),
            preferences=pair(reader.preferences_url),
            unsubscribe=pair(reader.unsubscribe_url),
        )

    def complete(self, selection: Selection) -> Selection:
        """What is mailed of what was chosen: as much as fits, and the edition's advertorial after it."""
        fitting = self.fit(selection)
        return replace(fitting, advertorial=self.advertorial[0]) if self.advertorial else fitting

    def fit(self, selection: Selection) -> Selection:
        """Leave out the last of what is in short where the HTML would pass 90 kB: very long addresses do that."""
        room = HTML_BYTES - self.frame.html_bytes
        if self.advertorial:
            room -= self.advertorial[1].html_bytes
        kept = []
        for part, chosen in (("read", selection.read), ("know", selection.know)):
            for one in chosen:
                room -= self.items[int(str(one.offer.key)), part].html_bytes + WORDS_BYTES
                kept.append(room > 0)
        dropped = kept.count(False)
        if not dropped:
            return selection
        know = selection.know[: max(0, len(selection.know) - dropped)]
        left_min = KNOWING_MIN * (len(selection.know) - len(know))
        return Selection(selection.read, know, selection.minutes - left_min)

    def message(self, delivery_id: int, selection: Selection, reader: Reader, now: datetime) -> bytes:
        """Put this reader's whole mail together. Raises HeaderRefused for an address that cannot be written."""
        body = self.body(selection, reader)
        headers = (
            self.headers,
            mailbox("To", "", reader.email),
            header("Date", format_datetime(now)),
            header("Message-ID", message_id("delivery", delivery_id)),
            header("List-Unsubscribe", f"<{reader.one_click_url}>"),
        )
        return alternative(b"".join(headers), [body.text], [body.html], str(delivery_id))

    def _part(self, name: str, chosen: tuple[Chosen, ...]) -> Pair:
        if not chosen:
            return NOTHING
        pairs = [self._item(name, one) for one in chosen]
        heading = self.headings[name]
        return Pair(
            heading.text + b"".join(one.text for one in pairs),
            heading.html + b"".join(one.html for one in pairs),
        )

    def _paid(self, selection: Selection) -> Pair:
        if self.advertorial is None or selection.advertorial is None:
            return NOTHING
        return self.advertorial[1].fill()

    def _item(self, part: str, chosen: Chosen) -> Pair:
        reason = self._words(wording.reason, chosen.reasons, tuple(self._names(chosen)))
        return self.items[int(str(chosen.offer.key)), part].fill(reason=reason)

    def _names(self, chosen: Chosen) -> list[str]:
        return [self.topic_names.get(why.value, why.value) for why in chosen.reasons]

    def _words(self, say: Callable[..., str], *values: object) -> Pair:
        """Encode words once for each value that they are said of."""
        if (kept := self._kept.get((say, *values))) is None:
            with translation.override(self.language):
                kept = self._kept[(say, *values)] = pair(say(*values))
        return kept


def edition(issue: Issue, language: str, site_url: str) -> Edition:
    """Render and encode all that the readers of one edition share, in four queries.

    Raises HeaderRefused, before anything is rendered, for words or a sender that no header can hold.
    """
    magazine = MagazineSettings.for_site(issue.newsletter.site)
    headers = list_headers(issue, language, magazine, site_url)
    items = list(issue.items.filter(edition=language).select_related("link"))
    names = _topic_names(items, language)
    with translation.override(language):
        return Edition(
            issue=issue,
            language=language,
            frame=_frame(issue, language, magazine),
            headings={"read": _heading(_("To read")), "know": _heading(_("In short"))},
            items={(item.pk, part): _form(item, part, names) for item in items for part in ("read", "know")},
            topic_names=names,
            headers=headers,
            advertorial=_advertorial(issue, language),
        )


def decoded(part: bytes) -> str:
    """A part as a reader sees it."""
    return quopri.decodestring(part).decode().replace("\r\n", "\n")


def _topic_names(items: list[IssueItem], language: str) -> dict[str, str]:
    slugs = {slug for item in items for slug in item.topic_slugs}
    return {topic.slug: topic.name_in(language) for topic in Topic.objects.filter(slug__in=slugs)}


def _day(day: date) -> str:
    return date_format(day, "j F Y")


def _heading(words: str) -> Pair:
    return form(f"{words.upper()}\n\n", f"<h2>{words}</h2>\n").fill()


def _frame(issue: Issue, language: str, magazine: MagazineSettings) -> Form:
    newsletter = issue.newsletter
    local = (issue.sends_at or issue.ends_at).astimezone(ZoneInfo(newsletter.time_zone))
    context = {
        "language": language,
        "subject": issue.subject_in(language),
        "magazine": magazine.name,
        "list_name": _list_name(newsletter.name_in(language), magazine.name, Cadence(issue.cadence)),
        "day": capfirst(date_format(local, "l j F")),
        "greeting": wording.greeting(local),
        "intro": issue.intro_in(language),
        "sender_name": newsletter.sender_name,
        "postal_address": magazine.postal_address,
        "contact": magazine.contact_email,
    }
    return _render("issue", context)


def _list_name(newsletter: str, magazine: str, cadence: Cadence) -> str:
    """Name the list beside the masthead; the magazine's own newsletter by its cadence alone."""
    return str(cadence.label) if newsletter == magazine else f"{newsletter} {cadence.label}"


def _form(item: IssueItem, part: str, topic_names: dict[str, str]) -> Form:
    known = [topic_names[slug] for slug in item.topic_slugs if slug in topic_names]
    context = {
        "item": item,
        "kicker": known[0] if known else "",
        "sentence": wording.sentence(item.headline),
        "foreign": item.language in dict(settings.LANGUAGES) and item.language != item.edition,
    }
    return _render(f"issue_{part}", context)


def _advertorial(issue: Issue, language: str) -> tuple[int, Form] | None:
    found = issue.advertorials.filter(edition=language).first()
    if found is None:
        return None
    context = {"advertorial": found, "label": labels.in_words(found.sponsor_name)}
    return found.pk, _render("issue_advertorial", context)


def _render(name: str, context: dict[str, object]) -> Form:
    """Render both parts; in the text an empty line ends each block, whatever the template's own lines."""
    context = {**context, "slots": {slot: mark(slot) for slot in SLOTS}}
    text = render_to_string(f"mail/{name}.txt", context)
    return form(text.strip("\n") + "\n\n", render_to_string(f"mail/{name}.html", context))
