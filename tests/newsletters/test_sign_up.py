"""The page of newsletters and its form: every address gets the same answer, and nothing typed is lost."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.utils import timezone

from accounts.models import Limit
from mail import outbox
from mail.models import Address, OutgoingMail
from newsletters import limits
from newsletters.models import Evidence, Subscription
from tests import factories
from tests.mail.servers import Connection
from tests.newsletters.everything import state_of_all

pytestmark = pytest.mark.django_db
EMAIL = "lezer@voorbeeld.nl"
FORM = {"email": EMAIL, "cadence": "daily", "minutes": "5", "edition": "nl", "has_other_language": "on"}
State = Subscription.State


@pytest.fixture
def newsletter():
    return factories.newsletter()


@pytest.fixture
def client():
    """A browser whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def url(name, language="nl"):
    return f"/{language}/newsletters/{name}"


def post_form(client, newsletter, language="nl", **fields):
    """Open the form and send it filled in."""
    page = client.get(url("", language)).content.decode()
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]
    data = {**FORM, "newsletters": newsletter.pk, "csrfmiddlewaretoken": token, **fields}
    return client.post(url("subscribe/", language), data)


def test_newsletters_without_any_says_so(client):
    response = client.get(url("", "en"))
    assert response.status_code == 200 and b"will stand here" in response.content


def test_newsletters_query_count_does_not_grow(client, newsletter, django_assert_max_num_queries):
    for number in range(8):
        factories.topic(f"topic-{number}")
        factories.newsletter().sections.add(factories.section(f"section-{number}"))
    client.get(url(""))
    with django_assert_max_num_queries(14):
        client.get(url(""))


def test_newsletters_posted_by_the_box_shows_the_address_and_changes_nothing(client, newsletter):
    response = client.post(url(""), {"email": EMAIL})
    assert response.status_code == 200 and f'value="{EMAIL}"' in response.content.decode()
    assert state_of_all() == []


def test_subscribe_sends_a_confirm_mail(client, newsletter):
    response = post_form(client, newsletter)
    assert response.status_code == 200 and EMAIL in response.content.decode()
    assert OutgoingMail.objects.get().address.email == EMAIL


def test_subscribe_to_confirmed_by_the_link_in_the_mail(client, newsletter):
    post_form(client, newsletter, minutes="10")
    connection = Connection()
    mail = OutgoingMail.objects.get()
    link = re.search(r"http://[^/]+(/nl/newsletters/confirm/\S+)", mail.text)[1]
    assert link in mail.html and outbox.deliver(timezone.now(), connection.connect) == 1
    page = client.get(link).content.decode()
    pk = re.search(r'name="subscription" value="(\d+)"', page)[1]
    assert client.post(link, {"subscription": pk}, follow=True).redirect_chain == [(link, 302)]
    subscription = Subscription.objects.get()
    assert (subscription.state, subscription.minutes) == (State.ACTIVE, 10)


def test_subscribe_evidence_holds_where_and_from_where(client, newsletter):
    post_form(client, newsletter, language="en")
    evidence = Evidence.objects.get()
    assert (evidence.url, evidence.ip) == ("http://testserver/en/newsletters/subscribe/", "127.0.0.1")


@pytest.mark.parametrize("language", ["nl", "en"])
def test_subscribe_of_running_waiting_ended_and_unknown_address_answers_the_same(
    client, newsletter, language
):
    emails = ["lezer1@voorbeeld.nl", "lezer2@voorbeeld.nl", "lezer3@voorbeeld.nl"]
    for email, state in zip(emails, [State.ACTIVE, State.UNCONFIRMED, State.ENDED], strict=True):
        factories.subscription(newsletter, email=email, state=state)
    answers = set()
    for email in [*emails, "lezer4@voorbeeld.nl"]:
        response = post_form(client, newsletter, language, email=email)
        body = response.content.decode().replace(email, "")
        headers = {name: value for name, value in response.headers.items() if name != "Expires"}  # the clock
        answers.add((response.status_code, body, tuple(sorted(headers.items()))))
    assert len(answers) == 1


def test_subscribe_twice_answers_the_same_and_asks_once(client, newsletter):
    first, second = post_form(client, newsletter), post_form(client, newsletter)
    assert first.content == second.content
    assert Subscription.objects.count() == OutgoingMail.objects.count() == 1


