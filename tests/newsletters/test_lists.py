"""`newsletters.models.lists`: what a newsletter may be called and who may send it."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from newsletters.models import Newsletter
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
