"""Which stories a page makes public: a story goes with the last published digest that links to it.

Comes in: a page of the tree. Goes out: for `articles.gone`, the addresses of its stories in every language of the
site (a story is shown in each), with the question whether they are still there. One that was merged leads to its
heir, so their addresses are there together. `curation/apps.py` signs it in.
"""

from __future__ import annotations

from collections.abc import Iterator

from wagtail.models import Page, Site

from articles.addresses import addresses_of
from articles.gone import Shown
from curation import timeline
from curation.models import Story


def shown_by(page: Page) -> Iterator[Shown]:
    """The stories that a digest links to, at each magazine that it belongs to."""
    linked = Story.objects.filter(digest_links__page=page.pk).select_related("merged_into").distinct()
    heirs = {timeline.heir(story) for story in linked}
    sites = Site.objects.filter(pk__in={site for site, _path in addresses_of(page)}) if heirs else []
    for site in sites:
        for story in heirs:
            yield _shown(story, site)


def _shown(story: Story, site: Site) -> Shown:
    family = Story.objects.filter(pk__in=timeline.with_merged(story))
    addresses = [(site.pk, path) for member in family for path in member.addresses()]
    return Shown(addresses, timeline.published_links(story, site).exists)
