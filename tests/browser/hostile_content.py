"""A second magazine in which every text that somebody may type holds attacks, at kwaad.localhost.

Called by `content` where the attacks are at hand (../shared/data). Texts are written past the forms, whatever their
length: what counts is that no page takes them for markup. Rich text goes through the editor's own converter.
"""

import json
import re
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import models
from wagtail.admin.rich_text.converters.contentstate import ContentstateConverter
from wagtail.models import Locale, Page, Site

from articles.blocks import TextBlocks
from articles.blocks.text import TEXT_FEATURES
from articles.models import (
    ArticleNote,
    ArticlePage,
    Attachment,
    Embed,
    ExpertLink,
    HomePage,
    MagazineSettings,
    MenuLink,
    Picture,
    SectionPage,
    StandardPage,
)
from curation import filing
from curation.models import DigestPage
from tests import factories
from tests.articles import rows

ATTACKS = Path(__file__).parents[3] / "shared/data/xss-dompurify-a.json"
HOST = "kwaad.localhost"
ADDRESSES = "hostile-addresses"  # a file in the run folder: the paths to look at, a line each
AT_ONCE = 8  # attacks in one text
IS_NO_TEXT = (models.SlugField, models.URLField, models.EmailField, models.UUIDField, models.FileField)
NEVER_TYPED = {
    "path",
    "url_path",
    "key",
    "digest_time_zone",
    "time_zone",
    "language",
    "state",
    "host",
    "guid",
}
NEVER_TYPED |= {"uses", "made_uses", "made_of", "failed_of", "file_hash"}  # of a picture, by the machine
FILES = {"image": Picture, "poster": Picture, "file": Attachment}  # what a block names by its key
TEXT = [("heading", "Over")]
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
NAMES_IN_STREAM = {"type", "id", "kind", "language"}


def make() -> None:
    """The magazine, and the list of its addresses."""
    attacks = [case["payload"] for case in json.loads(ATTACKS.read_text())]
    groups = ["\n".join(attacks[start : start + AT_ONCE]) for start in range(0, len(attacks), AT_ONCE)]
    section = make_front(groups[0])
    template = ArticlePage.objects.get(slug="alles", locale=section.locale)
    paths = ["/nl/", "/nl/kwaad/", "/nl/over/", "/nl/feeds/", "/nl/newsletters/"]
    paths += [f"/nl/{name}/" for name in ("topics", "series", "experts", "organisations")]
    paths += [f"/nl/feeds/magazine.{form}" for form in ("atom", "rss", "json")]
    paths += [path.replace("/nl/", "/en/") for path in paths if path != "/nl/over/"]
    for number, text in enumerate(groups):
        paths += make_article(section, number, text, template)
    paths += make_digest(section, groups)
    (settings.VAR_DIR / ADDRESSES).write_text("\n".join(paths))


def make_front(text: str) -> SectionPage:
    """Home, its settings and its menu, a section, a page about the magazine."""
    home = HomePage(title="Kwaad", slug="kwaad-blad", locale=factories.home().locale)
    Page.objects.get(depth=1).add_child(instance=home)
    site = Site.objects.create(hostname=HOST, port=factories.site().port, root_page=home)
    row = factories.section("kwaad")
    row.site = site
    row.save()
    page = home.add_child(instance=SectionPage(title="Kwaad", slug="kwaad", section=row, locale=home.locale))
    english = page.copy_for_translation(Locale.objects.get(language_code="en"), copy_parents=True, alias=True)
    about = home.add_child(instance=StandardPage(title="Over", slug="over", locale=home.locale, body=TEXT))
    StandardPage.objects.filter(pk=about.pk).update(
        body=TextBlocks().to_python([{"type": "heading", "value": text}])
    )
    magazine = MagazineSettings.for_site(site)
    link = MenuLink.objects.create(settings=magazine, page=about, name_nl="Over", name_en="About")
    newsletter = factories.newsletter(site=site)
    for one in (magazine, link, row, home, page, about, english, newsletter):
        poison(one, text)
    return page


def poison(row: models.Model, text: str) -> None:
    """Write `text` into every text of a row that somebody may type."""
    fields = [field.name for field in row._meta.concrete_fields if is_typed(field)]
    type(row)._base_manager.filter(pk=row.pk).update(**dict.fromkeys(fields, text))


def is_typed(field: models.Field) -> bool:
    """Whether a field holds words, and no key, address or choice."""
    is_text = type(field) in {models.CharField, models.TextField} and not isinstance(field, IS_NO_TEXT)
    return is_text and not field.choices and field.name not in NEVER_TYPED


