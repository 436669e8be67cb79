"""A further magazine by one form of the CMS: all of it or nothing, under a host of its own."""

from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import Page, Site

from articles.models import HomePage, MagazineSettings, StandardPage
from tests import factories
from tests.articles.cms import said, signed_in

pytestmark = pytest.mark.django_db

TYPED = {
    "name": "Warmteblad",
    "hostname": "warmteblad.localhost",
    "port": 80,
    "tagline_nl": "Warmte en energie",
    "tagline_en": "Heat and energy",
    "contact_email": "redactie@warmteblad.example",
}


@pytest.fixture
def operator():
    return signed_in(factories.user("Operator"))


def fill_in(browser: Client, **changes):
    return browser.post(reverse("wagtailsites:add"), TYPED | changes, follow=True)


def read(path: str):
    return Client(headers={"host": "warmteblad.localhost"}).get(path)


def test_one_form_makes_a_magazine_that_can_be_read_in_each_language(operator):
    assert "Warmteblad is there" in said(fill_in(operator))
    for language, tagline in (("nl", TYPED["tagline_nl"]), ("en", TYPED["tagline_en"])):
        page = read(f"/{language}/")
        assert page.status_code == 200
        assert tagline in page.content.decode()
        assert "Vakblad" not in page.content.decode()


def test_new_magazine_links_standard_pages_that_all_answer(operator):
    fill_in(operator)
    site = Site.objects.get(hostname="warmteblad.localhost")
    pages = StandardPage.objects.live().descendant_of(site.root_page, inclusive=False)
    assert pages.count() == 5
    for page in StandardPage.objects.live():
        assert read(page.get_url()).status_code == 200, page.url
        path = urlsplit(page.get_url()).path
        assert path in read(f"/{page.locale.language_code}/").content.decode()


def test_fronts_and_pages_are_translations_of_one_another(operator):
    fill_in(operator)
    dutch = Site.objects.get(hostname="warmteblad.localhost").root_page
    english = dutch.get_translations().get()
    assert english.get_children().count() == dutch.get_children().count() == 5
    assert all(page.get_translations().live().count() == 1 for page in dutch.get_children())


def test_settings_are_those_of_the_form(operator):
    fill_in(operator, telephone="030 555 01 42")
    made = MagazineSettings.objects.get(site__hostname="warmteblad.localhost")
    assert (made.name, made.telephone) == ("Warmteblad", "030 555 01 42")


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", " localhost ", "127.0.0.1"])
def test_host_that_is_taken_is_refused_with_all_that_was_typed(operator, host):
    pages, answer = Page.objects.count(), fill_in(operator, hostname=host)
    assert "Another magazine stands at" in said(answer)
    assert TYPED["tagline_nl"] in answer.content.decode()
    assert (Site.objects.count(), Page.objects.count()) == (1, pages)


def test_same_host_at_another_port_is_taken_too(operator):
    fill_in(operator)
    fill_in(operator, name="Nog een", port=8001)
    assert Site.objects.count() == 2


@pytest.mark.parametrize(
    "host", ["https://warmteblad.nl/", "warmteblad.nl/pad", "met spatie.nl", "a..nl", "-.nl"]
)
def test_what_is_no_host_is_refused_in_a_sentence(operator, host):
    assert "without https:// or a slash" in said(fill_in(operator, hostname=host))
    assert Site.objects.count() == 1


def test_host_that_is_not_allowed_is_saved_with_its_warning(operator):
    answer = said(fill_in(operator, hostname="warmteblad.example"))
    assert "warmteblad.example is not in ALLOWED_HOSTS" in answer
    assert "needs ALLOWED_HOSTS" in answer
    assert Site.objects.filter(hostname="warmteblad.example").exists()


def test_host_in_other_letters_is_kept_as_browsers_send_it(operator):
    fill_in(operator, hostname="Wärmeblatt.example")
    assert Site.objects.filter(hostname="xn--wrmeblatt-v2a.example").exists()


def test_failure_leaves_nothing_half_made(operator, settings):
    before = Page.objects.count()
    settings.LANGUAGES = [*settings.LANGUAGES, ("fr", "French")]  # which has no locale
    with pytest.raises(Exception, match="Locale matching query does not exist"):
        fill_in(operator)
    assert (Site.objects.count(), Page.objects.count(), MagazineSettings.objects.count()) == (1, before, 0)


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Moderator", "Publisher"])
def test_only_an_operator_makes_magazines(role):
    fill_in(signed_in(factories.user(role)))
    assert Site.objects.count() == 1


def edit(browser: Client, site: Site, **changes):
    typed = {"hostname": site.hostname, "port": site.port, "site_name": site.site_name}
    typed |= {"root_page": site.root_page_id, **changes}
    return browser.post(reverse("wagtailsites:edit", args=[site.pk]), typed, follow=True)


def test_magazine_moves_to_another_host_but_not_to_a_taken_one(operator):
    fill_in(operator)
    site = Site.objects.get(hostname="warmteblad.localhost")
    assert "Another magazine stands at" in said(edit(operator, site, hostname="localhost"))
    assert "is not in ALLOWED_HOSTS" in said(edit(operator, site, hostname="warmte.example"))
    site.refresh_from_db()
    assert site.hostname == "warmte.example"


def test_two_magazines_do_not_begin_at_one_page(operator):
    fill_in(operator)
    site = Site.objects.get(hostname="warmteblad.localhost")
    for page in (factories.home("nl"), factories.home("en"), StandardPage.objects.first()):
        edit(operator, site, root_page=page.pk)
        site.refresh_from_db()
        assert site.root_page.title == "Warmteblad"
    assert HomePage.objects.filter(pk=site.root_page_id).exists()
