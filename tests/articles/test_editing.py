"""Editors' bad luck: nothing is overwritten in silence, and what was typed can still be copied."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.html import escape

from articles.models import ArticlePage
from tests import factories
from tests.articles.cms import edit_url, said, signed_in, typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def page() -> ArticlePage:
    made = factories.article(factories.section_page(), live=False)
    made.save_revision()
    return made


def loaded(page: ArticlePage) -> dict[str, str]:
    """What the form of a page says of the version that it was loaded from."""
    latest = ArticlePage.objects.get(pk=page.pk).latest_revision
    return {
        "loaded_revision_id": str(latest.pk),
        "loaded_revision_created_at": latest.created_at.isoformat(),
    }


def stored(page: ArticlePage) -> str:
    return ArticlePage.objects.get(pk=page.pk).get_latest_revision_as_object().standfirst


def lock(page: ArticlePage, person) -> None:
    ArticlePage.objects.filter(pk=page.pk).update(locked=True, locked_by=person, locked_at=timezone.now())


def test_lock_taken_away_while_one_types_stores_nothing_and_keeps_what_was_typed(page):
    first, second = factories.user("Editor"), factories.user("Editor")
    lock(page, first)
    browser = signed_in(first)
    assert browser.get(edit_url(page)).status_code == 200
    lock(page, second)
    response = browser.post(edit_url(page), typed(page, standfirst="Lang getypt."))
    assert "locked" in said(response)
    assert "Lang getypt." in response.content.decode()
    assert stored(page) == "Waarom."


@pytest.mark.parametrize("cookie", ["of another tab", "gone"])
def test_token_that_no_longer_fits_gives_back_what_was_typed(page, cookie):
    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost", "accept-language": "en"})
    browser.force_login(factories.user("Editor"))
    token = browser.get(edit_url(page)).cookies["csrftoken"].value
    if cookie == "gone":
        browser.cookies.clear()
    else:
        browser.cookies["csrftoken"] = token[::-1]  # as a sign-in in another tab leaves it
    response = browser.post(edit_url(page), typed(page, standfirst="Lang getypt.", csrfmiddlewaretoken=token))
    assert response.status_code == 403
    assert "Lang getypt." in response.content.decode()


def test_form_from_elsewhere_is_not_echoed(page):
    browser = Client(
        enforce_csrf_checks=True, headers={"host": "localhost", "origin": "https://evil.example"}
    )
    response = browser.post(edit_url(page), {"title": "Lang getypt."})
    assert response.status_code == 403
    assert "Lang getypt." not in response.content.decode()


@pytest.mark.parametrize("button", [{}, {"action-publish": "1"}, {"action-submit": "1"}])
def test_two_editors_on_one_page_the_second_is_told_and_keeps_what_was_typed(page, button):
    seen = loaded(page)
    first, second = signed_in(factories.user("Editor", first_name="Noor", last_name="Bos")), signed_in()
    first.post(edit_url(page), typed(page, standfirst="Van de eerste.", **seen))
    response = second.post(edit_url(page), typed(page, standfirst="Van de tweede.", **seen, **button))
    assert "Noor Bos saved a newer version" in said(response)
    assert "Van de tweede." in response.content.decode()
    assert stored(page) == "Van de eerste."
    assert not ArticlePage.objects.get(pk=page.pk).live


def test_second_editor_who_was_told_may_save(page):
    seen = loaded(page)
    signed_in().post(edit_url(page), typed(page, standfirst="Van de eerste.", **seen))
    browser = signed_in()
    browser.post(edit_url(page), typed(page, standfirst="Van de tweede.", **seen))
    response = browser.post(edit_url(page), typed(page, standfirst="Van de tweede.", **loaded(page)))
    assert response.status_code == 302
    assert stored(page) == "Van de tweede."


def test_page_that_says_it_asks_for_the_newer_version_next_time(page):
    seen = loaded(page)
    signed_in().post(edit_url(page), typed(page, standfirst="Van de eerste.", **seen))
    response = signed_in().post(edit_url(page), typed(page, standfirst="Van de tweede.", **seen))
    assert (
        f'name="loaded_revision_id" value="{loaded(page)["loaded_revision_id"]}"' in response.content.decode()
    )


def autosave(browser: Client, page: ArticlePage, **changes):
    return browser.post(edit_url(page), typed(page, **changes), headers={"accept": "application/json"})


def test_autosave_over_a_version_that_was_not_seen_is_refused(page):
    seen = loaded(page)
    assert autosave(signed_in(), page, standfirst="Van de eerste.", **seen).json()["success"]
    response = autosave(signed_in(), page, standfirst="Van de tweede.", **seen)
    assert response.json()["error_code"] == "invalid_revision"
    assert stored(page) == "Van de eerste."


def test_ones_own_autosaves_and_the_button_after_them_go_through(page):
    browser = signed_in()
    seen = loaded(page)
    first = autosave(browser, page, standfirst="Half.", **seen).json()
    own = {"overwrite_revision_id": str(first["revision_id"])}
    assert autosave(browser, page, standfirst="Bijna.", **seen, **own).json()["success"]
    assert browser.post(edit_url(page), typed(page, standfirst="Heel.", **seen)).status_code == 302
    assert stored(page) == "Heel."


def rich(text: str) -> str:
    return json.dumps({"blocks": [{"key": "a", "text": text, "type": "unstyled"}], "entityMap": {}})


def test_lost_session_stores_nothing_and_gives_back_what_was_typed(page):
    browser = signed_in()
    form = typed(page, standfirst="Lang getypt.") | {"body-0-value": rich("Een alinea vol.")}
    browser.logout()
    response = browser.post(edit_url(page), form)
    assert response.status_code == 403
    words = response.content.decode()
    assert "signed out" in words
    assert all(text in words for text in ("Lang getypt.", "Een alinea vol.", page.title))
    assert "TOTAL_FORMS" not in words
    assert stored(page) == "Waarom."


@pytest.mark.parametrize("text", ['{"blocks":' + "[" * 100_000, '{"blocks": 1}', "{niets"])
def test_lost_session_gives_back_what_is_no_rich_text_as_it_came(page, text):
    response = Client().post(edit_url(page), {"body": text})
    assert response.status_code == 403
    assert escape(text) in response.content.decode()


def test_lost_session_of_a_new_page_gives_back_what_was_typed():
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", factories.section_page().pk])
    response = Client().post(url, {"title": "Nieuw", "standfirst": "<b>Lang</b> getypt."})
    assert "&lt;b&gt;Lang&lt;/b&gt; getypt." in response.content.decode()
    assert not ArticlePage.objects.exists()


def test_autosave_after_a_lost_session_is_refused(page):
    response = autosave(Client(headers={"accept-language": "en"}), page, standfirst="Half.")
    assert response.status_code == 403
    assert "signed out" in response.json()["error_message"]
    assert stored(page) == "Waarom."


def test_sign_in_form_is_left_alone():
    assert "signed out" not in Client().post("/accounts/login/", {"login": "a@example.org"}).content.decode()


@pytest.mark.parametrize("is_live", [True, False])
def test_headline_of_emoji_alone_gets_its_slug_from_the_date(is_live):
    section, day = factories.section_page(), timezone.localdate().isoformat()
    first = factories.article(section, title="🎉🚀", slug="", live=is_live)
    second = factories.article(section, title="🎉", slug="", live=is_live)
    assert first.slug == day
    assert second.slug.startswith(f"{day}-")


def test_headline_of_emoji_alone_typed_in_the_form_gets_its_slug_from_the_date(page):
    browser, section = signed_in(), page.get_parent()
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk])
    new = ArticlePage(title="🎉🚀", slug="", standfirst="Waarom.")
    author = {"authors-TOTAL_FORMS": 1, "authors-0-expert": factories.expert().pk, "authors-0-ORDER": 1}
    response = browser.post(url, typed(new) | author | {"action-publish": "1"})
    assert response.status_code == 302, response.context["form"].errors
    assert ArticlePage.objects.get(title="🎉🚀").slug == timezone.localdate().isoformat()


def test_slug_that_exists_is_said_in_the_form_which_keeps_what_was_typed(page):
    other = factories.article(page.get_parent().specific, slug="bestaat")
    response = signed_in().post(edit_url(page), typed(page, slug=other.slug, standfirst="Lang getypt."))
    assert "already in use" in said(response)
    assert "Lang getypt." in response.content.decode()


def test_unpublished_while_read_a_reload_gives_410():
    page = factories.article(factories.section_page())
    page.save_revision().publish()
    browser = Client(headers={"host": "localhost"})
    assert browser.get(page.url).status_code == 200
    page.unpublish()
    assert browser.get(page.url).status_code == 410
