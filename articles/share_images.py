"""The share images of pages: which words stand in one, which pages need one, and the drawing and storing of it.

Comes in: live pages, by state. Goes out: a PNG in the media folder whose name holds a hash of what it says, so that
it may be kept for ever, and a row that names it. The task calls `sweep`; a page's head asks `of`, which only reads.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urljoin

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import translation
from wagtail.models import Page

from articles import generations, labels, listing, share_drawing
from articles.models import ArticlePage, HomePage, MagazineSettings, SectionPage, ShareImage
from articles.patterns import OWN_SLUG
from articles.share_drawing import Fonts, Words

AT_ONCE = 20  # drawn in one run of the task, a quarter of a second each
CHECKED_AT_ONCE = 50  # compared with their pages in one run
VERSION = "1"  # of the drawing; another one draws all of them anew
FOLDER = "share"

FONT_FOLDER = settings.BASE_DIR / "site" / "static" / "fonts"
FONTS = Fonts(FONT_FOLDER / "source-serif-700.woff2", FONT_FOLDER / "source-sans-600.woff2")


@dataclass(frozen=True, slots=True)
class Shared:
    """What a page's head says about its share image."""

    url: str
    alt: str
    width: int = share_drawing.WIDTH
    height: int = share_drawing.HEIGHT


def of(page: Page, root: str = "") -> Shared | None:
    """The share image of a page, if one is drawn that says what the page says; one query.

    Its address begins with `root`, scheme and host of the magazine, unless files have a host of their own.
    """
    row: ShareImage | None = getattr(page, "share_image", None)  # at hand where the page was found with it
    if row is None or row.is_stale or not row.name:
        return None
    return Shared(urljoin(root, default_storage.url(row.name)), labels.title_of(page))


# --- what stands in it -------------------------------------------------------------------------------------------


def words_of(page: Page) -> Words | None:
    """The words of a page, in its language; None for one that belongs to no magazine."""
    site = page.get_site()
    if site is None:
        return None
    with translation.override(page.locale.language_code):
        magazine = MagazineSettings.for_site(site).name
        section = page if isinstance(page, SectionPage) else listing.section_of(page)
        if isinstance(page, ArticlePage):
            return words_of_article(page, section, magazine)
        kicker = section.section.name if section and section != page else ""
        return Words(slug_of(section), magazine, "" if isinstance(page, HomePage) else page.title, kicker)


def words_of_article(article: ArticlePage, section: SectionPage | None, magazine: str) -> Words:
    """Section and kicker, the headline, and who paid for it."""
    topic = article.topics.order_by("pk").first()
    names = [section.section.name if section else "", article.kicker]
    slug = topic.slug if topic else slug_of(section)
    return Words(slug, magazine, article.title, " · ".join(filter(None, names)), labels.label(article))


def slug_of(section: SectionPage | None) -> str:
    """The slug whose pattern a page without topics has."""
    return section.section.key if section else OWN_SLUG


def hash_of(words: Words) -> str:
    """The same for the same words, drawn in the same way."""
    parts = (VERSION, words.slug, words.magazine, words.headline, words.kicker, words.label)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:20]


# --- which are to be drawn ---------------------------------------------------------------------------------------


def sweep(now: datetime, limit: int = AT_ONCE) -> int:
    """Remove what is shown no more, compare some with their pages, draw up to `limit`; how many were drawn."""
    remove(ShareImage.objects.without_live_page())
    unchecked = ShareImage.objects.longest_unchecked(CHECKED_AT_ONCE).values_list("page", flat=True)
    for page in Page.objects.filter(pk__in=list(unchecked)).specific():
        check(page, now)
    lacking = Page.objects.live().filter(depth__gt=1).exclude(share_image__is_stale=False)
    return sum(draw(page, now) for page in lacking.order_by("-first_published_at")[:limit].specific())


@transaction.atomic
def check(page: Page, now: datetime) -> None:
    """Show a share image no longer whose page now says something else: a headline, a label, the name of a section."""
    words = words_of(page)
    rows = ShareImage.objects.filter(page_id=page.pk)
    rows.update(checked_at=now)
    if words and rows.exclude(drawn_of=hash_of(words)).update(is_stale=True):
        generations.raise_page(page)


def draw(page: Page, now: datetime) -> bool:
    """Draw and store the share image of a page; whether it has one. A page of no magazine is noted without one."""
    words = words_of(page)
    old = ShareImage.objects.filter(page_id=page.pk).values_list("name", flat=True).first()
    drawn_of = hash_of(words) if words else ""
    name = f"{FOLDER}/{page.pk}-{drawn_of}.png" if words else ""
    if words and not default_storage.exists(name):
        name = default_storage.save(name, ContentFile(png_of(words)))
    with transaction.atomic():
        fields = {"name": name, "drawn_of": drawn_of, "is_stale": False, "checked_at": now}
        ShareImage.objects.update_or_create(page_id=page.pk, defaults=fields)
        generations.raise_page(page)
    if old and old != name:
        default_storage.delete(old)
    return bool(words)


def png_of(words: Words) -> bytes:
    """The bytes of a share image."""
    target = io.BytesIO()
    share_drawing.draw(words, FONTS).save(target, "PNG", optimize=True)
    return target.getvalue()


def remove(rows: Iterable[ShareImage]) -> None:
    """Remove rows and their files."""
    for row in rows:
        row.delete()
        if row.name:
            default_storage.delete(row.name)