def test_subscribe_without_token_fills_the_form_in_and_changes_nothing(client, newsletter):
    data = {**FORM, "newsletters": newsletter.pk, "minutes": "10", "csrfmiddlewaretoken": "x" * 64}
    page = client.post(url("subscribe/", "en"), data).content.decode()
    assert "Send it once more" in page and f'value="{EMAIL}"' in page
    assert re.search(r'value="10"[^>]*checked', page) and state_of_all() == []


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"email": ""}, "Enter a mail address"),
        ({"email": "geen adres"}, "Enter a mail address"),
        ({"email": "a@b.nl\r\nBcc: c@d.nl"}, "Enter a mail address"),
        ({"email": "a@" + "b" * 300 + ".nl"}, "at most 254"),
        ({"email": "jörg@voorbeeld.nl"}, "a letter with an accent"),
        ({"cadence": "hourly"}, "Select a valid choice"),
        ({"minutes": ""}, "Choose 3, 5 or 10 minutes"),
        ({"newsletters": "999"}, "Select a valid choice"),
        ({"topics": "x"}, "not a valid value"),
    ],
)
def test_subscribe_with_bad_input_says_what_is_wrong_and_keeps_the_rest(client, newsletter, fields, words):
    response = post_form(client, newsletter, "en", **{"minutes": "10", **fields})
    page = response.content.decode()
    assert response.status_code == 200 and words in page and 'role="alert"' in page
    assert "minutes" in fields or re.search(r'value="10"[^>]*checked', page)
    assert state_of_all() == []


def test_subscribe_with_host_beyond_ascii_stores_punycode(client, newsletter):
    post_form(client, newsletter, email="Jan@München.de")
    assert Address.objects.get().email == "jan@xn--mnchen-3ya.de"


def test_subscribe_to_newsletter_of_another_magazine_is_refused(client, newsletter):
    site = factories.site()
    other = type(site).objects.create(hostname="elders.example", root_page=site.root_page)
    elsewhere = factories.newsletter(site=other)
    post_form(client, newsletter, newsletters=elsewhere.pk)
    assert not Subscription.objects.exists()


def test_subscribe_succeeds_where_the_broker_is_down(client, newsletter, monkeypatch):
    def fail(*_args, **_options):
        raise ConnectionError("no broker")

    monkeypatch.setattr("celery.app.task.Task.apply_async", fail)
    assert post_form(client, newsletter).status_code == 200
    assert OutgoingMail.objects.count() == 1


@pytest.mark.parametrize(("limit", "email"), [("PER_NETWORK", "l{}@{}.example"), ("PER_DOMAIN", "l{}@x.nl")])
def test_subscribe_too_often_is_refused_with_retry_after(client, newsletter, monkeypatch, limit, email):
    monkeypatch.setattr(limits, limit, 2)
    answers = [post_form(client, newsletter, email=email.format(n, n)) for n in range(3)]
    assert [response.status_code for response in answers] == [200, 200, 429]
    assert 0 < int(answers[2]["Retry-After"]) <= 3600
    assert email.format(2, 2) in answers[2].content.decode() and Subscription.objects.count() == 2


def test_subscribe_limit_counts_a_network_not_one_address(client, newsletter, monkeypatch):
    monkeypatch.setattr(limits, "PER_NETWORK", 1)
    client.defaults["REMOTE_ADDR"] = "2001:db8::1"
    assert post_form(client, newsletter).status_code == 200
    client.defaults["REMOTE_ADDR"] = "2001:db8:0:ff::2"
    assert post_form(client, newsletter).status_code == 429
    client.defaults["REMOTE_ADDR"] = "2001:db8:1::2"
    assert post_form(client, newsletter).status_code == 200


def test_subscribe_from_an_unknown_ip_is_limited_too(client, newsletter, monkeypatch):
    monkeypatch.setattr(limits, "PER_NETWORK", 1)
    client.defaults["REMOTE_ADDR"] = ""
    assert [post_form(client, newsletter).status_code for _ in range(2)] == [200, 429]


def test_subscribe_limit_stores_no_address(client, newsletter):
    post_form(client, newsletter)
    keys = list(Limit.objects.values_list("key", flat=True))
    assert len(keys) == 2 and all(re.fullmatch(r"[0-9a-f]{64}", key) for key in keys)
