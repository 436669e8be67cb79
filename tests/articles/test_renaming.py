"""A changed slug: where the old addresses lead, and when they stop leading there."""

import pytest
from django.test import Client
from wagtail.contrib.redirects.models import Redirect

from articles import renaming
from articles.models import Expert
from tests import factories
from tests.articles.rows import written

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"})


def renamed(expert: Expert, slug: str) -> None:
    old, expert.slug = expert.slug, slug
    expert.save()
    renaming.settle(expert, old)


def shown(slug: str) -> Expert:
    """An expert with a page in Dutch."""
    expert = factories.expert(slug=slug)
    written(factories.section_page(f"section-{expert.pk}"), author=expert)
    return expert


def leads_to(browser: Client, url: str) -> str:
    response = browser.get(url)
    assert response.status_code == 301
    return response["Location"]


def test_an_old_address_leads_to_the_new_one_for_good_in_each_language(browser):
    renamed(shown("jan"), "jan-vos")
    assert leads_to(browser, "/nl/experts/jan/") == "/nl/experts/jan-vos/"
    assert leads_to(browser, "/en/experts/jan/") == "/en/experts/jan-vos/"
    assert browser.get("/nl/experts/jan-vos/").status_code == 200


def test_an_old_feed_leads_to_the_new_one(browser):
    renamed(shown("jan"), "jan-vos")
    assert leads_to(browser, "/nl/feeds/expert/jan.atom") == "/nl/feeds/expert/jan-vos.atom"


def test_an_old_leaf_of_a_list_leads_to_the_new_address_too(browser):
    renamed(shown("jan"), "jan-vos")
    assert leads_to(browser, "/nl/experts/jan/?page=2") == "/nl/experts/jan-vos/"


def test_two_changes_lead_in_one_step(browser):
    expert = shown("jan")
    renamed(expert, "jan-vos")
    renamed(expert, "j-vos")
    assert leads_to(browser, "/nl/experts/jan/") == "/nl/experts/j-vos/"
    assert leads_to(browser, "/nl/experts/jan-vos/") == "/nl/experts/j-vos/"


def test_a_change_that_is_taken_back_leaves_no_circle(browser):
    expert = shown("jan")
    renamed(expert, "jan-vos")
    renamed(expert, "jan")
    assert browser.get("/nl/experts/jan/").status_code == 200
    assert browser.get("/en/experts/jan/").status_code == 404
    assert leads_to(browser, "/nl/experts/jan-vos/") == "/nl/experts/jan/"


def test_a_slug_that_another_row_takes_leads_nobody_to_the_first(browser):
    renamed(shown("jan"), "jan-vos")
    other = shown("jan")
    renaming.settle(other)
    assert browser.get("/nl/experts/jan/").status_code == 200
    assert browser.get("/en/experts/jan/").status_code == 404


def test_a_deleted_row_leaves_no_redirect_to_nowhere(browser):
    expert = factories.expert(slug="jan")
    renamed(expert, "jan-vos")
    renaming.forget(expert)
    assert not Redirect.objects.exists()
    assert browser.get("/nl/experts/jan/").status_code == 404


def test_a_redirect_that_an_operator_made_stays():
    Redirect.objects.create(old_path="/nl/experts/jan", redirect_link="/nl/")
    renaming.settle(factories.expert(slug="jan"))
    assert Redirect.objects.count() == 1


def test_an_unchanged_slug_leaves_nothing():
    expert = factories.expert(slug="jan")
    assert renaming.settle(expert, "jan") is False
    assert not Redirect.objects.exists()
