"""Issues that wait, when the slug of a topic changes."""

from datetime import timedelta

import pytest

from articles import renaming
from newsletters import composition
from newsletters.models import Issue, IssueItem
from tests import factories
from tests.factories import NOW

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("state", "slug"), [("draft", "bewaren"), ("approved", "bewaren"), ("sent", "opslag")]
)
def test_a_changed_slug_is_written_into_what_is_not_sent(state, slug):
    topic = factories.topic("opslag")
    page = factories.digest(digest_on=NOW.date(), first_published_at=NOW - timedelta(hours=1))
    page.links = [factories.digest_link(topic_slugs=["opslag"])]
    page.save()
    issue = composition.compose_now(factories.newsletter(), "daily", NOW)
    Issue.objects.filter(pk=issue.pk).update(state=state)
    topic.slug = "bewaren"
    topic.save()
    renaming.settle(topic, "opslag")
    assert IssueItem.objects.filter(issue=issue).first().topic_slugs == [slug]
