"""The issue page in the CMS: what is shown, who may decide, and that only a POST decides."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from mail.models import OutgoingMail
from newsletters import composition, delivery, ledger
from newsletters.ledger import Balance, Run
from newsletters.models import Issue
from newsletters.models.lists import Cadence
from newsletters.views.words import balance_sentence
from tests import factories
from tests.newsletters.test_delivery import Server

pytestmark = pytest.mark.django_db


@pytest.fixture
def issue() -> Issue:
    """A draft of this moment with two links and one reader."""
    now = timezone.now()
    newsletter = factories.newsletter(slug="cloud")
    factories.subscription(newsletter)
    factories.digest(links=2, first_published_at=now - timedelta(minutes=5))
    return composition.compose_now(newsletter, Cadence.DAILY, now)


def signed_in(role: str) -> Client:
    client = Client()
    client.force_login(factories.user(role))
    return client


def decide(client: Client, issue: Issue, decision: str):
    response = client.post(reverse("issues:decide", args=[issue.pk]), {"decision": decision})
    issue.refresh_from_db()
    return response


def test_publisher_approves_pauses_and_resumes(issue):
    client = signed_in("Publisher")
    for decision, state in (("approve", "approved"), ("pause", "paused"), ("resume", "approved")):
        assert decide(client, issue, decision).status_code == 302
        assert issue.state == state


@pytest.mark.parametrize("role", ["Editor", "Contributor", "Operator", "Moderator"])
def test_others_cannot_approve(issue, role):
    decide(signed_in(role), issue, "approve")
    assert issue.state == "draft"


def test_editor_sees_the_issue_without_its_buttons(issue):
    page = signed_in("Editor").get(reverse("issues:issue", args=[issue.pk])).content.decode()
    assert issue.items.first().headline in page
    assert 'value="approve"' not in page


def test_contributor_does_not_see_issues(issue):
    client = signed_in("Contributor")
    for url in (reverse("issues:index"), reverse("issues:issue", args=[issue.pk])):
        assert client.get(url).status_code in (302, 403)


def test_get_decides_nothing(issue):
    client = signed_in("Publisher")
    assert client.get(reverse("issues:decide", args=[issue.pk]), {"decision": "approve"}).status_code == 405
    issue.refresh_from_db()
    assert issue.state == "draft"


def test_decision_that_is_not_possible_any_more_is_said_and_changes_nothing(issue):
    client = signed_in("Publisher")
    decide(client, issue, "approve")
    approved_at = issue.approved_at
    decide(client, issue, "approve")
    page = client.get(reverse("issues:issue", args=[issue.pk])).content.decode()
    assert issue.approved_at == approved_at
    assert "messages" in page


def test_page_states_the_balance_once_the_audience_is_fixed(issue):
    client = signed_in("Publisher")
    decide(client, issue, "approve")
    now = timezone.now()
    delivery.start(now)
    delivery.send(Run(lambda: now), Server().connect)
    page = client.get(reverse("issues:issue", args=[issue.pk])).content.decode()
    assert str(balance_sentence(ledger.balance(issue))).replace("'", "&#x27;") in page


def test_page_says_when_the_balance_does_not_add_up(issue):
    client = signed_in("Publisher")
    decide(client, issue, "approve")
    now = timezone.now()
    delivery.start(now)
    issue.deliveries.all().delete()
    delivery.send(Run(lambda: now), Server().connect)
    page = client.get(reverse("issues:issue", args=[issue.pk])).content.decode()
    assert gettext("%(count)s unaccounted for") % {"count": 1} in page
    assert gettext("does not add up") in page


def test_balance_sentence_counts_everybody(settings):
    excluded = {"nothing_new": 12, "suppressed": 5, "paused": 2}
    balance = Balance(1204, 1181, 3, 1, excluded, 0)
    assert balance.holds
    for number in ("1.204", "1.181", "19", "12", "5", "2", "3", "1"):
        assert number in balance_sentence(balance)
    assert not Balance(1204, 1180, 3, 1, excluded, 1).holds


def test_words_of_a_draft_are_kept_on_one_line(issue):
    words = {"subject_nl": "Nieuw\nonderwerp", "subject_en": "New", "intro_nl": "Dag.", "intro_en": ""}
    signed_in("Publisher").post(reverse("issues:issue", args=[issue.pk]), words)
    issue.refresh_from_db()
    assert (issue.subject_nl, issue.intro_nl) == ("Nieuw onderwerp", "Dag.")


def test_words_without_a_subject_are_refused_and_nothing_typed_is_lost(issue):
    words = {"subject_nl": "", "subject_en": "New", "intro_nl": "Getypt.", "intro_en": ""}
    response = signed_in("Publisher").post(reverse("issues:issue", args=[issue.pk]), words)
    assert "Getypt." in response.content.decode()
    issue.refresh_from_db()
    assert issue.intro_nl == ""


@pytest.mark.parametrize("name", ["subject_nl", "intro_en"])
def test_words_with_a_hidden_character_are_refused(issue, name):
    words = {"subject_nl": "Nieuw", "subject_en": "New", "intro_nl": "Dag.\n\nEn\tdag.", "intro_en": ""}
    url, client = reverse("issues:issue", args=[issue.pk]), signed_in("Publisher")
    assert client.post(url, {**words, name: "Ding\x07dong"}).context["form"].errors.keys() == {name}
    assert client.post(url, words).status_code == 302


def test_preview_of_a_mail_that_cannot_be_written_says_why(issue):
    issue.newsletter.sender_email = "redactie@[192.0.2.1]"
    issue.newsletter.save()
    reader, client = issue.newsletter.subscriptions.get(), signed_in("Publisher")
    for response in (
        client.get(reverse("issues:preview", args=[issue.pk]), follow=True),
        client.get(reverse("issues:frame", args=[issue.pk, reader.pk, "html"]), follow=True),
        client.post(reverse("issues:test", args=[issue.pk, reader.pk]), follow=True),
    ):
        assert "redactie@[192.0.2.1]" in response.content.decode()
    assert not OutgoingMail.objects.exists()


def test_editor_cannot_change_the_words(issue):
    words = {"subject_nl": "Anders", "subject_en": "Other"}
    signed_in("Editor").post(reverse("issues:issue", args=[issue.pk]), words)
    issue.refresh_from_db()
    assert issue.subject_nl != "Anders"


def test_compose_now_makes_an_issue_of_what_is_new(issue):
    factories.digest(links=1, first_published_at=timezone.now())
    form = {"newsletter": issue.newsletter_id, "cadence": "daily"}
    response = signed_in("Publisher").post(reverse("issues:compose"), form)
    made = Issue.objects.exclude(pk=issue.pk).get()
    assert (response.url, made.starts_at) == (reverse("issues:issue", args=[made.pk]), issue.ends_at)


@pytest.mark.parametrize("role", ["Publisher", "Editor"])
def test_compose_now_of_nothing_or_by_an_editor_makes_none(issue, role):
    signed_in(role).post(reverse("issues:compose"), {"newsletter": issue.newsletter_id, "cadence": "daily"})
    assert Issue.objects.get() == issue


@pytest.mark.parametrize("wrong", [{"newsletter": "0"}, {"cadence": "hourly"}])
def test_compose_now_of_what_is_not_there_says_so(issue, wrong):
    form = {"newsletter": issue.newsletter_id, "cadence": "daily", **wrong}
    response = signed_in("Publisher").post(reverse("issues:compose"), form, follow=True)
    assert response.redirect_chain == [(reverse("issues:index"), 302)]
    assert [str(told.message) for told in response.context["messages"]] == [
        gettext("That newsletter or cadence is no longer there. Choose one below.")
    ]
    assert Issue.objects.get() == issue


def test_publisher_of_another_magazine_decides_nothing(issue):
    client = signed_in("Publisher")
    factories.forbid_publishing("Publisher")
    decide(client, issue, "approve")
    assert issue.state == "draft"


def test_preview_by_mail_address_leads_to_the_subscriber_by_number(issue):
    reader = factories.subscription(issue.newsletter, email="lezer@example.org")
    client = signed_in("Publisher")
    response = client.post(reverse("issues:preview", args=[issue.pk]), {"email": " Lezer@Example.org"})
    assert response.url == reverse("issues:preview_as", args=[issue.pk, reader.pk])
    assert "lezer@example.org" in client.get(response.url).content.decode()


def test_preview_of_somebody_who_does_not_subscribe_says_so(issue):
    response = signed_in("Publisher").post(
        reverse("issues:preview", args=[issue.pk]), {"email": "niemand@example.org"}
    )
    assert "niemand@example.org" in response.content.decode()


def test_preview_shows_the_mail_in_both_parts(issue):
    client, reader = signed_in("Publisher"), issue.newsletter.subscriptions.get()
    for part in ("html", "text"):
        page = client.get(reverse("issues:frame", args=[issue.pk, reader.pk, part]))
        assert issue.items.first().headline in page.content.decode()
        assert page["X-Frame-Options"] == "SAMEORIGIN"


def test_preview_is_not_for_editors(issue):
    reader = issue.newsletter.subscriptions.get()
    client = signed_in("Editor")
    for name, args in (("preview", [issue.pk]), ("frame", [issue.pk, reader.pk, "html"])):
        assert client.get(reverse(f"issues:{name}", args=args)).status_code in (302, 403)


def test_test_goes_to_the_publisher_alone(issue):
    reader = issue.newsletter.subscriptions.get()
    publisher = factories.user("Publisher")
    client = Client()
    client.force_login(publisher)
    client.post(reverse("issues:test", args=[issue.pk, reader.pk]))
    mail = OutgoingMail.objects.get()
    assert (mail.address, mail.purpose) == (publisher.address, "test")
    assert issue.items.first().headline in mail.html
    assert reader.address.email not in mail.text + mail.html


def test_index_costs_the_same_queries_for_many_issues(issue, django_assert_max_num_queries):
    client = signed_in("Publisher")
    now = timezone.now()
    for day in range(1, 20):
        start = now - timedelta(days=day + 5)
        Issue.objects.create(
            newsletter=issue.newsletter, cadence="daily", starts_at=start, ends_at=start + timedelta(days=1)
        )
    with django_assert_max_num_queries(30):
        assert client.get(reverse("issues:index")).status_code == 200


def test_newsletters_are_edited_by_publishers(issue):
    client = signed_in("Publisher")
    page = client.get(reverse("newsletters:edit", args=[issue.newsletter_id]))
    assert page.status_code == 200
    assert signed_in("Editor").get(reverse("newsletters:index")).status_code in (302, 403)


def test_preview_of_somebody_to_whom_nothing_is_new_says_so_and_sends_no_test(issue):
    reader = factories.subscription(issue.newsletter, edition="en")
    client = signed_in("Publisher")
    page = client.get(reverse("issues:preview_as", args=[issue.pk, reader.pk]))
    assert "<iframe" not in page.content.decode()
    frame = client.get(reverse("issues:frame", args=[issue.pk, reader.pk, "html"]), follow=True)
    assert frame.status_code == 404
    client.post(reverse("issues:test", args=[issue.pk, reader.pk]))
    assert not OutgoingMail.objects.exists()
