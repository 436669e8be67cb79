"""The CMS for who is signed in and may not use it: 403 in words, never a round of the sign-in page."""

import pytest
from django.test import Client

from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("path", ["/cms/", "/cms/pages/", "/cms/desk/", "/cms/nothing-here/", "/cms/jsi18n/"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_reader_in_the_cms_is_refused_in_words(client: Client, path: str, method: str) -> None:
    client.force_login(factories.user())

    refused = getattr(client, method)(path)

    assert refused.status_code == 403
    assert "<h1>Je mag deze pagina" in refused.content.decode()


@pytest.mark.parametrize("door", ["/cms/login/", "/cms/logout/", "/cms/password_reset/"])
def test_doors_of_the_cms_lead_readers_to_the_pages_of_accounts(client: Client, door: str) -> None:
    client.force_login(factories.user())

    assert client.get(door)["Location"].startswith("/accounts/")


def test_nobody_is_asked_to_sign_in_and_staff_get_in(client: Client) -> None:
    assert client.get("/cms/")["Location"].startswith("/accounts/login/")

    client.force_login(factories.user("Contributor"))

    assert client.get("/cms/").status_code == 200
