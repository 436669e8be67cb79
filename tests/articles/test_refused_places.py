"""An advertorial chosen where it would never be shown is refused in the form: its publisher has slots for it."""

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from articles.models import ArticlePage, MagazineSettings
from tests import factories
from tests.articles.cms import edit_url, said, signed_in, typed

pytestmark = pytest.mark.django_db
REFUSAL = "A publisher places advertorials, in their slots."


@pytest.fixture
def browser() -> Client:
    return signed_in(factories.user(is_superuser=True, is_staff=True))


@pytest.fixture
def article() -> ArticlePage:
    return factories.article(factories.section_page())


@pytest.fixture
def paid(article) -> ArticlePage:
    return factories.advertorial(article.get_parent().specific)


def pinned(browser: Client, page: ArticlePage):
    """The front's form with one pin."""
    home = factories.home()
    pins = inline_formset([{"article": page.pk, "id": ""}])
    nothing = {"chosen_experts": inline_formset([]), "comments": inline_formset([])}
    names = ("title", "slug", "digest_weekday", "digest_hour", "digest_time_zone", "digest_target")
    fields = {name: getattr(home, name) for name in names}
    return browser.post(edit_url(home), nested_form_data({**fields, **nothing, "pins": pins}))


def in_menu(browser: Client, page: ArticlePage):
    """The magazine's form with one link of the menu."""
    site = factories.site()
    links = inline_formset([{"place": "menu", "page": page.pk, "url": "", "id": ""}])
    url = reverse("wagtailsettings:edit", args=["articles", "magazinesettings", site.pk])
    return browser.post(url, nested_form_data({"name": "Vakblad", "menu_links": links}))


def chosen(browser: Client, article: ArticlePage, page: ArticlePage):
    """The form of an article with one other chosen to stand below it."""
    links = inline_formset([{"article": page.pk, "id": ""}])
    return browser.post(edit_url(article), typed(article, related_links=links))


def test_advertorial_is_not_pinned(browser, article, paid):
    assert REFUSAL in said(pinned(browser, paid))
    assert pinned(browser, article).status_code == 302
    assert factories.home().get_latest_revision_as_object().pins.get().article == article


def test_advertorial_is_not_linked_in_the_menu(browser, article, paid):
    assert REFUSAL in said(in_menu(browser, paid))
    assert in_menu(browser, article).status_code == 302
    assert MagazineSettings.for_site(factories.site()).menu_links.get().page_id == article.pk


def test_advertorial_is_not_chosen_to_stand_below_an_article(browser, article, paid):
    assert REFUSAL in said(chosen(browser, article, paid))
    other = factories.article(article.get_parent().specific)
    assert chosen(browser, article, other).status_code == 302
    stored = ArticlePage.objects.get(pk=article.pk).get_latest_revision_as_object()
    assert stored.related_links.get().article == other
