"""Ten years of a busy magazine, written in bulk: what lists, pages and queries are measured against.

In: the sample magazine as `seed_demo` left it, and how much is wanted. Out: topics, organisations, experts, articles
and digests, below the sections that are there, with texts put together from the written sample content. Nothing of it
is published through the editor, so it is fast; what publishing would have noted beside (generations, filed links,
references) is written here. Called by `seed_archive`.
"""

from __future__ import annotations

import json
import random
import uuid
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from html import escape
from itertools import count, islice, product
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils.text import slugify
from wagtail.models import Page, ReferenceIndex

from articles import generations
from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Expert,
    HomePage,
    Organisation,
    Picture,
    SectionPage,
    Topic,
)
from articles.models.articles import minutes_to_read
from curation import filing
from curation.models import DigestLink, DigestPage
from demo import texts
from demo.wording import NAMES, SUBJECTS, TOPICS

BATCH = 500  # rows of one INSERT
YEARS = timedelta(days=3650)
LINKS = 8  # of a digest
SLUG = "archief-"  # how the addresses of all of it begin
SEED = 20_261_125  # the same archive each time

Told = Callable[[int], Any]  # told how many rows were written


@dataclass(frozen=True, slots=True)
class Size:
    """How many rows of each kind."""

    articles: int = 10_000
    experts: int = 5_000
    topics: int = 300
    digests: int = 2_000
    organisations: int = 400
    pictures: int = 3_000

    @property
    def rows(self) -> int:
        """All of them, for a bar."""
        return sum(asdict(self).values())


@transaction.atomic
def write(size: Size, now: datetime, told: Told) -> None:
    """Write an archive that ends at `now`; `told` hears of each batch. A second call adds a second archive."""
    chance = random.Random(SEED)  # noqa: S311 - sample content, no secret
    topics = make_topics(size.topics, told)
    organisations = make_organisations(size.organisations, told)
    experts = make_experts(size.experts, organisations, chance, told)
    rows = Rows(topics, organisations, experts, now, chance)
    make_articles(size.articles, rows, told)
    make_digests(size.digests, rows, told)
    make_pictures(size.pictures, told)
    generations.raise_site()


@dataclass(frozen=True, slots=True)
class Rows:
    """What pages point at, and the chance by which they do."""

    topics: Sequence[Topic]
    organisations: Sequence[Organisation]
    experts: Sequence[Expert]
    now: datetime
    chance: random.Random

    def some(self, rows: Sequence[Any], most: int) -> list[Any]:
        """One to `most` different rows; the first ones far more often, as fame has it."""
        weights = [1 / (place + 1) ** 0.5 for place in range(len(rows))]
        return list(dict.fromkeys(self.chance.choices(rows, weights, k=self.chance.randint(1, most))))


def make_topics(number: int, told: Told) -> list[Topic]:
    """Topics whose names are two words of the field."""
    pairs = islice(product(TOPICS["what"], TOPICS["of"]), number)
    rows = [
        Topic(
            slug=f"{SLUG}{place}-{slugify(dutch)}"[:60],
            name_nl=dutch,
            name_en=english,
            description_nl=f"Alles over {dutch.lower()}.",
            description_en=f"Everything about {english.lower()}.",
        )
        for place, ((what_nl, what_en), (of_nl, of_en)) in enumerate(pairs)
        for dutch, english in [(f"{what_nl} {of_nl}", f"{what_en} {of_en}")]
    ]
    return stored(Topic.objects.all(), rows, told)


def make_organisations(number: int, told: Told) -> list[Organisation]:
    """Organisations with the names of places and trades."""
    pairs = islice(product(NAMES["places"], NAMES["trades"]), number)
    names = [f"{place} {trade}" for place, trade in pairs]
    rows = [Organisation(slug=f"{SLUG}{slugify(name)}"[:60], name_nl=name, name_en=name) for name in names]
    return stored(Organisation.objects.all(), rows, told)


