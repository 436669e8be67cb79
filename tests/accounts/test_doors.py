"""Signing in is by mail address through allauth; Wagtail's own doors lead there and open nothing."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from mail.models import OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db
PASSWORD = "secret-word-1"
DOORS = ("/cms/login/", "/nl/_util/login/", "/en/_util/login/", "/cms/password_reset/", "/cms/logout/")


@pytest.mark.parametrize("door", DOORS)
def test_wagtail_door_with_right_password_gives_no_session(client: Client, door: str) -> None:
    user = factories.user(is_superuser=True)
    credentials = {"username": user.email, "login": user.email, "email": user.email, "password": PASSWORD}

    response = client.post(door, credentials, follow=True)

    assert "/accounts/" in response.redirect_chain[0][0]
    assert "_auth_user_id" not in client.session


def test_wagtail_account_page_has_no_form_for_password_or_address_and_changes_neither(client: Client) -> None:
    user = factories.user("Editor")
    client.force_login(user)
    page = client.get(reverse("wagtailadmin_account"))
    wanted = {"password-old_password": PASSWORD, "password-new_password1": "other-word-2"}

    client.post(
        reverse("wagtailadmin_account"),
        {**wanted, "password-new_password2": "other-word-2", "name_email-email": "other@example.org"},
    )

    user.refresh_from_db()
    assert page.status_code == 200 and b"locale-preferred_language" in page.content
    assert b'type="password"' not in page.content and b"name_email-email" not in page.content
    assert user.check_password(PASSWORD) and user.email != "other@example.org"


def test_too_many_tries_get_429_in_words_and_a_time(client: Client, settings: Any) -> None:
    settings.ACCOUNT_RATE_LIMITS = {"login": "2/m/ip"}
    credentials = {"login": "nobody@example.org", "password": "wrong"}
    statuses = [client.post(reverse("account_login"), credentials).status_code for _ in range(2)]

    refused = client.post(reverse("account_login"), credentials)

    assert statuses == [200, 200] and refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert '<html lang="nl"' in refused.content.decode()


def test_sign_in_by_mail_address_opens_the_cms(client: Client) -> None:
    user = factories.user("Editor", email="Redacteur@Example.org")

    client.post(reverse("account_login"), {"login": "REDACTEUR@example.org", "password": PASSWORD})

    assert client.session["_auth_user_id"] == str(user.pk)
    assert client.get(reverse("wagtailadmin_home")).status_code == 200


def test_sign_up_is_closed(client: Client) -> None:
    client.post(reverse("account_signup"), {"email": "new@example.org", "password1": "long-enough-word"})

    assert not factories.User.objects.filter(email="new@example.org").exists()


def test_password_reset_is_queued_in_the_outbox_and_never_sent_by_the_web_process(client: Client) -> None:
    user = factories.user("Editor")

    client.post(reverse("account_reset_password"), {"email": user.email})

    mail = OutgoingMail.objects.get(address=user.address)
    assert mail.state == OutgoingMail.State.WAITING
    assert "/accounts/password/reset/key/" in mail.text


def test_allauth_page_for_addresses_is_closed(client: Client) -> None:
    client.force_login(factories.user("Editor"))

    assert client.get("/accounts/email/", follow=True).status_code == 404
