"""Menu and footer as an operator makes them: pages in the reader's language, and addresses of the web alone."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.test import Client, RequestFactory

from articles import navigation
from articles.models import MagazineSettings, MenuLink, StandardPage
from tests import factories

pytestmark = pytest.mark.django_db
OTHER = {"url": "https://ander.example/", "name_nl": "Ander", "name_en": "Other"}


def link(place=MenuLink.Place.MENU, **fields):
    settings = MagazineSettings.for_site(factories.site())
    return MenuLink.objects.create(settings=settings, place=place, **fields)


def standard(slug: str, language: str = "nl", **fields) -> StandardPage:
    page = StandardPage(
        title=slug.title(),
        slug=slug,
        locale=factories.home(language).locale,
        body=[("heading", "Kop")],
        **fields,
    )
    return factories.home(language).add_child(instance=page)


def request(path: str = "/nl/"):
    return RequestFactory().get(path, headers={"host": "localhost"})


def menu(language="nl", page=None):
    return [(one.name, one.url) for one in navigation.menu(request(), language, page)]


def footer(language="nl"):
    return [(one.name, one.url) for one in navigation.footer(request(), language)]


def test_menu_of_rows_takes_the_place_of_the_sections():
    factories.section_page("cloud")
    assert menu() == [("Cloud", "/nl/cloud/")]
    link(**OTHER)
    assert menu() == [("Ander", "https://ander.example/")]
    assert menu("en") == [("Other", "https://ander.example/")]


def test_rows_come_in_the_operators_order():
    for place in (2, 1):
        link(sort_order=place, page=standard(f"deel-{place}"))
    assert menu() == [("Deel-1", "/nl/deel-1/"), ("Deel-2", "/nl/deel-2/")]


def test_link_to_a_page_shows_its_translation():
    dutch = standard("over")
    english = standard("about", "en", translation_key=dutch.translation_key)
    for page in (dutch, english):
        MenuLink.objects.all().delete()
        link(page=page)
        assert menu() == [("Over", "/nl/over/")]
        assert menu("en") == [("About", "/en/about/")]


def test_name_of_the_row_comes_before_the_pages_title():
    link(page=standard("over"), name_nl="Wie wij zijn")
    assert menu() == [("Wie wij zijn", "/nl/over/")]


def test_page_without_a_live_translation_is_left_out():
    dutch = standard("over")
    standard("about", "en", translation_key=dutch.translation_key, live=False)
    link(page=dutch)
    link(**OTHER)
    assert menu("en") == [("Other", "https://ander.example/")]


def test_menu_of_another_magazine_is_its_own():
    other = factories.site()
    other.pk, other.hostname, other.is_default_site = None, "other.localhost", False
    other.save()
    MenuLink.objects.create(settings=MagazineSettings.for_site(other), **OTHER)
    assert menu() == []


def test_page_and_what_stands_below_it_are_marked():
    section = factories.section_page("cloud")
    link(page=section)
    link(page=factories.home())
    article = factories.article(section)
    marked = [one.is_current for one in navigation.menu(request(), "nl", article)]
    assert marked == [True, False]


def test_footer_without_rows_lists_the_standard_pages():
    standard("over")
    standard("privacy")
    standard("concept", live=False)
    assert footer() == [("Over", "/nl/over/"), ("Privacy", "/nl/privacy/")]
    assert footer("en") == []


def test_footer_and_menu_are_apart():
    link(page=standard("over"), place=MenuLink.Place.FOOTER)
    link(**OTHER)
    assert footer() == [("Over", "/nl/over/")]
    assert menu() == [("Ander", "https://ander.example/")]


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "ftp://ander.example/", "data:text/html,x", "//x.example"]
)
def test_address_that_is_not_of_the_web_is_refused(url):
    row = MenuLink(settings=MagazineSettings.for_site(factories.site()), **{**OTHER, "url": url})
    with pytest.raises(ValidationError) as refusal:
        row.full_clean()
    assert "url" in refusal.value.message_dict


def test_address_needs_a_name_in_both_languages():
    row = MenuLink(settings=MagazineSettings.for_site(factories.site()), **{**OTHER, "name_en": ""})
    with pytest.raises(ValidationError, match="beide talen"):
        row.full_clean()


@pytest.mark.parametrize("fields", [{}, {"url": "https://x.example/", "has_page": True}])
def test_row_has_a_page_or_an_address(fields):
    page = standard("over") if fields.pop("has_page", False) else None
    with pytest.raises(IntegrityError):
        link(page=page, **fields)


def test_footer_names_the_contacts_of_the_magazine():
    settings = MagazineSettings.for_site(factories.site())
    settings.contact_email, settings.telephone, settings.tagline_nl = (
        "wij@blad.example",
        "030 123",
        "Elke dag",
    )
    settings.save()
    html = Client(headers={"host": "localhost"}).get("/nl/").content.decode()
    for words in ("mailto:wij@blad.example", "030 123", "Elke dag", "/nl/bot/", "/nl/feeds/"):
        assert words in html


def test_operator_makes_the_menu_in_the_cms(admin_client):
    settings = MagazineSettings.for_site(factories.site())
    html = admin_client.get(f"/cms/settings/articles/magazinesettings/{settings.site_id}/").content.decode()
    assert "menu_links-TOTAL_FORMS" in html
