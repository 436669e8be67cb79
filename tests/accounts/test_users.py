"""User, address and allauth's row are one text, whoever writes them."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from accounts.addresses import change_address
from accounts.models import User
from mail.models import Address
from tests import factories

pytestmark = pytest.mark.django_db


def assert_one_text(user: User) -> None:
    user.refresh_from_db()
    assert user.email == user.address.email
    assert list(EmailAddress.objects.filter(user=user).values_list("email", "primary", "verified")) == [
        (user.email, True, True)
    ]


def test_create_user_in_capitals_makes_one_address() -> None:
    user = User.objects.create_user(" Anna@Example.ORG ", "x")

    assert user.email == "anna@example.org"
    assert_one_text(user)


def test_change_address_to_new_text_changes_all_three() -> None:
    user = factories.user()

    change_address(user, "New@Example.org")

    assert EmailAddress.objects.get(user=user).email == "new@example.org"
    assert_one_text(user)


def test_change_address_to_anothers_is_refused_whole() -> None:
    user, other = factories.user(), factories.user()
    before = user.email

    with pytest.raises(IntegrityError), transaction.atomic():
        change_address(user, other.email)

    assert_one_text(user)
    assert User.objects.get(pk=user.pk).email == before


def test_operator_makes_and_changes_a_user_in_the_cms(client: Client) -> None:
    client.force_login(factories.user(is_superuser=True))
    form = {"email": "Made@Example.org", "first_name": "M", "last_name": "A"}
    passwords = {"password1": "long-enough-word", "password2": "long-enough-word"}

    client.post(reverse("wagtailusers_users:add"), {**form, **passwords})
    made = User.objects.get(email="made@example.org")
    client.post(
        reverse("wagtailusers_users:edit", args=[made.pk]),
        {**form, "email": "Changed@example.org", "is_active": "on"},
    )

    made.refresh_from_db()
    assert made.email == "changed@example.org"
    assert_one_text(made)


def test_cms_refuses_a_second_user_of_one_address(client: Client) -> None:
    known = factories.user()
    client.force_login(factories.user(is_superuser=True))
    form = {"email": known.email.upper(), "first_name": "M", "last_name": "A"}

    response = client.post(
        reverse("wagtailusers_users:add"),
        {**form, "password1": "long-enough-word", "password2": "long-enough-word"},
    )

    assert "email" in response.context["form"].errors
    assert User.objects.filter(email=known.email).count() == 1


def test_address_is_unique_whatever_the_case() -> None:
    Address.objects.create(email="a@example.org")

    with pytest.raises(IntegrityError):
        Address.objects.create(email="A@example.org")


def test_migrations_leave_five_groups_and_no_welcome_page() -> None:
    names = set(Group.objects.values_list("name", flat=True))

    assert names == {"Contributor", "Editor", "Moderator", "Publisher", "Operator"}
    assert factories.site().root_page.specific == factories.home("nl")
