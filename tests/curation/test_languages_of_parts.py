"""Words in another language than the page's say so (WCAG 2.2, 3.1.2): a screen reader then speaks them right."""

import re

import pytest
from defusedxml import ElementTree
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db
TITLE = "Cables reach land"
OWN = "Kabels aan land"


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def digest(parent, language, **link):
    """A digest with one link to a text in this language, under the title that its source gave it."""
    page = factories.digest(parent)
    link = {
        "headline": TITLE,
        "original_title": TITLE,
        "excerpt": "Two of them.",
        "language": language,
        **link,
    }
    page.links = [factories.digest_link(**link)]
    page.save()
    return page


def tag_of(words: str, html: str) -> str:
    """The opening tag of the innermost heading or paragraph that begins with these words."""
    found = re.search(rf"<((?:h\d|p)\b[^>]*)>(?:<a [^>]*>)?{words}", html)
    assert found, html
    return found.group(1)


@pytest.mark.parametrize(("edition", "other"), [("nl", "en"), ("en", "nl")])
def test_headline_and_excerpt_of_a_source_carry_its_language(browser, edition, other):
    page = digest(factories.home(edition), other)
    html = browser.get(page.get_url()).content.decode()
    assert f'lang="{other}"' in tag_of(TITLE, html)
    assert f'lang="{other}"' in tag_of("Two of them", html)
    assert f'lang="{other}"' in tag_of(TITLE, browser.get(f"/{edition}/").content.decode())


def test_headline_of_the_editor_is_in_the_language_of_the_page_and_the_original_in_its_own(browser):
    html = browser.get(digest(factories.home(), "en", headline=OWN).get_url()).content.decode()
    assert "lang=" not in tag_of(OWN, html)
    assert 'lang="en"' in tag_of(TITLE, html)


@pytest.mark.parametrize("language", ["nl", "other"])
def test_words_in_the_language_of_the_page_or_in_an_unknown_one_carry_none(browser, language):
    html = browser.get(digest(factories.home(), language).get_url()).content.decode()
    assert "lang=" not in tag_of(TITLE, html) + tag_of("Two of them", html)


def test_long_title_that_was_cut_is_still_the_sources(browser):
    title = "Cable " * 60
    page = digest(factories.home(), "en", headline=title[:250], original_title=title)
    assert 'lang="en"' in tag_of("Cable", browser.get(page.get_url()).content.decode())


def test_lines_of_earlier_digests_and_of_sections_carry_the_language(browser):
    section = factories.section_page()
    digest(section, "en")
    assert 'lang="en"' in tag_of(TITLE, browser.get("/nl/").content.decode())
    factories.digest(section, digest_on="2099-01-01")
    assert 'lang="en"' in tag_of(TITLE, browser.get("/nl/cloud/").content.decode())


def test_story_carries_the_languages_of_its_words(browser):
    story = factories.story()
    factories.item(story=story, title="Cables have landed", excerpt="At last.", language="en")
    digest(factories.home("en"), "en", story=story, headline="Our own words", why="It counts")
    html = browser.get(f"/nl/stories/{story.pk}-story/").content.decode()
    for words in ("Our own words", "It counts", "Cables have landed", "At last"):
        assert 'lang="en"' in tag_of(words, html)
    digest(factories.home(), "en", story=story, why="Het telt")
    html = browser.get(f"/nl/stories/{story.pk}-story/").content.decode()
    assert 'lang="en"' in tag_of(TITLE, html)
    assert "lang=" not in tag_of("Het telt", html)


def test_feed_carries_the_language_of_a_headline(browser):
    digest(factories.home(), "en").save_revision().publish()
    text = "".join(ElementTree.fromstring(browser.get("/nl/feeds/magazine.atom").content).itertext())
    assert re.search(rf'<a href="[^"]*" lang="en">{TITLE}', text)
