"""`newsletters.subscriptions`: nobody is subscribed without having confirmed it, and every step leaves evidence."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from mail import suppression
from mail.models import Address, OutgoingMail, Suppression
from newsletters import subscriptions
from newsletters.models import Evidence, Subscription
from newsletters.subscriptions import Choices, Trace
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
EMAIL = "lezer@voorbeeld.nl"
State = Subscription.State
CHOICES = Choices("daily", "nl", True, 5, frozenset())
OTHERS = Choices("weekly", "en", False, 10, frozenset())


@pytest.fixture
def newsletter():
    return factories.newsletter()


def trace(now=NOW, language="nl"):
    return Trace(now, language, "https://vakblad.example/nl/newsletters/", "203.0.113.7")


def ask(newsletter, choices=CHOICES, now=NOW, email=EMAIL):
    subscriptions.subscribe(email, [newsletter], choices, trace(now))
    return Subscription.objects.get(address__email=email, newsletter=newsletter)


def confirm(subscription, now=NOW):
    subscriptions.confirm(subscription.address, [subscription.pk], trace(now))
    subscription.refresh_from_db()


def acts(subscription):
    return list(subscription.evidence.order_by("pk").values_list("act", flat=True))


def test_subscribe_unknown_address_waits_with_evidence_and_one_mail(newsletter):
    subscription = ask(newsletter)
    evidence = subscription.evidence.get()
    assert subscription.state == State.UNCONFIRMED and subscription.confirmed_at is None
    assert (evidence.act, evidence.language, evidence.ip, evidence.at) == ("asked", "nl", "203.0.113.7", NOW)
    assert evidence.wording and evidence.wording_version and evidence.url.startswith("https://")
    assert OutgoingMail.objects.get().purpose == OutgoingMail.Purpose.CONFIRM


def test_subscribe_evidence_holds_the_words_in_the_readers_language(newsletter):
    subscriptions.subscribe(EMAIL, [newsletter], CHOICES, trace(language="en"))
    assert Evidence.objects.get().wording.startswith("Vakblad may send me the newsletter by mail")


@pytest.mark.parametrize(("minutes", "mails"), [(0, 1), (59, 1), (61, 2)])
def test_subscribe_again_sends_at_most_one_mail_an_hour(newsletter, minutes, mails):
    ask(newsletter)
    ask(newsletter, OTHERS, NOW + timedelta(minutes=minutes))
    assert OutgoingMail.objects.count() == mails


def test_subscribe_again_unconfirmed_keeps_the_last_choices(newsletter):
    ask(newsletter)
    assert subscriptions.choices_of(ask(newsletter, OTHERS)) == OTHERS


def test_subscribe_in_another_spelling_is_the_same_address(newsletter):
    ask(newsletter)
    subscriptions.subscribe(" LEZER@Voorbeeld.nl", [newsletter], CHOICES, trace())
    assert Subscription.objects.count() == Address.objects.count() == 1


@pytest.mark.parametrize("state", [State.ACTIVE, State.PAUSED])
def test_subscribe_of_running_subscription_changes_nothing_and_says_so_by_mail(newsletter, state):
    running = factories.subscription(newsletter, email=EMAIL, state=state)
    asked = ask(newsletter, OTHERS)
    assert (asked.state, subscriptions.choices_of(asked)) == (state, subscriptions.choices_of(running))
    mail = OutgoingMail.objects.get()
    assert "/preferences/" in mail.text and "/confirm/" not in mail.text and acts(asked) == []


def test_confirm_begins_and_leaves_evidence(newsletter):
    subscription = ask(newsletter)
    confirm(subscription, NOW + timedelta(hours=1))
    assert subscription.state == State.ACTIVE
    assert subscription.confirmed_at == NOW + timedelta(hours=1) and acts(subscription) == [
        "asked",
        "confirmed",
    ]


def test_confirm_twice_leaves_one_evidence_and_the_first_time(newsletter):
    subscription = ask(newsletter)
    confirm(subscription)
    confirm(subscription, NOW + timedelta(hours=1))
    assert subscription.confirmed_at == NOW and acts(subscription) == ["asked", "confirmed"]


def test_confirm_begins_only_what_was_shown(newsletter):
    shown, other = ask(newsletter), ask(factories.newsletter())
    confirm(shown)
    other.refresh_from_db()
    assert (shown.state, other.state) == (State.ACTIVE, State.UNCONFIRMED)


def test_confirm_of_somebody_elses_subscription_does_nothing(newsletter):
    mine, theirs = ask(newsletter), ask(newsletter, email="ander@voorbeeld.nl")
    subscriptions.confirm(mine.address, [theirs.pk], trace())
    theirs.refresh_from_db()
    assert theirs.state == State.UNCONFIRMED


def test_confirm_of_erased_address_lifts_the_erasure_only(newsletter):
    for email, reason in ((EMAIL, "erased"), ("ander@voorbeeld.nl", "complaint")):
        suppression.add(email, Suppression.Reason(reason))
        confirm(ask(newsletter, email=email))
    assert Suppression.objects.get().reason == "complaint"


def test_end_takes_effect_at_once_and_once(newsletter):
    subscription = factories.subscription(newsletter)
    subscriptions.end(subscription, trace())
    subscriptions.end(Subscription.objects.get(), trace(NOW + timedelta(hours=1)))
    subscription.refresh_from_db()
    assert (subscription.state, subscription.ended_at) == (State.ENDED, NOW)
    assert acts(subscription) == ["ended"]


def test_subscribe_after_end_waits_for_confirmation_anew(newsletter):
    subscription = factories.subscription(newsletter, email=EMAIL)
    subscriptions.end(subscription, trace())
    asked = ask(newsletter)
    assert asked.state == State.UNCONFIRMED
    confirm(asked)
    assert (asked.state, asked.ended_at) == (State.ACTIVE, None)


def test_pause_and_resume_leave_evidence_once(newsletter):
    subscription = factories.subscription(newsletter)
    for act in (subscriptions.pause, subscriptions.pause, subscriptions.resume, subscriptions.resume):
        act(subscription, trace())
    assert acts(subscription) == ["changed", "changed"]
    assert Subscription.objects.get().state == State.ACTIVE


def test_resume_of_ended_subscription_does_nothing(newsletter):
    subscription = factories.subscription(newsletter, state=State.ENDED, ended_at=NOW)
    subscriptions.resume(subscription, trace())
    assert Subscription.objects.get().state == State.ENDED


def test_change_keeps_choices_and_is_noted_when_something_changed(newsletter):
    topic = factories.topic("cloud")
    subscription = factories.subscription(newsletter)
    chosen = Choices("weekly", "en", False, 3, frozenset([topic]))
    for _ in range(2):
        subscriptions.change(subscription, chosen, trace())
    assert subscriptions.choices_of(Subscription.objects.get()) == chosen
    assert acts(subscription) == ["changed"]


@pytest.mark.parametrize(("days", "is_left"), [(13, True), (15, False)])
def test_purge_forgets_what_nobody_confirmed_in_14_days(newsletter, days, is_left):
    ask(newsletter)
    subscriptions.purge_unconfirmed(NOW + timedelta(days=days))
    for model in (Subscription, Evidence, Address, OutgoingMail):
        assert model.objects.exists() == is_left


def test_purge_ends_again_what_was_confirmed_before(newsletter):
    subscription = factories.subscription(newsletter, email=EMAIL, state=State.ENDED, ended_at=NOW)
    ask(newsletter)
    assert subscriptions.purge_unconfirmed(NOW + timedelta(days=15)) == 1
    subscription.refresh_from_db()
    assert subscription.state == State.ENDED


def test_purge_keeps_addresses_that_something_else_knows(newsletter):
    factories.user(email=EMAIL)
    ask(newsletter)
    ask(newsletter, email="ander@voorbeeld.nl")
    factories.subscription(factories.newsletter(), email="ander@voorbeeld.nl")
    subscriptions.purge_unconfirmed(NOW + timedelta(days=15))
    assert set(Address.objects.values_list("email", flat=True)) == {EMAIL, "ander@voorbeeld.nl"}


def test_purge_leaves_confirmed_ones_alone(newsletter):
    confirm(ask(newsletter))
    assert subscriptions.purge_unconfirmed(NOW + timedelta(days=400)) == 0
    assert Subscription.objects.get().state == State.ACTIVE


@pytest.mark.parametrize(("days", "ip"), [(182, "203.0.113.7"), (184, None)])
def test_forget_ips_drops_them_after_half_a_year(newsletter, days, ip):
    subscription = ask(newsletter)
    subscriptions.forget_ips(NOW + timedelta(days=days))
    assert subscription.evidence.get().ip == ip
