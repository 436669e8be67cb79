"""Error pages: they speak to people, in both languages, and the static ones need nothing that may have broken."""

import pytest
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.utils.translation import override

from config import views


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_static_page_speaks_both_languages_without_a_database(name):
    html = render_to_string(name)
    assert '<html lang="nl">' in html
    assert '<div lang="en">' in html


@pytest.mark.parametrize("name", ["400.html", "500.html", "503.html"])
def test_static_page_needs_no_list_of_static_files(name, settings):
    strict = "whitenoise.storage.CompressedManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": strict}}

    assert 'href="/static/css/site.css"' in render_to_string(name)


@pytest.mark.parametrize(("language", "words"), [("nl", "Je mag deze pagina"), ("en", "You may not open")])
@pytest.mark.django_db
def test_refusal_speaks_the_readers_language(language, words):
    with override(language):
        response = views.forbidden(
            RequestFactory().get("/", headers={"host": "localhost"}), PermissionError()
        )
    assert response.status_code == 403
    assert words in response.content.decode()


@pytest.mark.django_db
def test_form_without_a_token_says_what_to_do():
    browser = Client(enforce_csrf_checks=True, headers={"host": "localhost", "accept-language": "nl"})
    response = browser.post("/accounts/login/", {"login": "a@example.org", "password": "x"})
    assert response.status_code == 403
    assert "Het formulier is niet verstuurd" in response.content.decode()


def test_unknown_host_is_refused_and_never_shown_the_magazine():
    response = Client(headers={"host": "unknown.example"}).get("/nl/")
    assert response.status_code == 400
    assert "konden we niet lezen" in response.content.decode()
