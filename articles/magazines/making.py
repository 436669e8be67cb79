"""A magazine made in one transaction: its site, a front in each language, its settings, its standard pages.

Comes in: a site and settings that were not saved yet, and who may make magazines, in whose name its first pages are
published. Goes out: the site. A failure leaves nothing.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify
from wagtail.coreutils import find_available_slug
from wagtail.log_actions import log
from wagtail.models import Locale, Page, Site

from accounts.models import User
from articles.magazines import first_pages
from articles.models import HomePage, MagazineSettings


@transaction.atomic
def make(site: Site, magazine: MagazineSettings, person: User | None) -> Site:
    """Save a magazine with all that it needs to be read; its root is the front in the first language."""
    homes = make_homes(magazine.name, person)
    site.site_name = magazine.name
    site.root_page = next(iter(homes.values()))
    site.save()
    log(instance=site, action="wagtail.create", user=person)
    magazine.site = site
    magazine.save()
    first_pages.make(homes, magazine, person)
    transaction.on_commit(Site.clear_site_root_paths_cache)  # who read it meanwhile did not see this one
    return site


def make_homes(name: str, person: User | None) -> dict[str, HomePage]:
    """The published front in each language, as translations of one another."""
    root = Page.get_first_root_node()
    homes: dict[str, HomePage] = {}
    same: dict[str, Any] = {}
    for language, _name in settings.LANGUAGES:
        slug = find_available_slug(root, f"{slugify(name) or 'home'}-{language}")
        locale = Locale.objects.get(language_code=language)
        home = HomePage(title=name, slug=slug, locale=locale, owner=person, live=False, **same)
        root.add_child(instance=home)
        home.save_revision(user=person).publish(user=person, skip_permission_checks=True)
        homes[language] = home
        same = {"translation_key": home.translation_key}
    return homes
