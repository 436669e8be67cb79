"""`newsletters.models.lists`: what a newsletter may be called and who may send it."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils.translation import gettext

from newsletters.models import Issue, Newsletter
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "field",
    [
        {"name_nl": "Cloud\tdagelijks"},
        {"name_en": "Cloud\x07"},
        {"sender_name": "Vakblad\u2028"},
        {"sender_email": '"een naam"@vakblad.example'},
        {"sender_email": "redactie@[192.0.2.1]"},
    ],
)
def test_newsletter_that_no_header_can_hold_is_refused_at_its_field(field):
    with pytest.raises(ValidationError) as caught:
        factories.newsletter(**field).full_clean()
    assert caught.value.message_dict.keys() == field.keys()


def test_newsletter_keeps_the_host_of_its_sender_in_punycode():
    made = factories.newsletter(name_nl="Café, data", sender_email="Redactie@Bücher.example")
    made.full_clean()
    assert made.sender_email == "redactie@xn--bcher-kva.example"


def test_newsletter_form_in_the_cms_says_at_the_field_what_is_wrong(client):
    client.force_login(factories.user("Publisher"))
    url = reverse("newsletters:edit", args=[factories.newsletter().pk])
    form = client.get(url).context["form"]
    values = {name: form[name].value() for name in form.fields}
    typed = {name: "" if value is None else value for name, value in values.items()}
    refused = client.post(url, {**typed, "name_en": "Cloud\x07", "sender_email": "redactie@[192.0.2.1]"})
    assert refused.context["form"].errors.keys() == {"name_en", "sender_email"}
    assert "redactie@[192.0.2.1]" in refused.content.decode()
    assert client.post(url, {**typed, "sender_email": "a@bücher.example"}).status_code == 302
    assert Newsletter.objects.get().sender_email == "a@xn--bcher-kva.example"


def test_publisher_of_another_magazine_opens_changes_and_deletes_no_newsletter(client):
    newsletter = factories.newsletter(sender_email="redactie@vakblad.example")
    client.force_login(factories.user("Publisher"))
    factories.forbid_publishing("Publisher")
    for act in ("edit", "delete"):
        address = reverse(f"newsletters:{act}", args=[newsletter.pk])
        assert client.get(address).status_code == 302
        client.post(address, {"sender_email": "boef@evil.example", "slug": newsletter.slug})
    newsletter.refresh_from_db()
    assert newsletter.sender_email == "redactie@vakblad.example"


@pytest.mark.parametrize("page", ["history", "history_results", "usage"])
def test_history_and_usage_are_shut_to_the_publisher_of_another_magazine(client, page):
    address = reverse(f"newsletters:{page}", args=[factories.newsletter().pk])
    client.force_login(factories.user("Publisher"))
    assert client.get(address).status_code == 200
    factories.forbid_publishing("Publisher")
    assert client.get(address)["Location"] == reverse("wagtailadmin_home")


def test_list_shows_newsletters_of_ones_own_magazines(client):
    factories.newsletter(name_nl="Cloud dagelijks")
    client.force_login(factories.user("Publisher"))
    assert "Cloud dagelijks" in client.get(reverse("newsletters:index")).content.decode()
    factories.forbid_publishing("Publisher")
    assert "Cloud dagelijks" not in client.get(reverse("newsletters:index")).content.decode()


def test_newsletter_with_issues_is_not_deleted_and_says_why(client):
    newsletter = factories.newsletter()
    ends_at = factories.NOW + timedelta(days=1)
    moments = {"starts_at": factories.NOW, "ends_at": ends_at, "subject_nl": "x", "subject_en": "x"}
    Issue.objects.create(newsletter=newsletter, cadence="daily", **moments)
    client.force_login(factories.user("Publisher"))
    response = client.post(reverse("newsletters:delete", args=[newsletter.pk]), follow=True)
    assert [str(told.message) for told in response.context["messages"]] == [
        gettext("This newsletter has issues. They are kept, and so it stays.")
    ]
    assert Issue.objects.exists()
