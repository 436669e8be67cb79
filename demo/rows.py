"""The sample magazine's people and rows: staff, sections, topics, organisations, experts, files, settings.

In: the written content. Out: rows, each made once and never changed by a later start, so that what a person edits
stays. Called by `demo.pages` within its transaction.
"""

from __future__ import annotations

from typing import Any

from django.contrib.auth.models import Group
from django.core.files import File
from django.core.files.images import ImageFile
from wagtail.models import Site

from accounts.models import User
from articles.models import (
    Attachment,
    Expert,
    ExpertLink,
    MagazineSettings,
    Organisation,
    Picture,
    Section,
    Series,
    Topic,
)
from demo import texts
from demo.personas import STAFF, STAFF_PASSWORD, Colleague

PICTURES = texts.FOLDER / "pictures"
MEDIA = texts.FOLDER / "media"
CREDIT, LICENCE = "Vakblad", "CC BY 4.0"


def magazine() -> Site:
    """The first magazine, as the migrations make it."""
    return Site.objects.get(is_default_site=True)


def make_rows(site: Site) -> None:
    """Make everything that pages point at; safe to repeat."""
    for person in STAFF:
        make_colleague(person)
    make_settings(site)
    make_sections(site)
    for topic in texts.read("topics")["topics"]:
        make_topic(topic)
    make_topic_sections()
    make_organisations()
    for expert in texts.read("experts")["experts"]:
        make_expert(expert)
    for row in texts.read("series")["series"]:
        Series.objects.get_or_create(slug=row["slug"], defaults=_without(row, "slug"))


def make_colleague(person: Colleague) -> None:
    """An account with its role and the shared password."""
    if User.objects.filter(email=person.email).exists():
        return
    first_name, _space, last_name = person.name.partition(" ")
    user = User.objects.create_user(
        person.email,
        STAFF_PASSWORD,
        first_name=first_name,
        last_name=last_name,
        is_staff=True,
        is_superuser=person.is_operator,
    )
    user.groups.add(Group.objects.get(name=person.group))


def make_settings(site: Site) -> None:
    """What the magazine calls itself, where nobody has said so yet."""
    settings = MagazineSettings.for_site(site)
    if settings.postal_address:
        return
    for name, value in texts.read("magazine")["magazine"].items():
        setattr(settings, name, value)
    settings.save()


def make_sections(site: Site) -> None:
    """The three sections, in the order of the file."""
    for position, row in enumerate(texts.read("sections")["sections"]):
        names = {"name_nl": row["name_nl"], "name_en": row["name_en"], "position": position}
        Section.objects.get_or_create(site=site, key=row["key"], defaults=names)


def make_topic(row: dict[str, str]) -> None:
    """A topic with its rules."""
    fields = {name: row[name] for name in ("name_nl", "name_en", "description_nl", "description_en")}
    phrases = {f"phrases_{language}": "\n".join(row[f"words_{language}"]) for language in texts.LANGUAGES}
    Topic.objects.get_or_create(slug=row["slug"], defaults={**fields, **phrases})


def make_topic_sections() -> None:
    """Which topics fit which section."""
    for row in texts.read("sections")["sections"]:
        section = Section.objects.get(key=row["key"])
        section.topics.add(*Topic.objects.filter(slug__in=row["topics"]))


def make_organisations() -> None:
    """Who employs experts, is written about, or sponsors."""
    for row in texts.read("experts")["organisations"]:
        Organisation.objects.get_or_create(slug=row["slug"], defaults=_without(row, "slug"))


def make_expert(row: dict[str, Any]) -> None:
    """An expert with employer, portrait and links."""
    if Expert.objects.filter(slug=row["slug"]).exists():
        return
    expert = Expert(
        organisation=Organisation.objects.get(slug=row["organisation"]),
        portrait=make_portrait(row["slug"], row["name"]),
        **_without(row, "organisation", "links"),
    )
    expert.links = [ExpertLink(sort_order=place, **link) for place, link in enumerate(row["links"])]
    expert.save()


def make_portrait(slug: str, name: str) -> Picture:
    """Initials on a pattern of this person's own."""
    about = {
        "title": name,
        "alt_nl": f"Initialen van {name} op een patroon",
        "alt_en": f"Initials of {name} on a pattern",
    }
    return store_picture(slug, about)


def make_drawing(name: str, language: str) -> Picture:
    """The drawing of an article in one language; stored once, however many places show it."""
    row = texts.read("pictures")[name]
    about = {"title": row[f"title_{language}"], "alt_nl": row["alt_nl"], "alt_en": row["alt_en"]}
    return Picture.objects.filter(**about).first() or store_picture(f"{name}-{language}", about)


def store_picture(file: str, about: dict[str, str]) -> Picture:
    """A picture from its committed file."""
    picture = Picture(**about, credit=CREDIT, licence=LICENCE)
    with (PICTURES / f"{file}.png").open("rb") as drawing:
        picture.file = ImageFile(drawing, name=f"{file}.png")
        picture.save()
    return picture


def make_document(name: str, language: str) -> Attachment:
    """A sound, film or table of ours from its committed file; stored once."""
    row = texts.read("media")[name]
    file = row["file"].format(language=language)
    title = f"{row[f'title_{language}']} ({file})"
    if stored := Attachment.objects.filter(title__endswith=f"({file})").first():
        return stored
    document = Attachment(title=title)
    with (MEDIA / file).open("rb") as opened:
        document.file = File(opened, name=file)
        document.save()
    return document


def _without(row: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in names}
