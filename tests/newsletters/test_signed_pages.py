"""The pages behind links in our mails: no GET changes anything, a wrong link is told, a POST acts once."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from mail import signing
from newsletters import links, subscriptions
from newsletters.models import Evidence, Subscription
from tests import factories
from tests.newsletters.everything import state_of_all

pytestmark = pytest.mark.django_db
EMAIL = "lezer@voorbeeld.nl"
State = Subscription.State


@pytest.fixture
def newsletter():
    return factories.newsletter()


@pytest.fixture
def client():
    """A browser whose forms need their token."""
    return Client(enforce_csrf_checks=True)


def token(subscription, purpose, now=None):
    about = subscription.pk if purpose == signing.UNSUBSCRIBE else 0
    return signing.sign(subscription.address, purpose, now or timezone.now(), about)


@pytest.mark.parametrize("name", ["confirm", "preferences", "unsubscribe", "unsubscribe_one_click"])
@pytest.mark.parametrize("method", ["get", "post"])
def test_wrong_token_says_so_and_changes_nothing(client, newsletter, name, method):
    factories.subscription(newsletter)
    before = state_of_all()
    for wrong in ("x", "1-0-1-" + "a" * 43, "999-0-1-" + "a" * 43):
        response = getattr(client, method)(reverse(name, args=[wrong]))
        assert response.status_code == 404 and "newsletters/" in response.content.decode()
    assert state_of_all() == before


def test_expired_confirm_link_says_so_and_changes_nothing(client, newsletter):
    subscription = factories.subscription(newsletter, state=State.UNCONFIRMED)
    old = token(subscription, signing.CONFIRM, timezone.now() - timedelta(days=8))
    response = client.post(f"/en/newsletters/confirm/{old}/", {"subscription": subscription.pk})
    assert response.status_code == 410 and b"This link has expired" in response.content
    assert Subscription.objects.get().state == State.UNCONFIRMED


def test_scanner_that_opens_every_link_changes_nothing(client, newsletter):
    """With and without following what it finds on the pages, by GET and by HEAD, as mail scanners do."""
    factories.subscription(newsletter, state=State.UNCONFIRMED)
    running = factories.subscription(newsletter)
    waiting = Subscription.objects.unconfirmed().get()
    now, root = timezone.now(), ""
    seeds = [
        links.confirm_url(root, waiting.address, "nl", now),
        links.preferences_url(root, running, now),
        *links.unsubscribe_urls(root, running, now),
        *links.unsubscribe_urls(root, waiting, now),
    ]
    before = state_of_all()
    seen, queue = set(), list(seeds)
    while queue:
        address = queue.pop()
        seen.add(address)
        client.head(address)
        page = client.get(address)
        found = re.findall(r'(?:href|action)="(/(?:nl|en)/newsletters/[^"#]*)"', page.content.decode())
        queue += [each for each in found if each not in seen and each not in queue]
    assert len(seen) > len(seeds) and state_of_all() == before


@pytest.mark.parametrize("name", ["confirm", "preferences", "unsubscribe", "unsubscribe_one_click"])
def test_page_behind_a_link_is_kept_by_nobody(client, newsletter, name):
    purpose = name.removesuffix("_one_click")
    signed = token(factories.subscription(newsletter), purpose)
    response = client.get(reverse(name, args=[signed]))
    assert "no-store" in response["Cache-Control"] and response["X-Robots-Tag"] == "noindex"
    assert response["Referrer-Policy"] == "same-origin" and not response.cookies


def test_confirm_shows_what_was_asked_and_needs_no_cookie(client, newsletter):
    subscription = factories.subscription(newsletter, state=State.UNCONFIRMED, minutes=10)
    link = f"/en/newsletters/confirm/{token(subscription, signing.CONFIRM)}/"
    assert b"10 minutes" in client.get(link).content
    response = client.post(link, {"subscription": subscription.pk}, follow=True)
    assert b"You are subscribed" in response.content and not client.cookies


@pytest.mark.parametrize("posted", [{}, {"subscription": "x"}, {"subscription": "9" * 40}])
def test_confirm_of_nothing_changes_nothing(client, newsletter, posted):
    subscription = factories.subscription(newsletter, state=State.UNCONFIRMED)
    link = f"/nl/newsletters/confirm/{token(subscription, signing.CONFIRM)}/"
    assert client.post(link, posted).status_code == 302
    assert Subscription.objects.get().state == State.UNCONFIRMED


def test_confirm_posted_twice_stays_confirmed_with_one_evidence(client, newsletter):
    subscription = factories.subscription(newsletter, state=State.UNCONFIRMED)
    link = f"/nl/newsletters/confirm/{token(subscription, signing.CONFIRM)}/"
    for _ in range(2):
        client.post(link, {"subscription": subscription.pk})
    evidence = Evidence.objects.get()
    assert evidence.act == "confirmed" and "…" in evidence.url and signing.CONFIRM in evidence.url


def test_confirm_link_after_unsubscribing_begins_nothing(client, newsletter):
    subscription = factories.subscription(newsletter, state=State.UNCONFIRMED)
    link = f"/nl/newsletters/confirm/{token(subscription, signing.CONFIRM)}/"
    client.post(link, {"subscription": subscription.pk})
    client.post(f"/nl/newsletters/unsubscribe/{token(subscription, signing.UNSUBSCRIBE)}/")
    client.post(link, {"subscription": subscription.pk})
    assert Subscription.objects.get().state == State.ENDED


def choose(subscription, **fields):
    """What the preference page posts for one subscription."""
    values = {"state": "active", "cadence": "weekly", "minutes": "3", "edition": "en", **fields}
    return {f"subscription-{subscription.pk}-{name}": value for name, value in values.items()}


def preferences_link(subscription, language="nl"):
    return f"/{language}/newsletters/preferences/{token(subscription, signing.PREFERENCES)}/"


def test_preferences_saves_all_choices(client, newsletter):
    topic = factories.topic("cloud")
    subscription = factories.subscription(newsletter)
    link = preferences_link(subscription, "en")
    response = client.post(link, choose(subscription, topics=topic.pk), follow=True)
    assert b"Saved." in response.content
    expected = subscriptions.Choices("weekly", "en", False, 3, frozenset([topic]))
    assert subscriptions.choices_of(Subscription.objects.get()) == expected


@pytest.mark.parametrize("state", [State.ACTIVE, State.PAUSED, State.ENDED])
def test_preferences_saves_the_state_twice_with_one_evidence(client, newsletter, state):
    subscription = factories.subscription(newsletter, cadence="weekly", minutes=3, edition="en")
    Subscription.objects.update(has_other_language=False)
    for _ in range(2):
        client.post(preferences_link(subscription), choose(subscription, state=state))
    assert Subscription.objects.get().state == state
    assert Evidence.objects.count() == (state != State.ACTIVE)


def test_preferences_with_one_wrong_choice_saves_nothing_and_says_where(client, newsletter):
    good = factories.subscription(newsletter, email=EMAIL)
    bad = factories.subscription(factories.newsletter(), email=EMAIL)
    before = state_of_all()
    data = choose(good) | choose(bad, minutes="7")
    page = client.post(preferences_link(good, "en"), data).content.decode()
    assert f'href="#id_subscription-{bad.pk}-minutes' in page and state_of_all() == before
    assert re.search(rf'subscription-{good.pk}-cadence" value="weekly"[^>]*checked', page)


def test_preferences_leave_alone_what_the_page_did_not_show(client, newsletter):
    shown = factories.subscription(newsletter, email=EMAIL)
    later = factories.subscription(factories.newsletter(), email=EMAIL)
    client.post(preferences_link(shown), choose(shown))
    assert [each.cadence for each in Subscription.objects.order_by("pk")] == ["weekly", later.cadence]


def test_preferences_of_another_address_are_out_of_reach(client, newsletter):
    mine, theirs = factories.subscription(newsletter), factories.subscription(newsletter)
    client.post(preferences_link(mine), choose(mine) | choose(theirs, state="ended"))
    theirs.refresh_from_db()
    assert theirs.state == State.ACTIVE and theirs.cadence == "daily"


def test_preferences_without_a_subscription_say_so(client, newsletter):
    subscription = factories.subscription(newsletter, state=State.ENDED, ended_at=timezone.now())
    page = client.get(preferences_link(subscription, "en")).content
    assert b"ended on" in page and b">Save<" not in page


def test_preferences_query_count_does_not_grow_with_topics(client, newsletter, django_assert_max_num_queries):
    subscription = factories.subscription(newsletter)
    for number in range(12):
        factories.topic(f"topic-{number}")
    link = preferences_link(subscription)
    client.get(link)
    with django_assert_max_num_queries(12):
        client.get(link)


def test_unsubscribe_shows_a_button_and_ends_when_it_is_pressed(client, newsletter):
    subscription = factories.subscription(newsletter)
    link = f"/en/newsletters/unsubscribe/{token(subscription, signing.UNSUBSCRIBE)}/"
    assert b"<button" in client.get(link).content and Subscription.objects.get().state == State.ACTIVE
    assert b"You no longer receive this" in client.post(link, follow=True).content
    assert Subscription.objects.get().state == State.ENDED


def test_one_click_ends_without_cookie_token_or_redirect_and_again(client, newsletter):
    subscription = factories.subscription(newsletter)
    _page, link = links.unsubscribe_urls("", subscription, timezone.now())
    for _ in range(2):
        response = client.post(link, {"List-Unsubscribe": "One-Click"})
        assert response.status_code == 200 and not response.cookies
    assert Subscription.objects.get().state == State.ENDED and Evidence.objects.count() == 1


def test_one_click_from_an_unknown_ip_ends_too(client, newsletter):
    link = links.unsubscribe_urls("", factories.subscription(newsletter), timezone.now())[1]
    assert client.post(link, REMOTE_ADDR="").status_code == 200
    assert Evidence.objects.get().ip is None


def test_one_click_ends_one_newsletter_and_leaves_the_other(client, newsletter):
    ended = factories.subscription(newsletter, email=EMAIL)
    kept = factories.subscription(factories.newsletter(), email=EMAIL)
    client.post(links.unsubscribe_urls("", ended, timezone.now())[1])
    kept.refresh_from_db()
    assert kept.state == State.ACTIVE


def test_one_click_of_a_purged_subscription_succeeds(client, newsletter):
    subscription = factories.subscription(newsletter)
    link = links.unsubscribe_urls("", subscription, timezone.now())[1]
    subscription.delete()
    assert client.post(link).status_code == 200
    assert b"You no longer receive this" in client.get(link.replace("/nl/", "/en/")).content


@pytest.mark.parametrize("language", ["nl", "en"])
def test_page_behind_a_link_is_in_the_language_of_its_address(client, newsletter, language):
    subscription = factories.subscription(newsletter)
    for name, purpose in (("preferences", signing.PREFERENCES), ("unsubscribe", signing.UNSUBSCRIBE)):
        page = client.get(f"/{language}/newsletters/{name}/{token(subscription, purpose)}/").content.decode()
        assert f'<html lang="{language}">' in page