def make_article(section: SectionPage, number: int, text: str, template: ArticlePage) -> Iterator[str]:
    """An article with rows of its own, all of them hostile, in both languages; the addresses of each."""
    organisation = factories.organisation(slug=f"kwaad-{number}")
    picture = Picture.objects.get(pk=copied(Picture, template.picture_id, text))
    expert = factories.expert(slug=f"kwaad-{number}", organisation=organisation, portrait=picture)
    link = ExpertLink.objects.create(expert=expert, name="Site", url="https://kwaad.example/")
    topic, series = factories.topic(f"kwaad-{number}"), rows.series(slug=f"kwaad-{number}")
    shown = {
        "topics": [topic],
        "organisations": [organisation],
        "series": series,
        "part": 1,
        "picture": picture,
    }
    article = rows.written(section, expert, slug=f"kwaad-{number}", **shown)
    english = article.copy_for_translation(Locale.objects.get(language_code="en"), alias=True)
    note = ArticleNote.objects.create(page=article, text="Nota", kind="update")
    address = f"https://www.youtube.com/watch?v=kwaad{number:06}"
    embed = Embed.objects.create(address=address, provider="YouTube", state=Embed.State.READ)
    for one in (organisation, expert, link, series, article, english, note, embed):
        poison(one, text)
    poison(topic, CONTROL.sub("", text))  # the first magazine names it too, whose markup is checked
    file = copied(Attachment, Attachment.objects.earliest("pk").pk, text)
    body = [*poisoned(template.body.get_prep_value(), text), {"type": "embed", "value": address}]
    body += [{"type": "download", "value": {"file": file, "title": ""}}]  # named by the file itself
    pages = ArticlePage.objects.filter(pk__in=[article.pk, english.pk])
    pages.update(body=TextBlocks().to_python(body))
    yield f"/en/kwaad/kwaad-{number}/"
    for name in ("kwaad", "topics", "series", "experts", "organisations"):
        yield f"/nl/{name}/kwaad-{number}/"


def copied(model: type[Picture | Attachment], key: int, text: str) -> int:
    """The key of a copy of a file's row that says `text`: the first magazine shows the row itself."""
    row = model.objects.get(pk=key)
    row.pk = row.id = None
    row.save()
    poison(row, text)
    return row.pk


def poisoned(value: Any, text: str) -> Any:
    """A stored text with every word in it replaced: keys, numbers and addresses stay."""
    if isinstance(value, list):
        return [poisoned(one, text) for one in value]
    if isinstance(value, dict):
        return {name: poisoned_part(name, one, text) for name, one in value.items()}
    if not isinstance(value, str) or value.startswith("http") or is_number(value):
        return value
    return through_the_editor(text) if value.startswith("<p") else text


def poisoned_part(name: str, value: Any, text: str) -> Any:
    """One named part of a block: a file gives way to a hostile copy of it."""
    if name in NAMES_IN_STREAM:
        return value
    return copied(FILES[name], value, text) if name in FILES and value else poisoned(value, text)


def is_number(text: str) -> bool:
    """Whether a cell of a table is a number."""
    return text.replace(".", "", 1).isdecimal()


@cache
def through_the_editor(text: str) -> str:
    """What the editor makes of each attack that it is given as markup, and of all of them typed as words."""
    converter = ContentstateConverter(TEXT_FEATURES)
    state = {"blocks": [{"key": "typed", "type": "unstyled", "text": text, "depth": 0}], "entityMap": {}}
    state["blocks"][0] |= {"inlineStyleRanges": [], "entityRanges": []}
    read = [converter.to_database_format(json.dumps(state))]
    for attack in text.split("\n"):
        with suppress(AssertionError, TypeError):  # it refuses tags that are not closed, or not in order
            read.append(converter.to_database_format(converter.from_database_format(attack)))
    return "".join(read)


def make_digest(section: SectionPage, groups: list[str]) -> list[str]:
    """A digest whose links, stories, items and sources say the same."""
    page = factories.digest(section.get_parent().specific, slug="kwaad-dag")
    links = []
    for number, text in enumerate(groups):
        source = factories.source(site=section.section.site)
        story = factories.story(slug=f"kwaad-{number}")
        item = factories.item(story=story, source=source)
        links.append(factories.digest_link(story=story, topic_slugs=[f"kwaad-{number}"]))
        links[-1].also_in = [{"name": text, "url": "https://kwaad.example/"}]
        for one in (source, story, item):
            poison(one, text)
    page.links = links
    page.save()
    for link, text in zip(page.links.all(), groups, strict=True):
        poison(link, text)
    poison(page, groups[0])
    filing.file(DigestPage.objects.filter(pk=page.pk))
    return ["/nl/kwaad-dag/", *(f"/nl/stories/{link.story_id}-{link.story.slug}/" for link in links)]
