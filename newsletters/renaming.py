"""Issues that wait follow a topic to its new slug, so that who follows it still gets what they chose.

Comes in: a topic whose slug has changed, from `articles.renaming`. Goes out: the items of unsent issues, rewritten;
what was sent stays as it was.
"""

from articles.models import Topic
from newsletters.models import Issue, IssueItem

BATCH = 200  # rows of one UPDATE


def rename(topic: Topic, old_slug: str) -> None:
    """Write the new slug into the items of every issue that is not sent; safe to repeat."""
    unsent = IssueItem.objects.exclude(issue__state=Issue.State.SENT)
    items = [item for item in unsent.only("topic_slugs") if old_slug in item.topic_slugs]
    for item in items:
        item.topic_slugs = [topic.slug if slug == old_slug else slug for slug in item.topic_slugs]
    IssueItem.objects.bulk_update(items, ["topic_slugs"], batch_size=BATCH)
