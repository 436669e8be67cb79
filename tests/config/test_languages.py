"""Where an address without a language leads: to one with it, unless it is ours as it stands."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories

pytestmark = pytest.mark.django_db


def test_address_without_its_language_leads_to_it(client: Client) -> None:
    assert client.get("/topics/")["Location"] == "/nl/topics/"


@pytest.mark.parametrize("name", ["sources:edit", "wagtailadmin_pages:edit", "issues:issue"])
def test_what_the_cms_does_not_find_is_not_looked_for_in_a_language(client: Client, name: str) -> None:
    client.force_login(factories.user(is_superuser=True))

    missing = client.get(reverse(name, args=[999_999]))

    assert missing.status_code == 404
    assert missing["Content-Language"] == "nl" and "Accept-Language" in missing["Vary"]


@pytest.mark.parametrize("path", ["/", "/bot", "/health", "/media/images/a.jpg", "/media/share/a.png"])
def test_what_is_only_read_takes_no_post(client: Client, path: str) -> None:
    assert client.post(path).status_code == 405