def make_experts(
    number: int, organisations: Sequence[Organisation], chance: random.Random, told: Told
) -> list[Expert]:
    """Experts, each working somewhere."""
    names = [f"{first} {last}" for first, last in islice(product(NAMES["first"], NAMES["last"]), number)]
    chance.shuffle(names)
    rows = [
        Expert(
            slug=f"{SLUG}{place}-{slugify(name)}"[:60],
            name=name,
            role_nl="adviseur",
            role_en="consultant",
            field_nl=SUBJECTS["nl"][place % len(SUBJECTS["nl"])],
            field_en=SUBJECTS["en"][place % len(SUBJECTS["en"])],
            organisation=chance.choice(organisations),
        )
        for place, name in enumerate(names)
    ]
    return stored(Expert.objects.all(), rows, told)


def make_articles(number: int, rows: Rows, told: Told) -> None:
    """Articles below every section page, two in three of them Dutch."""
    parents = list(SectionPage.objects.select_related("section", "locale").order_by("locale__pk", "pk"))
    weights = [2 if parent.locale.language_code == "nl" else 1 for parent in parents]
    words = {language: paragraphs(language) for language in texts.LANGUAGES}
    chosen = rows.chance.choices(parents, weights, k=number)
    for parent in parents:
        places = [place for place, other in enumerate(chosen) if other == parent]
        pages = [article(parent, place, number, words[parent.locale.language_code], rows) for place in places]
        for batch in add_children(parent, pages, told):
            point(batch, rows)


def article(parent: SectionPage, place: int, number: int, words: list[str], rows: Rows) -> ArticlePage:
    """One article of four to nine paragraphs; the last of them was published an hour ago."""
    text = rows.chance.sample(words, rows.chance.randint(4, 9))
    blocks = [block("paragraph", f"<p>{escape(part, quote=False)}</p>", rows) for part in text]
    language = parent.locale.language_code
    subject = rows.chance.choice(SUBJECTS[language])
    title = f"{subject[0].upper()}{subject[1:]}: {text[0].split('. ')[0]}"[:150]
    at = rows.now - timedelta(hours=1) - YEARS * ((number - 1 - place) / number)
    return ArticlePage(
        **page_fields(parent, title, f"{SLUG}{place}", at),
        kicker=subject[:60],
        standfirst=text[1][:380],
        body=json.dumps(blocks),
        minutes=minutes_to_read(" ".join(text)),
    )


def block(kind: str, value: object, rows: Rows) -> dict[str, Any]:
    """A block as a stream field keeps it."""
    return {"type": kind, "value": value, "id": str(uuid.UUID(int=rows.chance.getrandbits(128), version=4))}


def point(pages: list[ArticlePage], rows: Rows) -> None:
    """Give articles their authors, topics and organisations."""
    authors = [
        ArticleAuthor(page=page, expert=expert, sort_order=place)
        for page in pages
        for place, expert in enumerate(rows.some(rows.experts, 2))
    ]
    ArticleAuthor.objects.bulk_create(authors, batch_size=BATCH)
    for field, found, most in (("topics", rows.topics, 3), ("organisations", rows.organisations, 2)):
        through = getattr(ArticlePage, field).through
        name = str(found[0]._meta.model_name)
        links = [through(articlepage=page, **{name: row}) for page in pages for row in rows.some(found, most)]
        through.objects.bulk_create(links, batch_size=BATCH)


def make_digests(number: int, rows: Rows, told: Told) -> None:
    """Digests of each front and section in turn, one a day, back from yesterday."""
    fronts = (HomePage, SectionPage)
    parents = [page for model in fronts for page in model.objects.select_related("locale")]
    for turn, parent in enumerate(parents):
        places = range(turn, number, len(parents))
        pages = [digest(parent, days, rows) for days, _place in enumerate(places, start=40)]
        for batch in add_children(parent, pages, told):
            links = [link for page in batch for link in links_of(page, parent.locale.language_code, rows)]
            DigestLink.objects.bulk_create(links, batch_size=BATCH)
            filing.file(DigestPage.objects.filter(pk__in=[page.pk for page in batch]))


def digest(parent: Page, days: int, rows: Rows) -> DigestPage:
    """The digest of `days` ago."""
    at = rows.now - timedelta(days=days)
    return DigestPage(
        **page_fields(parent, f"Digest {at:%d-%m-%Y}", f"{SLUG}{at:%Y-%m-%d}", at), digest_on=at.date()
    )


