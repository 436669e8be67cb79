"""The sample magazine's pages: sections, articles, the newsletter. The fast half of seeding, before any process runs.

In: the written content and the first start. Out: rows and published pages in both languages. Made once, in one
transaction: a start that was broken off begins again, a later one changes nothing that a person changed.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from wagtail.models import Locale, Page, Site

from accounts.models import User
from articles.models import (
    ArticleAuthor,
    ArticleNote,
    ArticlePage,
    Expert,
    HomePage,
    Organisation,
    RelatedArticle,
    Section,
    SectionPage,
    Series,
    Topic,
)
from demo import front, personas, standard, streams, texts
from demo.models import Play
from demo.nights import CLOSING_HOUR, Nights
from demo.rows import magazine, make_drawing, make_rows
from newsletters.models import Newsletter

STEP = "pages"

Pages = dict[tuple[str, str], ArticlePage]  # by the article's key and the language


@transaction.atomic
def make_pages(now: datetime) -> Play:
    """Make rows, pages and the newsletter, once; `now` is the first start where there was none before."""
    play = Play.begun(now)
    if play.has_done(STEP):
        return play
    site = magazine()
    make_rows(site)
    make_section_pages()
    pages = make_articles(Nights(play.started_at, home_page("nl").digest_time_zone))
    for language in texts.LANGUAGES:
        front.make_front(home_page(language), pages, play.started_at)
    standard.make_pages({language: home_page(language) for language in texts.LANGUAGES}, staff("Editor"))
    make_newsletter(site)
    play.note(STEP)
    return play


def home_page(language: str) -> HomePage:
    """The front page in a language."""
    return HomePage.objects.get(locale__language_code=language)


def section_page(key: str, language: str) -> SectionPage:
    """A section's front in a language."""
    return SectionPage.objects.get(section__key=key, locale__language_code=language)


def plan_page(place: str, language: str) -> HomePage | SectionPage:
    """The page that a digest stands below: "home" or a section's key."""
    return home_page(language) if place == "home" else section_page(place, language)


def staff(group: str) -> User:
    """The colleague of a group, as a user."""
    return User.objects.get(email=personas.colleague(group).email)


def make_section_pages() -> None:
    """Each section's page in both languages, as translations of one another."""
    for row in texts.read("sections")["sections"]:
        dutch = add_section_page(row, "nl")
        add_section_page(row, "en", translation_key=dutch.translation_key)


def add_section_page(row: dict[str, str], language: str, **fields: object) -> SectionPage:
    """One section page below its home."""
    page = SectionPage(
        title=row[f"name_{language}"],
        slug=row[f"slug_{language}"],
        introduction=row[f"intro_{language}"],
        section=Section.objects.get(key=row["key"]),
        locale=Locale.objects.get(language_code=language),
        digest_hour=CLOSING_HOUR,
        **fields,
    )
    return home_page(language).add_child(instance=page)


def make_articles(nights: Nights) -> Pages:
    """All articles in all their languages, the oldest first; published when all are there to relate to."""
    pages: Pages = {}
    for article in reversed(texts.articles()):
        pages.update(draft_article(article))
    for article in reversed(texts.articles()):
        for language in article.blocks:
            page = pages[article.key, language]
            page.notes = list(notes(article, language, nights))
            page.related_links = list(related(article, language, pages))
            publish(page, article, nights)
    return pages


def draft_article(article: texts.SampleArticle) -> Iterator[tuple[tuple[str, str], ArticlePage]]:
    """An article as a draft in each language that it was written in, as translations of one another."""
    key: dict[str, Any] = {}
    for language in article.blocks:
        page = article_page(article, language, **key)
        section_page(article.about["section"], language).add_child(instance=page)
        key = {"translation_key": page.translation_key}
        yield (article.key, language), page


def article_page(article: texts.SampleArticle, language: str, **fields: Any) -> ArticlePage:
    """An article page that is not saved yet."""
    about = article.about
    page = ArticlePage(
        title=article.said("title", language),
        slug=article.said("slug", language),
        kicker=article.said("kicker", language),
        standfirst=article.said("standfirst", language),
        body=streams.body(article.blocks[language], language),
        kind=about.get("kind", ArticlePage.Kind.ARTICLE),
        sponsor=Organisation.objects.filter(slug=about.get("sponsor")).first(),
        series=Series.objects.filter(slug=about.get("series")).first(),
        part=about.get("part"),
        locale=Locale.objects.get(language_code=language),
        live=False,
        **lead_picture(about.get("picture"), language),
        **fields,
    )
    page.authors = [
        ArticleAuthor(expert=Expert.objects.get(slug=slug), sort_order=place)
        for place, slug in enumerate(about["authors"])
    ]
    page.topics = list(Topic.objects.filter(slug__in=about["topics"]))
    page.organisations = list(Organisation.objects.filter(slug__in=about["organisations"]))
    return page


def lead_picture(name: str | None, language: str) -> dict[str, Any]:
    """The picture above an article, with its caption; without one the topic's pattern stands there."""
    if name is None:
        return {}
    caption = texts.read("pictures")[name][f"caption_{language}"]
    return {"picture": make_drawing(name, language), "picture_caption": caption}


def notes(article: texts.SampleArticle, language: str, nights: Nights) -> Iterator[ArticleNote]:
    """What was added or put right, never later than the first start."""
    for row in article.about.get("notes", []):
        at = min(published_at(article, nights) + timedelta(days=row["days_after"]), nights.started_at)
        yield ArticleNote(kind=row["kind"], noted_on=nights.day_of(at), text=row[f"text_{language}"])


def related(article: texts.SampleArticle, language: str, pages: Pages) -> Iterator[RelatedArticle]:
    """The articles that the editor put below it, as far as there are in this language."""
    for place, key in enumerate(article.about.get("related", [])):
        if (key, language) in pages:
            yield RelatedArticle(article=pages[key, language], sort_order=place)


def published_at(article: texts.SampleArticle, nights: Nights) -> datetime:
    """When an article went live."""
    return nights.ends_at(1) - article.before


def publish(page: ArticlePage, article: texts.SampleArticle, nights: Nights) -> None:
    """Publish a page in the name of whose work that is, dated then."""
    person = staff("Publisher" if page.is_advertorial else "Editor")
    page.save_revision(user=person).publish(user=person)
    at = published_at(article, nights)
    Page.objects.filter(pk=page.pk).update(first_published_at=at, last_published_at=at)


def make_newsletter(site: Site) -> None:
    """The one newsletter, drawing on the whole magazine."""
    row = texts.read("magazine")["newsletter"]
    slug = row.pop("slug")
    Newsletter.objects.get_or_create(site=site, slug=slug, defaults=row)
