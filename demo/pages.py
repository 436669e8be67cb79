"""The sample magazine's pages: sections, articles, the newsletter. The fast half of seeding, before any process runs.

In: the written content and the first start. Out: rows and published pages in both languages. Made once, in one
transaction: a start that was broken off begins again, a later one changes nothing that a person changed.
"""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from html import escape

from django.db import transaction
from wagtail.models import Locale, Page, Site

from accounts.models import User
from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Expert,
    HomePage,
    Organisation,
    Section,
    SectionPage,
    Topic,
)
from demo import personas, texts
from demo.models import Play
from demo.nights import CLOSING_HOUR, Nights
from demo.rows import make_drawing, make_rows
from newsletters.models import Newsletter

STEP = "pages"


@transaction.atomic
def make_pages(now: datetime) -> Play:
    """Make rows, pages and the newsletter, once; `now` is the first start where there was none before."""
    play = Play.begun(now)
    if play.has_done(STEP):
        return play
    site = magazine()
    make_rows(site)
    make_section_pages()
    nights = Nights(play.started_at, home_page("nl").digest_time_zone)
    for article in reversed(texts.articles()):
        make_article(article, nights)
    make_newsletter(site)
    play.note(STEP)
    return play


def magazine() -> Site:
    """The first magazine, as the migrations make it."""
    return Site.objects.get(is_default_site=True)


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


def make_article(article: texts.SampleArticle, nights: Nights) -> None:
    """An article in each language that it was written in."""
    at = nights.ends_at(1) - timedelta(hours=float(article.about["before_h"]))
    key = {}
    for language in article.blocks:
        page = article_page(article, language, **key)
        section_page(article.about["section"], language).add_child(instance=page)
        publish(page, at)
        key = {"translation_key": page.translation_key}


def article_page(article: texts.SampleArticle, language: str, **fields: object) -> ArticlePage:
    """An article page that is not saved yet."""
    page = ArticlePage(
        title=article.said("title", language),
        slug=article.said("slug", language),
        kicker=article.said("kicker", language),
        standfirst=article.said("standfirst", language),
        body=body(article, language),
        locale=Locale.objects.get(language_code=language),
        live=False,
        **fields,
    )
    page.authors = [ArticleAuthor(expert=Expert.objects.get(slug=article.about["author"]))]
    page.topics = list(Topic.objects.filter(slug__in=article.about["topics"]))
    page.organisations = list(Organisation.objects.filter(slug__in=article.about["organisations"]))
    return page


def body(article: texts.SampleArticle, language: str) -> str:
    """The article's blocks as a stream field keeps them."""
    return json.dumps([stream_block(block, language) for block in article.blocks[language]])


def stream_block(block: texts.Block, language: str) -> dict[str, object]:
    """One block; a picture is stored on the way."""
    if block.kind == "picture":
        caption = texts.read("pictures")[block.text][f"caption_{language}"]
        picture = make_drawing(block.text, language)
        return {"type": "picture", "value": {"image": picture.pk, "caption": caption}}
    if block.kind == "quote":
        return {"type": "quote", "value": {"text": block.text, "speaker": block.speaker}}
    if block.kind == "paragraph":
        return {"type": "paragraph", "value": f"<p>{escape(block.text, quote=False)}</p>"}
    return {"type": block.kind, "value": block.text}


def publish(page: Page, at: datetime) -> None:
    """Publish a page in the editor's name, dated then."""
    editor = staff("Editor")
    page.save_revision(user=editor).publish(user=editor)
    dates = {"first_published_at": at, "last_published_at": at}
    Page.objects.filter(pk=page.pk).update(**dates)


def make_newsletter(site: Site) -> None:
    """The one newsletter, drawing on the whole magazine."""
    row = texts.read("magazine")["newsletter"]
    slug = row.pop("slug")
    Newsletter.objects.get_or_create(site=site, slug=slug, defaults=row)
