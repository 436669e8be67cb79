"""From published digests to inboxes: what 60 generated readers get of two issues, read back from their mails."""

from __future__ import annotations

import random
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest

from newsletters import approval, composition, delivery, ledger
from newsletters.ledger import Run
from newsletters.models import Issue, IssueItem, Newsletter, Subscription
from newsletters.models.lists import Cadence
from readers.packing import KNOWING_MIN, UNKNOWN_READING_MIN
from tests import factories
from tests.newsletters.test_delivery import Server

pytestmark = pytest.mark.django_db
FIRST = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
SECOND = FIRST + timedelta(days=1)
TOPICS = ("cloud", "data", "security", "markt", "mensen")
READERS = 60
CHANCE_SEED = 11


@pytest.fixture
def newsletter() -> Newsletter:
    chance, made = random.Random(CHANCE_SEED), factories.newsletter(name_nl="Vakblad", name_en="Vakblad")
    topics = [factories.topic(slug) for slug in TOPICS]
    for _number in range(READERS):
        reader = factories.subscription(
            made,
            edition=chance.choice(["nl", "en"]),
            minutes=chance.choice([3, 5, 10]),
            has_other_language=chance.random() < 0.5,
        )
        reader.topics.set(chance.sample(topics, chance.randint(0, 3)))
    return made


def publish(at: datetime, stories: list, seed: int) -> None:
    """A digest of home and one of a section in each language; half of the section's links repeat home's stories."""
    chance = random.Random(seed)
    for language in ("nl", "en"):
        section = factories.section_page(f"cloud-{seed}", language)
        for parent, told in ((factories.home(language), stories[:8]), (section, stories[4:12])):
            page = factories.digest(parent, first_published_at=at - timedelta(hours=1))
            page.links = [link(story, place, chance) for place, story in enumerate(told)]
            page.save()


def link(story, place: int, chance: random.Random):
    return factories.digest_link(
        story=story,
        sort_order=place,
        language=chance.choice(["nl", "en", "other"]),
        topic_slugs=chance.sample(TOPICS, chance.randint(0, 2)),
        minutes=chance.choice([None, 1, 2, 4, 9]),
        also_in=[{"name": "Ander", "url": "https://ander.example"}] * chance.randint(0, 4),
    )


def sent(newsletter: Newsletter, at: datetime) -> tuple[Issue, Server]:
    issue, server = composition.compose_now(newsletter, Cadence.DAILY, at), Server()
    approval.approve(issue, factories.user("Publisher"), at)
    delivery.start(at)
    delivery.send(Run(lambda: at), server.connect)
    return issue, server


def minutes_of(row) -> float:
    items = {item.pk: item for item in row.issue.items.all()}
    taken = KNOWING_MIN * len(row.carried)
    for entry in row.carried:
        minutes = items[entry["item"]].minutes
        taken += (UNKNOWN_READING_MIN if minutes is None else minutes) if entry["part"] == "read" else 0
    return taken


def assert_mail_is_right(row, mail: bytes) -> None:
    reader: Subscription = row.subscription
    items = [row.issue.items.get(pk=entry["item"]) for entry in row.carried]
    text = message_from_bytes(mail, policy=SMTP).get_body(("plain",)).get_content()
    assert all(item.headline in text for item in items)
    assert minutes_of(row) <= reader.minutes or len(items) == 1
    assert {item.edition for item in items} == {reader.edition}
    assert reader.has_other_language or {item.language for item in items} == {reader.edition}
    stories = [item.story_id for item in items]
    assert len(stories) == len(set(stories))


def test_generated_readers_get_what_is_theirs_of_two_issues(newsletter):
    stories = [factories.story() for _number in range(20)]
    publish(FIRST, stories[:12], seed=1)
    first, first_server = sent(newsletter, FIRST)
    publish(SECOND, stories[6:18], seed=2)
    second, second_server = sent(newsletter, SECOND)
    for issue, server in ((first, first_server), (second, second_server)):
        assert ledger.balance(issue).holds
        mails = {recipient: message for _sender, recipient, message in server.mails}
        accepted = issue.deliveries.filter(state="accepted").select_related("subscription__address", "issue")
        assert len(mails) == len(server.mails) == accepted.count() > READERS / 2
        for row in accepted:
            assert_mail_is_right(row, mails[row.subscription.address.email])
    assert_nothing_twice(newsletter)
    assert different_selections(first) > READERS / 2


def assert_nothing_twice(newsletter: Newsletter) -> None:
    for reader in newsletter.subscriptions.all():
        carried = [entry["item"] for row in reader.deliveries.all() for entry in row.carried]
        stories = IssueItem.objects.filter(pk__in=carried).values_list("story", flat=True)
        assert len(stories) == len(set(stories)) == len(carried)


def different_selections(issue: Issue) -> int:
    return len({str(row.carried) for row in issue.deliveries.all()})
