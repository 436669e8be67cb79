"""Outgoing mail in the CMS: operators look at it, nobody else does, and nobody changes it."""

import pytest
from django.urls import reverse

from mail import outbox
from mail.models import Address, OutgoingMail
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def mail():
    address = Address.objects.for_email("lezer@voorbeeld.nl")
    return outbox.queue(OutgoingMail.Purpose.CONFIRM, address, "nl", "Bevestig", "geheime link")


def pages(mail):
    return [reverse("outgoing_mail:index"), reverse("outgoing_mail:inspect", args=[mail.pk])]


def test_operator_sees_state_and_answer_but_not_the_text(client, mail):
    client.force_login(factories.user("Operator"))
    for page in pages(mail):
        response = client.get(page)
        assert response.status_code == 200 and b"lezer@voorbeeld.nl" in response.content
        assert b"geheime link" not in response.content


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Moderator", "Publisher"])
def test_other_roles_see_nothing(client, mail, role):
    client.force_login(factories.user(role))
    for page in pages(mail):
        response = client.get(page)
        assert response.status_code in (302, 403) and b"lezer@" not in response.content


@pytest.mark.parametrize("name", ["edit", "delete"])
def test_nobody_changes_a_mail(client, mail, name):
    client.force_login(factories.user(is_superuser=True, is_staff=True))
    client.post(reverse(f"outgoing_mail:{name}", args=[mail.pk]), {"state": "accepted"})
    assert OutgoingMail.objects.get().state == OutgoingMail.State.WAITING
