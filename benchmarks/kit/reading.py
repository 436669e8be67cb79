"""The magazine of the benchmark of pages: the sample pages, with digests on their fronts and pictures made."""

from __future__ import annotations

import io
from datetime import date, timedelta

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Page

from accounts import roles
from accounts.models import User
from articles import renditions, share_images
from articles.models import ArticlePage, HomePage, SectionPage
from curation.models import DigestLink, DigestPage
from demo import personas

DAYS, LINKS = 3, 8  # digests of each front, as many as home names, and links of each


def prepare() -> None:
    """Make the database, the sample pages, digests and all pictures."""
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    call_command("seed_demo", pages=True, stdout=io.StringIO())
    for front in (*HomePage.objects.all(), *SectionPage.objects.all()):
        for day in range(DAYS):
            front.add_child(instance=_digest(front, timezone.localdate() - timedelta(days=day)))
    while renditions.sweep() or share_images.sweep(timezone.now()):
        pass
    connection.close()


def _digest(front: Page, on: date) -> DigestPage:
    page = DigestPage(title=f"{front.title} {on}", slug=f"d-{on}", digest_on=on, locale=front.locale)
    page.links = [_link(number, on) for number in range(LINKS)]
    return page


def _link(number: int, on: date) -> DigestLink:
    words = f"{number} {on}"
    return DigestLink(
        sort_order=number,
        headline=f"Toezicht vraagt om cijfers achter de storing van vorige week, nummer {words}",
        why="Wie in dit vak werkt, krijgt binnenkort dezelfde vraag en heeft dan een antwoord nodig.",
        url=f"https://bron{number}.example/{on}",
        source_name=f"Bron {number}",
        original_title=f"Vragen over een storing, {words}",
        language="nl",
        minutes=4,
        published_at=timezone.now(),
        also_in=[{"name": "Ander blad", "url": "https://ander.example/"}],
    )


def article() -> ArticlePage:
    """The Dutch article with the longest text."""
    found = ArticlePage.objects.live().news().filter(locale__language_code="nl").select_related("locale")
    return max(found, key=lambda one: len(one.plain_text()))


def text_of(page: ArticlePage) -> list[tuple[str, str]]:
    """Its headings and paragraphs, for the bare article."""
    return [
        (block.block_type, str(getattr(block.value, "source", block.value)))
        for block in page.body
        if block.block_type in ("heading", "paragraph")
    ]


def session_of_an_editor() -> str:
    """The Cookie header of somebody who is signed in."""
    browser = Client()
    browser.force_login(User.objects.get(email=personas.colleague(roles.EDITOR).email))
    return f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}"
