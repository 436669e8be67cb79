"""Addresses where nothing is: gone where something was published once, not found where it never was."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from wagtail.actions.unpublish_page import UnpublishPageAction
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page

from articles.models import ArticleAuthor, ArticlePage, GoneAddress, SectionPage
from tests import factories
from tests.articles.rows import series, written

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost", "accept-language": "nl"})


@pytest.fixture
def section() -> SectionPage:
    return factories.section_page("cloud")


@pytest.fixture
def article(section: SectionPage) -> ArticlePage:
    return factories.article(section, slug="verhaal")


@pytest.fixture
def with_slug(django_capture_on_commit_callbacks: Any) -> Any:
    """Publishes a page under another slug, with what Wagtail does after the commit."""

    def publish(page: Page, slug: str) -> None:
        page.slug = slug
        with django_capture_on_commit_callbacks(execute=True):
            page.save_revision().publish()

    return publish


def expire(page: Page) -> None:
    type(page).objects.filter(pk=page.pk).update(expire_at=timezone.now() - timedelta(minutes=1))
    call_command("publish_scheduled")


ENDS: dict[str, Any] = {
    "unpublished": lambda page: page.unpublish(),
    "expired": expire,
    "deleted": lambda page: page.delete(),
    "deleted with its section": lambda page: page.get_parent().delete(),
    "unpublished, then deleted": lambda page: (page.unpublish(), page.delete()),
    "taken down from the base class": lambda page: Page.objects.get(pk=page.pk).unpublish(),
}


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_published_page_that_ended_is_gone_on_the_next_reload(
    browser: Client, article: Any, end: Any
) -> None:
    etag = browser.get("/nl/cloud/verhaal/").headers["ETag"]
    end(article)

    response = browser.get("/nl/cloud/verhaal/", headers={"if-none-match": etag})

    assert response.status_code == 410 and 'href="/nl/topics/"' in response.content.decode()
    assert "private" in response.headers["Cache-Control"]


def test_descendants_that_go_down_with_their_section_are_gone(browser: Client, article: Any) -> None:
    person = factories.user(is_superuser=True)
    UnpublishPageAction(article.get_parent().specific, user=person, include_descendants=True).execute()

    assert [browser.get(path).status_code for path in ("/nl/cloud/", "/nl/cloud/verhaal/")] == [410, 410]


def test_draft_that_was_never_published_is_not_found(browser: Client, section: SectionPage) -> None:
    draft = factories.article(section, slug="concept", live=False)
    first = browser.get("/nl/cloud/concept/").status_code
    draft.delete()

    assert [first, browser.get("/nl/cloud/concept/").status_code] == [404, 404]


def test_page_published_again_is_there_and_forgets(browser: Client, article: Any) -> None:
    article.unpublish()

    article.save_revision().publish()

    assert browser.get("/nl/cloud/verhaal/").status_code == 200 and not GoneAddress.objects.exists()


def test_changed_slug_leads_on_and_so_do_the_children(browser: Client, article: Any, with_slug: Any) -> None:
    with_slug(article.get_parent().specific, "wolken")

    response = browser.get("/nl/cloud/verhaal/", follow=True)

    assert response.redirect_chain == [("/nl/wolken/verhaal/", 301)] and response.status_code == 200
    assert browser.get("/nl/cloud/").headers["Location"] == "/nl/wolken/"


def test_moved_page_leads_on(browser: Client, article: Any) -> None:
    article.move(factories.section_page("data"), pos="last-child")

    response = browser.get("/nl/cloud/verhaal/")

    assert response.headers["Location"] == "/nl/data/verhaal/"
    assert "private" in response.headers["Cache-Control"]


def test_redirect_does_not_beat_a_live_page(browser: Client, article: Any) -> None:
    Redirect.add_redirect("/nl/cloud/verhaal", redirect_to="/nl/")

    assert browser.get("/nl/cloud/verhaal/").status_code == 200


def test_redirect_leads_on_from_an_address_that_was_gone(
    browser: Client, article: Any, with_slug: Any
) -> None:
    article.unpublish()
    with_slug(article, "verhaal-twee")

    assert browser.get("/nl/cloud/verhaal/").headers["Location"] == "/nl/cloud/verhaal-twee/"


def test_old_address_of_a_page_that_is_deleted_is_gone_too(
    browser: Client, article: Any, with_slug: Any
) -> None:
    with_slug(article, "later")
    article.delete()

    assert browser.get("/nl/cloud/verhaal/").status_code == 410


def test_deleted_topic_is_gone_where_it_had_a_page(browser: Client, article: Any) -> None:
    topic, unused = factories.topic("opslag"), factories.topic("nooit")
    article.topics = [topic]
    article.save()
    assert browser.get("/nl/topics/opslag/").status_code == 200

    topic.delete(), unused.delete()

    paths = ("/nl/topics/opslag/", "/nl/topics/nooit/", "/en/topics/opslag/")
    assert [browser.get(path).status_code for path in paths] == [410, 404, 404]


def test_gone_speaks_the_language_of_the_address(browser: Client) -> None:
    section = factories.section_page("cloud", "en")
    section.delete()

    html = browser.get("/en/cloud/").content.decode()

    assert "no longer here" in html and '<html lang="en"' in html and 'href="/en/"' in html


def test_wrong_language_offers_the_page_that_exists(browser: Client, article: Any) -> None:
    response = browser.get("/en/cloud/verhaal/")

    assert response.status_code == 404
    assert '<a href="/nl/cloud/verhaal/" lang="nl" hreflang="nl">' in response.content.decode()


def test_wrong_language_offers_its_own_translation_first(browser: Client, article: Any) -> None:
    english = factories.article(
        factories.section_page("cloud", "en"), slug="story", translation_key=article.translation_key
    )
    html = browser.get("/en/cloud/verhaal/").content.decode()

    assert html.index('href="/en/cloud/story/" lang="en"') < html.index('href="/nl/cloud/verhaal/" lang="nl"')
    assert english.title in html


def test_wrong_language_of_a_topic_offers_the_one_that_exists(browser: Client, article: Any) -> None:
    article.topics = [factories.topic("opslag")]
    article.save()

    response = browser.get("/en/topics/opslag/")

    assert response.status_code == 404
    assert '<a href="/nl/topics/opslag/" lang="nl"' in response.content.decode()


@pytest.mark.parametrize("part", ["topic/opslag", "section/cloud"])
def test_wrong_language_of_a_feed_offers_the_one_that_exists(browser: Client, shown: Any, part: str) -> None:
    response = browser.get(f"/en/feeds/{part}.rss")

    assert response.status_code == 404
    assert f'<a href="/nl/feeds/{part}.rss" lang="nl"' in response.content.decode()


def test_wrong_language_of_an_advertorial_says_what_it_is(browser: Client, section: SectionPage) -> None:
    paid = factories.advertorial(section, title="Pompen", sponsor=factories.organisation(name_nl="Pompbouw"))

    html = browser.get(paid.url.replace("/nl/", "/en/")).content.decode()

    assert ">Advertorial van Pompbouw: Pompen</a>" in html


def test_draft_in_another_language_offers_not_even_its_live_translation(
    browser: Client, article: ArticlePage
) -> None:
    english = factories.section_page("cloud", "en")
    factories.article(english, slug="overname", translation_key=article.translation_key, live=False)

    assert "/cloud/verhaal/" not in browser.get("/nl/cloud/overname/").content.decode()


def test_draft_in_another_language_is_not_offered(browser: Client, section: SectionPage) -> None:
    factories.article(section, slug="concept", title="Geheim", live=False)

    assert "Geheim" not in browser.get("/en/cloud/concept/").content.decode()


INVENTED = [("/nl/cloud/nothing/", 12), ("/nl/a/b/c/d/e/", 6), ("/nl/cloud/wp-login.php", 6), ("/x.env", 4)]


@pytest.mark.parametrize(("path", "most"), INVENTED)
def test_invented_address_costs_little(
    browser: Client, article: ArticlePage, django_assert_max_num_queries: Any, path: str, most: int
) -> None:
    browser.get(path)
    with django_assert_max_num_queries(most):
        assert browser.get(path).status_code == 404


@pytest.mark.parametrize("old", ["/nl/oud/?id=7", "/oud/?id=7", "/nl/oud.php?id=7"])
def test_redirect_with_a_query_leads_on(browser: Client, old: str) -> None:
    Redirect.add_redirect(old, redirect_to="/nl/")

    assert browser.get(old).headers["Location"] == "/nl/"
    assert browser.get(old.replace("7", "8"), follow=True).status_code == 404


@pytest.mark.parametrize("path", ["/nl/nothing/", "/en/%00/", "/nl/" + "a/" * 300, "/nothing", "/nl/%ff/"])
def test_nonsense_is_not_found(browser: Client, path: str) -> None:
    response = browser.get(path, follow=True)

    assert response.status_code == 404 and 'class="masthead' in response.content.decode()


OF_ROWS = (
    "/nl/topics/opslag/",
    "/nl/feeds/topic/opslag.atom",
    "/nl/experts/noor/",
    "/nl/organisations/bron/",
)


@pytest.fixture
def shown(section: SectionPage) -> ArticlePage:
    """The one article about a topic, by an expert of an organisation."""
    noor = factories.expert(slug="noor", organisation=factories.organisation(slug="bron"))
    return written(section, noor, slug="verhaal", topics=[factories.topic("opslag")])


@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_rows_and_their_feeds_go_with_the_last_article_that_shows_them(
    browser: Client, shown: Any, end: Any
) -> None:
    assert [browser.get(path).status_code for path in OF_ROWS] == [200] * 4

    end(shown)

    assert [browser.get(path).status_code for path in OF_ROWS] == [410] * 4
    assert browser.get("/en/topics/opslag/").status_code == 404


def test_series_goes_with_its_last_part(browser: Client, section: SectionPage) -> None:
    part = written(section, series=series(slug="reeks"), part=1)
    part.unpublish()

    assert browser.get("/nl/series/reeks/").status_code == 410


def test_rows_stay_while_another_article_shows_them(browser: Client, shown: Any) -> None:
    written(shown.get_parent().specific, shown.authors.first().expert, topics=shown.topics.all())
    shown.delete()

    assert [browser.get(path).status_code for path in OF_ROWS] == [200] * 4
    assert list(GoneAddress.objects.values_list("path", flat=True)) == ["/nl/cloud/verhaal"]


def test_rows_are_back_with_an_article_that_shows_them(browser: Client, shown: Any) -> None:
    shown.unpublish()
    shown.save_revision().publish()

    assert [browser.get(path).status_code for path in OF_ROWS] == [200] * 4
    assert not GoneAddress.objects.exists()


def test_rows_of_a_draft_that_is_deleted_were_never_there(browser: Client, shown: Any) -> None:
    draft = factories.article(shown.get_parent().specific, live=False)
    draft.topics = [factories.topic("nooit")]
    draft.save()
    draft.delete()

    assert browser.get("/nl/topics/nooit/").status_code == 404


def test_feeds_of_a_section_go_with_its_page(browser: Client, section: SectionPage) -> None:
    section.unpublish()

    assert browser.get(f"/nl/feeds/section/{section.section.key}.rss").status_code == 410


def test_rows_go_when_an_edit_takes_their_last_mention(browser: Client, shown: Any) -> None:
    shown.topics, shown.authors = [], [ArticleAuthor(expert=factories.expert())]
    shown.save_revision().publish()

    assert [browser.get(path).status_code for path in OF_ROWS] == [410] * 4
    assert browser.get("/nl/cloud/verhaal/").status_code == 200


def test_rows_are_back_when_an_edit_mentions_them_again(browser: Client, shown: Any) -> None:
    topics = list(shown.topics.all())
    for now in ([], topics):
        shown.topics = now
        shown.save_revision().publish()

    assert browser.get("/nl/topics/opslag/").status_code == 200


def test_row_of_a_draft_text_alone_stays_as_it_was(browser: Client, shown: Any) -> None:
    shown.topics = []
    shown.save_revision()

    assert browser.get("/nl/topics/opslag/").status_code == 200


def test_organisation_goes_with_its_last_author_and_comes_back(browser: Client, shown: Any) -> None:
    noor = shown.authors.first().expert
    bron, noor.organisation = noor.organisation, factories.organisation(slug="elders")
    noor.save()
    paths = ("/nl/organisations/bron/", "/nl/organisations/elders/", "/en/organisations/bron/")
    assert [browser.get(path).status_code for path in paths] == [410, 200, 404]

    noor.organisation = bron
    noor.save()

    assert [browser.get(path).status_code for path in paths] == [200, 410, 404]
