"""Two hundred subscribers with different topics, minutes and languages."""

from __future__ import annotations

import random

from django.utils import timezone
from wagtail.models import Site

from articles.models import Topic
from mail.models import Address
from newsletters.models import Issue, Newsletter, Subscription
from newsletters.models.lists import Cadence

NEWSLETTER = "bench"
COUNT = 200
SEED = 20260219
FRIDAY = 4


def generate() -> dict[int, tuple[object, ...]]:
    """Make newsletter and subscribers; give each subscription's profile by its key."""
    newsletter = Newsletter.objects.create(
        site=Site.objects.get(is_default_site=True),
        slug=NEWSLETTER,
        name_nl="Vakblad",
        name_en="Vakblad",
        sender_name="Vakblad",
        sender_email="redactie@bench.example",
        weekly_weekday=FRIDAY,
        weekly_closing_hour=7,
        weekly_sending_hour=7,
    )
    topics = list(Topic.objects.order_by("slug"))
    chance = random.Random(SEED)
    return dict(_subscriber(newsletter, number, topics, chance) for number in range(COUNT))


def _subscriber(
    newsletter: Newsletter, number: int, topics: list[Topic], chance: random.Random
) -> tuple[int, tuple[object, ...]]:
    chosen = sorted(chance.sample(topics, chance.randint(0, 4)), key=lambda topic: topic.slug)
    subscription = Subscription.objects.create(
        newsletter=newsletter,
        address=Address.objects.for_email(f"reader{number}@bench.example"),
        cadence=Cadence.WEEKLY,
        edition=chance.choice(["nl", "en"]),
        has_other_language=chance.random() < 0.5,
        minutes=chance.choice([3, 5, 10]),
        state=Subscription.State.ACTIVE,
        confirmed_at=timezone.now(),
    )
    subscription.topics.set(chosen)
    return subscription.pk, (
        subscription.edition,
        subscription.has_other_language,
        subscription.minutes,
        *(topic.slug for topic in chosen),
    )


def last_issue() -> Issue:
    """The issue that was composed last."""
    return Issue.objects.latest("ends_at")
