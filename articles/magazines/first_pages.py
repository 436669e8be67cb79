"""The standard pages of a new magazine: what holds for every one that runs on this software, in each language.

Comes in: the fronts and the settings. Goes out: published pages below them, which make the footer; editors add what
they alone know (a colophon, terms) and change every word as they like. Facts are drawn by the blocks of
`articles.blocks.generated`, from the settings or from the code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.html import format_html
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from accounts.models import User
from articles.completeness import Words
from articles.models import HomePage, MagazineSettings, StandardPage


@dataclass(frozen=True, slots=True)
class Part:
    """One block of a page: words of ours, or what the magazine draws; then there are none."""

    kind: str
    words: Words = ""

    def as_block(self, magazine: MagazineSettings) -> dict[str, Any]:
        """The block as a stream keeps it, in the active language."""
        said = str(self.words) % {"name": magazine.name}
        values = {"heading": said, "paragraph": format_html("<p>{}</p>", said)}
        return {"type": self.kind, "value": values.get(self.kind)}


@dataclass(frozen=True, slots=True)
class FirstPage:
    """A page with its title, what search engines show of it, and its text."""

    title: Words
    description: Words
    parts: tuple[Part, ...]


def heading(words: Words) -> Part:
    return Part("heading", words)


def paragraph(words: Words) -> Part:
    return Part("paragraph", words)


ABOUT = FirstPage(
    _("About us"),
    _("What you find at %(name)s, and for whom it is made."),
    (
        paragraph(
            _(
                "%(name)s reads its field for you. Every source that matters, every day, brought back to what you "
                "need to know: links to the work of others, and articles by people who do the work themselves."
            )
        ),
        heading(_("What you find here")),
        paragraph(
            _(
                "The digest is a short list of links, each with a line on why it matters. It says how long it takes "
                "to be up to date and how long to read everything. The links lead to whoever made the story."
            )
        ),
        paragraph(
            _(
                "Articles are written by experts. Each says who wrote it and where they work, so that you can weigh "
                "what that means."
            )
        ),
        paragraph(
            _("We publish in Dutch and in English. What is not translated is not shown in that language.")
        ),
    ),
)
WORKING = FirstPage(
    _("How we work"),
    _("A program reads and proposes, people decide: how %(name)s is made."),
    (
        paragraph(
            _(
                "A program reads, groups and proposes; a person chooses, writes and publishes. No digest and no "
                "newsletter goes out before somebody with a name has decided that it does."
            )
        ),
        heading(_("Where the order comes from")),
        paragraph(
            _(
                "Reports of the same event become one story, and each story earns points. The table below is drawn "
                "by the program that gives them. Advertisers are no part of it, and neither is what you click on: we "
                "do not measure that. An editor may always disagree with the order."
            )
        ),
        Part("ranking"),
        heading(_("What belongs to others")),
        paragraph(
            _(
                "Of what others publish we show the title, the name of the source, a link and a short excerpt. The "
                "line on why it matters is ours."
            )
        ),
        heading(_("Advertorials")),
        paragraph(
            _(
                "An advertorial names who paid for it wherever it stands: on the page, in lists, in feeds and in "
                "mail. It takes no part in the order of stories."
            )
        ),
        heading(_("Mistakes")),
        paragraph(
            _(
                "We put a mistake right in the piece itself and add a correction with its date. Did you find one? "
                "Write to us; the address stands on the page Contact."
            )
        ),
    ),
)
CONTACT = FirstPage(
    _("Contact"),
    _("How you reach the people who make %(name)s."),
    (
        paragraph(
            _(
                "A tip, a mistake, an idea for an article or a complaint: write to us. A mail is quickest, and you "
                "keep a copy yourself."
            )
        ),
        Part("contacts"),
    ),
)
PRIVACY = FirstPage(
    _("Privacy"),
    _("What %(name)s keeps about you, what for and for how long."),
    (
        paragraph(
            _(
                "This overview is not kept by hand. It comes from the program itself: the periods below are the very "
                "numbers by which it clears up."
            )
        ),
        heading(_("What we keep, and for how long")),
        Part("personal_data"),
        heading(_("Cookies")),
        paragraph(
            _("Who only reads gets no cookie. This is everything that our site can leave in a browser:")
        ),
        Part("cookies"),
        heading(_("Your rights")),
        paragraph(
            _(
                "You may know what we hold about you, have it put right or deleted, object to it and take it with "
                "you. Write to us; the address stands on the page Contact. If you think that we are getting it "
                "wrong, you can complain to the data protection authority of your country."
            )
        ),
    ),
)
ACCESSIBILITY = FirstPage(
    _("Accessibility"),
    _("What %(name)s does so that everybody can read it, and where to report what does not work."),
    (
        paragraph(
            _(
                "Everybody should be able to read %(name)s. We aim for WCAG 2.2, level AA: everything can be reached "
                "by keyboard, text grows without getting lost, and colour is never the only thing that tells you "
                "something."
            )
        ),
        heading(_("How we check")),
        Part("accessibility_check"),
        heading(_("Have you run into something?")),
        paragraph(
            _(
                "Write to us at the address on the page Contact. Name the page and what goes wrong; it helps to know "
                "what you read with."
            )
        ),
    ),
)
PAGES = (ABOUT, WORKING, CONTACT, PRIVACY, ACCESSIBILITY)


def make(homes: Mapping[str, HomePage], magazine: MagazineSettings, person: User | None) -> None:
    """Publish every page in each language, as translations of one another, in the order of the footer."""
    for first in PAGES:
        same: dict[str, Any] = {}
        for language, home in homes.items():
            with override(language):
                page = written(first, magazine, locale=home.locale, owner=person, **same)
            home.add_child(instance=page)
            page.save_revision(user=person).publish(user=person, skip_permission_checks=True)
            same = {"translation_key": page.translation_key}


def written(first: FirstPage, magazine: MagazineSettings, **fields: Any) -> StandardPage:
    """The page in the active language, not saved and not published."""
    return StandardPage(
        title=str(first.title),
        slug=slugify(str(first.title)),
        search_description=str(first.description) % {"name": magazine.name},
        body=json.dumps([part.as_block(magazine) for part in first.parts]),
        live=False,
        **fields,
    )
