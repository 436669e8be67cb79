"""Items about the same event make a story. Its address stays for ever; a merged one points at its heir."""

from django.db import models
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _


class Story(models.Model):
    """Items about one event. Public in a magazine once a published digest of it links here."""

    title = models.CharField(_("title"), max_length=500)
    slug = models.SlugField(max_length=80)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="merged"
    )
    # An editor split or merged it: clustering leaves it alone.
    is_fixed = models.BooleanField(default=False)
    # The times of its oldest and newest item: what clustering looks for.
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(db_index=True)
    created_at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("story")
        verbose_name_plural = _("stories")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """The address in the active language."""
        return reverse("story", args=[self.pk, self.slug])


def story_slug(title: str) -> str:
    """Return a slug of at most 80 characters, never empty."""
    return slugify(title)[:80].strip("-") or "story"
