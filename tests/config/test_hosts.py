"""Under a host that is no magazine's nothing of a magazine is shown."""

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db

ELSEWHERE = "elsewhere.example"
OF_A_MAGAZINE = (
    "/",
    "/nl/",
    "/nl/newsletters/",
    "/en/nothing/",
    "/robots.txt",
    "/sitemap.xml",
    "/sitemap-pages.xml",
    "/news-sitemap.xml",
    "/.well-known/security.txt",
    "/documents/1/minutes.pdf",
    "/cms/",
    "/accounts/login/",
)


@pytest.fixture
def stranger(settings: Any) -> Client:
    settings.ALLOWED_HOSTS = ["*"]
    return Client(headers={"host": ELSEWHERE})


@pytest.mark.parametrize("path", OF_A_MAGAZINE)
def test_allowed_host_without_a_magazine_gets_400(stranger: Client, path: str) -> None:
    assert stranger.get(path).status_code == 400


@pytest.mark.parametrize(("path", "status"), [("/health", 200), ("/media/images/a.png", 404)])
def test_what_is_of_no_magazine_answers_under_every_host(stranger: Client, path: str, status: int) -> None:
    assert stranger.get(path).status_code == status


@pytest.mark.parametrize(("path", "status"), [("/cms/", 302), ("/accounts/login/", 200), ("/nl/", 400)])
def test_cms_opens_where_it_lives_before_the_magazine_has_its_host(
    stranger: Client, settings: Any, path: str, status: int
) -> None:
    settings.WAGTAILADMIN_BASE_URL = f"https://{ELSEWHERE}"
    assert stranger.get(path).status_code == status
