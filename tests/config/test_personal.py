"""What is one person's comes beside the page that all share: uncached, and empty for whom there is nothing."""

from typing import Any

import pytest
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client

from accounts import roles
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def browser() -> Client:
    return Client(headers={"host": "localhost"}, enforce_csrf_checks=True)


def signed_in(browser: Client, role: str | None = None) -> Client:
    browser.force_login(factories.user(role, first_name="Noor", last_name="de Wit"))
    return browser


def fragment(browser: Client, of: str = "/nl/") -> str:
    response = browser.get("/nl/personal/fragment/", {"of": of})
    assert "no-store" in response.headers["Cache-Control"]
    return response.content.decode()


def test_stranger_costs_no_query_and_gets_nothing(browser: Client, django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):  # which magazine the host is
        assert browser.get("/nl/personal/fragment/?of=/nl/").status_code == 204


def test_editor_gets_name_and_ways_to_page_desk_and_cms(browser: Client) -> None:
    article = factories.article(factories.section_page())
    html = fragment(signed_in(browser, roles.EDITOR), article.get_url())

    assert "Noor de Wit" in html and "csrfmiddlewaretoken" in html
    for address in (f"/cms/pages/{article.pk}/edit/", "/cms/desk/", "/cms/"):
        assert f'href="{address}"' in html


def test_reader_without_a_role_gets_name_and_sign_out_alone(browser: Client) -> None:
    article = factories.article(factories.section_page())
    html = fragment(signed_in(browser), article.get_url())

    assert "Noor de Wit" in html and "/accounts/logout/" in html and "/cms/" not in html


@pytest.mark.parametrize("of", ["/nl/nothing/", "https://evil.example/", "//evil.example", "", "\x00"])
def test_address_that_is_no_page_gives_no_way_to_edit(browser: Client, of: str) -> None:
    html = fragment(signed_in(browser, roles.EDITOR), of)

    assert "/cms/pages/" not in html and "evil.example" not in html


def test_sign_out_leads_back_to_the_page(browser: Client) -> None:
    fragment(signed_in(browser), "/nl/bot/")
    token = browser.cookies["csrftoken"].value

    response = browser.post(
        "/accounts/logout/", {"next": "/nl/bot/", "csrfmiddlewaretoken": token}, headers={"host": "localhost"}
    )

    assert response.headers["Location"] == "/nl/bot/"
    assert fragment(browser).count("Noor") == 0


def test_message_is_shown_beside_the_page_once(browser: Client) -> None:
    browser.cookies["messages"] = CookieStorage(None)._encode([Message(constants.SUCCESS, "Bewaard")])

    public, first = browser.get("/nl/").content.decode(), fragment(browser)

    assert "Bewaard" not in public and "Bewaard" in first
    assert "Bewaard" not in fragment(browser)


def test_without_scripts_the_link_leads_to_a_page_or_to_signing_in(browser: Client) -> None:
    html = browser.get("/nl/bot/").content.decode()
    assert 'href="/nl/personal/?of=%2Fnl%2Fbot%2F"' in html

    stranger = browser.get("/nl/personal/?of=%2Fnl%2Fbot%2F")
    page = signed_in(browser, roles.EDITOR).get("/nl/personal/?of=%2Fnl%2Fbot%2F")

    assert stranger.headers["Location"] == "/accounts/login/?next=%2Fnl%2Fbot%2F"
    assert "no-store" in page.headers["Cache-Control"] and 'href="/nl/bot/"' in page.content.decode()
