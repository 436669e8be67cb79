"""What is promised of every public page: it is nobody's, and whatever it shows changes it at once when edited."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.db import connection, models
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Locale, Page, PageViewRestriction, Site, get_page_models

from articles import generations, public_pages, share_images
from articles.models import (
    AdvertorialSlot,
    ArticleAuthor,
    ArticleNote,
    ArticlePage,
    Attachment,
    Embed,
    Expert,
    ExpertLink,
    Generation,
    HomeExpert,
    HomePage,
    HomePin,
    MagazineSettings,
    MenuLink,
    Organisation,
    Picture,
    RelatedArticle,
    Section,
    SectionPage,
    Series,
    ShareImage,
    StandardPage,
    Topic,
)
from config import keptpages
from curation import clustering, filing
from curation.models import DigestLink, DigestPage, FiledLink, Item, RankingWeights, Source, Story
from tests import factories
from tests.public_pages import ADDRESSES, STORY, publish_everything

pytestmark = pytest.mark.django_db
TABLE = re.compile(r'(?:FROM|JOIN) "(\w+)"')
NOT_SHOWN = {
    ContentType: "names the class of a page; migrations alone write it",
    Generation: "the generations themselves",
}
OUR_ADDRESSES = {"config.urls", "articles.urls", "curation.urls", "newsletters.urls"}
LEADS_ON = "leads on"
FORM = "a form with a token, or one reader's own"
NOT_PUBLIC_PAGES = {
    "wagtail_serve": "the tree of pages: the page cache knows it by this name",
    "choose_language": "leads to the language that the browser asks for",
    "first_feed": LEADS_ON,
    "RedirectView": LEADS_ON,
    "closed": "nothing is there",
    "health": "as it is at this moment",
    "wagtaildocs_serve": "says by itself how long it holds; may be private",
    "made": "says by itself that it holds for ever",
    "of_the_cms": "for people of the CMS",
    "personal": FORM,
    "personal_fragment": FORM,
    "newsletters": FORM,
    "subscribe": FORM,
    "confirm": FORM,
    "preferences": FORM,
    "unsubscribe": FORM,
    "unsubscribe_one_click": FORM,
}
WORD = "Zqx7"


@pytest.fixture
def browser() -> Client:
    publish_everything()
    return Client(headers={"host": "localhost"})


def write(model: type[models.Model], field: str, value: object = WORD, **which: Any) -> Callable[[], None]:
    """An editor's change of one row."""

    def edit() -> None:
        row = model._default_manager.filter(**which).first()
        setattr(row, field, value)
        row.save()

    return edit


def drop(model: type[models.Model], **which: Any) -> Callable[[], None]:
    """An editor's deletion of a row."""
    return lambda: model._default_manager.filter(**which).first().delete()


def file_anew() -> None:
    DigestLink.objects.update(topic_slugs=[])
    filing.file(DigestPage.objects.all())


def close_section() -> None:
    page = Page.objects.get(slug="cloud")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def write_weights() -> None:
    RankingWeights.objects.create(site=factories.site(), age=900)


def tell_anew() -> None:
    """The worker reads another telling of a story that readers see, and groups it."""
    told = Item.objects.filter(story=STORY).first()
    factories.item(title=WORD, canonical_url=told.canonical_url)
    clustering.cluster(factories.NOW)


EDITS: dict[type[models.Model], tuple[str, Callable[[], None]]] = {
    AdvertorialSlot: ("home", drop(AdvertorialSlot)),
    ArticleAuthor: ("article", drop(ArticleAuthor, page__slug="verhaal")),
    ArticleNote: ("article", write(ArticleNote, "text")),
    ArticlePage: ("section", write(ArticlePage, "standfirst", slug="verhaal")),
    Attachment: ("article", drop(Attachment, title="Bijlage")),
    DigestLink: ("digest", write(DigestLink, "why", page__slug="dag")),
    DigestPage: ("digest", write(DigestPage, "foreword", slug="dag")),
    Embed: ("article", write(Embed, "title")),
    Expert: ("article", write(Expert, "name", slug="noor")),
    ExpertLink: ("expert", write(ExpertLink, "name")),
    FiledLink: ("topic", file_anew),
    HomeExpert: ("home", drop(HomeExpert)),
    HomePage: ("home", write(HomePage, "series", None, slug="home")),
    HomePin: ("home", drop(HomePin)),
    Item: ("story", tell_anew),
    MagazineSettings: ("bot", write(MagazineSettings, "tagline_nl")),
    MenuLink: ("story", write(MenuLink, "name_nl")),
    PageViewRestriction: ("section", close_section),
    Organisation: ("organisation", write(Organisation, "name_nl", slug="vendor")),
    Page: ("article", write(Page, "title", slug="verhaal")),
    Picture: ("article", write(Picture, "credit")),
    RankingWeights: ("standard page", write_weights),
    RelatedArticle: ("article", drop(RelatedArticle)),
    Section: ("story", write(Section, "name_nl")),
    SectionPage: ("section", write(SectionPage, "introduction")),
    Series: ("article", write(Series, "name_nl")),
    ShareImage: ("article", lambda: share_images.sweep(factories.NOW)),
    Site: ("home", write(Site, "port", 81)),
    Source: ("story", write(Source, "title", title="Bron")),
    StandardPage: ("standard page", write(StandardPage, "title")),
    Story: ("digest", write(Story, "slug", "zqx7", pk=STORY)),
    Topic: ("topic", write(Topic, "name_nl", slug="opslag")),
}
UNCACHED_QUERIES = {"home": 15, "article": 10}
KEYS_ALONE = {Locale}  # its code is a part of every address; another one is another magazine