def links_of(page: DigestPage, language: str, rows: Rows) -> list[DigestLink]:
    """The links of one digest."""
    heads = rows.chance.sample(headlines(language), LINKS)
    return [
        DigestLink(
            page=page,
            sort_order=place,
            headline=headline,
            url=f"https://bron{rows.chance.randint(1, 60)}.example/{page.pk}/{place}",
            source_name=rows.chance.choice(rows.organisations).name_nl,
            language=language,
            topic_slugs=[topic.slug for topic in rows.some(rows.topics, 2)],
            minutes=rows.chance.randint(1, 9),
            published_at=page.first_published_at,
        )
        for place, headline in enumerate(heads)
    ]


def make_pictures(number: int, told: Told) -> None:
    """Rows that all show the file of the first picture that there is; none where there is none."""
    first = Picture.objects.order_by("pk").first()
    if first is None:
        return
    shared = {
        name: getattr(first, name)
        for name in ("file", "width", "height", "file_size", "file_hash", "collection")
    }
    alts = {"alt_nl": first.alt_nl, "alt_en": first.alt_en}
    rows = [Picture(title=f"Beeld {place} uit het archief", **shared, **alts) for place in range(number)]
    stored(Picture.objects.all(), rows, told)


def page_fields(parent: Page, title: str, slug: str, at: datetime) -> dict[str, Any]:
    """What every live page below `parent` has."""
    return {
        "title": title,
        "draft_title": title,
        "slug": slug,
        "locale": parent.locale,
        "url_path": f"{parent.url_path}{slug}/",
        "translation_key": uuid.uuid4(),
        "live": True,
        "first_published_at": at,
        "last_published_at": at,
        "latest_revision_created_at": at,
    }


def add_children(parent: Page, pages: Sequence[Page], told: Told) -> Iterator[list[Any]]:
    """Store pages below `parent` in batches, each handed back with its keys."""
    parent.refresh_from_db()
    places = count(parent.numchild + 1)
    last = parent.get_last_child()
    start = 0 if last is None else int(last.path[-Page.steplen :], 36)
    for begin in range(0, len(pages), BATCH):
        batch = list(pages[begin : begin + BATCH])
        for page in batch:
            page.path = Page._get_path(parent.path, parent.depth + 1, start + next(places) - parent.numchild)
            page.depth, page.content_type = parent.depth + 1, ContentType.objects.get_for_model(type(page))
        store_pages(batch)
        told(len(batch))
        yield batch
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + len(pages))


def store_pages(pages: Sequence[Any]) -> None:
    """Both tables of a page type: Django's bulk_create refuses models that inherit a table."""
    names = [field.name for field in Page._meta.concrete_fields if field.name != "id"]
    bases = [Page(**{name: getattr(page, name) for name in names}) for page in pages]
    for page, base in zip(pages, Page.objects.bulk_create(bases, batch_size=BATCH), strict=True):
        page.pk = page.page_ptr_id = base.pk
    fields = type(pages[0])._meta.local_concrete_fields
    for begin in range(0, len(pages), BATCH // 5):
        type(pages[0])._base_manager._insert(
            pages[begin : begin + BATCH // 5], fields=fields, using="default"
        )


def stored(rows: QuerySet[Any], made: Sequence[Model], told: Told) -> list[Any]:
    """Store rows in batches and hand them back with their keys."""
    found = []
    for begin in range(0, len(made), BATCH):
        found += rows.bulk_create(made[begin : begin + BATCH])
        told(len(made[begin : begin + BATCH]))
    return found


def note_references(told: Told) -> None:
    """What Wagtail would have noted of each article at publishing: which rows it points at."""
    for page in ArticlePage.objects.filter(slug__startswith=SLUG).iterator(BATCH):
        ReferenceIndex.create_or_update_for_object(page)
        told(1)


def paragraphs(language: str) -> list[str]:
    """All paragraphs of the written articles in a language."""
    parts = [block for article in texts.articles() for block in article.blocks.get(language, ())]
    return [part.text for part in parts if part.kind == "paragraph"]


def headlines(language: str) -> list[str]:
    """All titles of the sample sources' entries in a language."""
    sources = [source for source in texts.sources() if source.language == language]
    return [entry.title[:250] for source in sources for entry in source.entries]
