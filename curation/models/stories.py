"""Items about the same event make a story. Its address stays for ever; a merged one points at its heir."""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from wagtail.models import Site


class StoryQuerySet(models.QuerySet["Story"]):
    def public(self, site: Site) -> "StoryQuerySet":
        """Stories that a published digest of this magazine links to; until then their address answers 404."""
        homes = site.root_page.get_translations(inclusive=True).values_list("path", flat=True)
        within = reduce(or_, (models.Q(digest_links__page__path__startswith=path) for path in homes))
        return self.filter(within, digest_links__page__live=True).distinct()


class Story(models.Model):
    """Items about one event. Public in a magazine once a published digest of it links here."""

    title = models.CharField(_("title"), max_length=500)
    slug = models.SlugField(max_length=80)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # The times of its oldest and newest item: what clustering looks for.
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    objects = StoryQuerySet.as_manager()

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The address in the active language."""
        return reverse("story", args=[self.pk, self.slug])

    def addresses(self) -> list[str]:
        """The address in each language of the site."""
        found = []
        for code, _name in settings.LANGUAGES:
            with override(code):
                found.append(self.get_absolute_url())
        return found

    def heir(self) -> "Story":
        """The story that this one was merged into, in the end; itself where it was not."""
        story = self
        while story.merged_into is not None:
            story = story.merged_into
        return story


class ClusteringRun(models.Model):
    """The run that gives items their stories: one at a time, seen from outside while it is at work.

    Its times are the machine's own clock, for two processes must agree on them.
    """

    holder = models.CharField(max_length=120)
    is_open = models.BooleanField(default=True)
    started_at = models.DateTimeField(default=timezone.now)
    beat_at = models.DateTimeField(default=timezone.now)
    closed_at = models.DateTimeField(null=True, blank=True)
    items_count = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["is_open"], condition=models.Q(is_open=True), name="curation_one_open_run"
            )
        ]

    def __str__(self) -> str:
        return f"{self.holder} {self.started_at:%Y-%m-%d %H:%M:%S}"

    def is_silent(self, moment: datetime, patience: timedelta) -> bool:
        """Whether it has not been heard of for so long."""
        return self.beat_at < moment - patience


def story_slug(title: str) -> str:
    """Return a slug of at most 80 characters, never empty."""
    return slugify(title)[:80].strip("-") or "story"
