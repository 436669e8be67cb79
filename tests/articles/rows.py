"""Rows that something published shows, for the tests of their pages, lists and redirects."""

from wagtail.models import Page, Site

from articles.models import ArticleAuthor, ArticlePage, Expert, HomePage, SectionPage, Series
from tests import factories


def written(section: SectionPage | None = None, author: Expert | None = None, **fields) -> ArticlePage:
    """A published article; by `author`, where one is given."""
    topics, organisations = fields.pop("topics", ()), fields.pop("organisations", ())
    make = factories.advertorial if "sponsor" in fields else factories.article
    article = make(section or factories.section_page(), **fields)
    if author:
        article.authors = [ArticleAuthor(expert=author)]
    article.topics = topics
    article.organisations = organisations
    article.save()
    return article


def series(**fields) -> Series:
    names = {
        "name_nl": "Reeks",
        "name_en": "Range",
        "description_nl": "Vier delen.",
        "description_en": "Four.",
    }
    return Series.objects.create(**{"slug": f"series-{next(factories.number)}", **names, **fields})


def other_magazine() -> SectionPage:
    """The Dutch section page of a second magazine, at ander.localhost."""
    home = HomePage(title="Ander blad", slug="ander", locale=factories.home().locale)
    Page.objects.get(depth=1).add_child(instance=home)
    site = Site.objects.create(hostname="ander.localhost", port=80, root_page=home)
    section = factories.section("elders")
    section.site = site
    section.save()
    page = SectionPage(title="Elders", slug="elders", section=section, locale=home.locale)
    return home.add_child(instance=page)
