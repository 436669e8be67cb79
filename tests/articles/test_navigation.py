"""The menu and the switch of language: what is linked, and what is left out."""

import pytest
from django.test import RequestFactory

from articles import navigation
from articles.models import SectionPage
from tests import factories

pytestmark = pytest.mark.django_db


def request(path: str = "/nl/"):
    return RequestFactory().get(path, headers={"host": "localhost"})


def translated_section(key: str) -> SectionPage:
    """A section's page in Dutch, with its translation in English."""
    dutch = factories.section_page(key)
    page = SectionPage(
        title=key,
        slug=key,
        section=dutch.section,
        locale=factories.home("en").locale,
        translation_key=dutch.translation_key,
    )
    factories.home("en").add_child(instance=page)
    return dutch


def test_menu_lists_sections_in_the_editors_order():
    factories.section("data", position=2)
    factories.section("cloud", position=1)
    factories.section_page("data")
    factories.section_page("cloud")
    assert [link.url for link in navigation.menu(request(), "nl", None)] == ["/nl/cloud/", "/nl/data/"]


def test_menu_leaves_out_drafts_and_the_other_language():
    factories.section_page("data", live=False)
    factories.section_page("cloud")
    assert navigation.menu(request(), "en", None) == []
    assert len(navigation.menu(request(), "nl", None)) == 1


def test_menu_marks_the_section_of_an_article():
    section = factories.section_page("cloud")
    article = factories.article(section)
    assert navigation.menu(request(), "nl", article)[0].is_current


def test_languages_of_a_translated_page_link_to_it():
    links = navigation.languages(request(), "nl", translated_section("cloud"))
    assert [(link.code, link.url, link.is_current) for link in links] == [
        ("nl", "/nl/cloud/", True),
        ("en", "/en/cloud/", False),
    ]


def test_languages_of_an_untranslated_page_leave_the_other_out():
    links = navigation.languages(request(), "nl", factories.section_page("cloud"))
    assert [link.url for link in links] == ["/nl/cloud/", ""]
