"""Published links filed under their topics: what a topic's page reads instead of the lists of slugs in each link."""

from django.db import models

from articles.models import Topic
from curation.models.digests import DigestLink


class FiledLink(models.Model):
    """A link of a published digest is about a topic. Written by `curation.filing` when the digest is published."""

    link = models.ForeignKey(DigestLink, on_delete=models.CASCADE, related_name="filed")
    topic = models.ForeignKey(Topic, on_delete=models.CASCADE, related_name="filed_links")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["topic", "link"], name="curation_link_filed_once_per_topic")
        ]

    def __str__(self) -> str:
        return f"{self.topic}: {self.link}"