def models_read(browser: Client, address: str) -> set[type[models.Model]]:
    """The models whose tables making a page asks; rows between two models count for the one that has the field."""
    generations.raise_site()
    with CaptureQueriesContext(connection) as asked:
        assert browser.get(address).status_code == 200, address
    found = {name for query in asked for name in TABLE.findall(query["sql"])}
    between = {
        field.remote_field.through._meta.db_table: model
        for model in apps.get_models()
        for field in model._meta.local_many_to_many
    }
    own = {model._meta.db_table: model for model in apps.get_models()}
    return {(own | between)[name] for name in found if name in own | between}


def public_views(patterns: Any) -> Iterator[str]:
    """The names of all views that are marked as public pages."""
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from public_views(one.url_patterns)
        elif public_pages.parameters_of(one.callback) is not None:
            yield str(one.name)


def test_every_public_view_has_an_address_here() -> None:
    found = set(public_views(get_resolver().url_patterns))

    assert "topic" in found and found <= ADDRESSES.keys()


def views_of_ours(patterns: Any) -> Iterator[tuple[str, Any]]:
    """Every view in the lists of addresses of ours, by the name of its address, or else its own."""
    for one in patterns:
        if isinstance(one, URLPattern):
            own = getattr(one.callback, "view_class", one.callback).__name__
            yield one.name or own, one.callback
        elif isinstance(one.urlconf_name, list) or one.urlconf_name.__name__ in OUR_ADDRESSES:
            yield from views_of_ours(one.url_patterns)


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES.keys())
def test_page_holds_under_a_newer_generation_unless_its_rows_changed(browser: Client, address: str) -> None:
    browser.get(address)  # Wagtail writes what it keeps of addresses
    keptpages.forget()
    browser.get(address)

    ((_stamps, made),) = keptpages._in_memory.values()
    assert made.questions is not None and made.questions.are_answered_as_before()


def test_every_view_says_who_may_keep_its_answer() -> None:
    unmarked = {
        name
        for name, view in views_of_ours(get_resolver().url_patterns)
        if public_pages.parameters_of(view) is None and not getattr(view, "is_for_machines", False)
    }

    assert unmarked == NOT_PUBLIC_PAGES.keys()


def test_every_page_type_has_an_address_here(browser: Client) -> None:
    shown = {type((browser.get(address).context or {}).get("page")) for address in ADDRESSES.values()}

    assert set(get_page_models()) - {Page} <= shown


def test_models_that_pages_read_are_those_that_raise_the_generation(browser: Client) -> None:
    read = set().union(*(models_read(browser, address) for address in ADDRESSES.values()))

    assert len(read) > 25
    assert read - NOT_SHOWN.keys() - generations.registered() == set()


def test_every_registered_model_has_its_edit_here() -> None:
    assert EDITS.keys() | KEYS_ALONE == generations.registered()


@pytest.mark.parametrize("model", EDITS, ids=lambda model: model.__name__)
def test_edited_row_shows_in_the_next_answer(browser: Client, model: type[models.Model]) -> None:
    name, edit = EDITS[model]
    first, kept = browser.get(ADDRESSES[name]), browser.get(ADDRESSES[name])
    assert first.content == kept.content

    edit()

    assert browser.get(ADDRESSES[name]).content != first.content


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_cached_page_has_no_cookie_and_no_token(browser: Client, address: str) -> None:
    browser.force_login(factories.user(is_superuser=True))
    for response in (browser.get(address), browser.get(address)):
        assert response.status_code == 200 and not response.cookies
        assert "public" in response.headers["Cache-Control"] and "ETag" in response.headers
        assert b"csrfmiddlewaretoken" not in response.content and b"userbar" not in response.content
        assert "cookie" not in response.headers.get("Vary", "").lower()


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_page_is_the_same_for_everybody_and_kept(
    browser: Client, address: str, django_assert_num_queries: Any
) -> None:
    generations.raise_site()
    stranger = Client(headers={"host": "localhost", "accept-language": "en", "user-agent": "other"})
    browser.force_login(factories.user(is_superuser=True))
    first = browser.get(address).content
    with django_assert_num_queries(1):
        assert stranger.get(address).content == first


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=ADDRESSES)
def test_page_runs_nothing_that_stands_in_it(browser: Client, address: str) -> None:
    html = browser.get(address).content.decode()

    assert not re.search(r'<script(?![^>]*(?:src=|type="application/ld\+json"))[^>]*>', html)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html) or not html.startswith("<!doctype")


@pytest.mark.parametrize("name", UNCACHED_QUERIES)
def test_page_that_is_made_anew_asks_few_queries(
    browser: Client, name: str, django_assert_max_num_queries: Any
) -> None:
    browser.get(ADDRESSES[name])
    generations.raise_site()
    with django_assert_max_num_queries(UNCACHED_QUERIES[name]):
        assert browser.get(ADDRESSES[name]).status_code == 200
