"""A generation is raised by what readers see, and by nothing else; a write that is rolled back takes it along."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from articles import generations, share_images, slots
from articles.models import AdvertorialSlot, MagazineSettings, Organisation, ShareImage
from articles.models.generations import Generation
from tests import factories
from tests.articles.cms import signed_in

pytestmark = pytest.mark.django_db


def stamps(path: str = "/nl/") -> tuple[str, str]:
    """The stamps of the first magazine now."""
    (found,) = generations.read("localhost", path)
    return found.stamps


@pytest.fixture
def other_magazine() -> Site:
    root = Page.objects.get(depth=1).add_child(instance=Page(title="Ander", slug="ander"))
    return Site.objects.create(hostname="ander.example", root_page=root)


def test_raised_magazine_has_a_new_stamp_and_its_addresses_keep_theirs() -> None:
    generations.raise_addresses([(factories.site().pk, "/nl/")])
    before = stamps()

    generations.raise_site(factories.site())

    assert stamps()[0] != before[0] and stamps()[1] == before[1] != ""


def test_raised_page_has_a_new_stamp_and_no_other_page() -> None:
    article = factories.article(factories.section_page())
    here, elsewhere = stamps(article.get_url()), stamps("/nl/")

    generations.raise_page(article)

    assert stamps(article.get_url())[1] != here[1] and stamps("/nl/") == elsewhere


def test_reading_asks_the_database_once(django_assert_num_queries) -> None:
    generations.raise_site()
    with django_assert_num_queries(1):
        stamps()


def test_write_that_is_rolled_back_takes_its_stamp_along() -> None:
    section = factories.section_page()
    before = stamps()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        factories.article(section)
        assert stamps() != before
        _ = 1 / 0

    assert stamps() == before


def test_settings_of_one_magazine_leave_the_other_alone(other_magazine: Site) -> None:
    generations.raise_site()
    before = stamps()

    MagazineSettings.for_site(other_magazine).save()

    assert stamps() == before


def test_expert_raises_every_magazine(other_magazine: Site) -> None:
    generations.raise_site()
    before = [generations.read(host, "/") for host in ("localhost", other_magazine.hostname)]

    factories.expert()

    now = [generations.read(host, "/") for host in ("localhost", other_magazine.hostname)]
    assert all(old != new for old, new in zip(before, now, strict=True))


def test_draft_raises_nothing() -> None:
    page = factories.article(factories.section_page())
    before = stamps()

    page.title = "Nog niet"
    page.save_revision(clean=False)
    factories.digest(live=False)

    assert stamps() == before


@pytest.mark.parametrize("act", ["publish", "unpublish", "move", "delete"])
def test_page_raises_when_readers_would_see_it(act: str) -> None:
    page, other = factories.article(factories.section_page()), factories.section_page("data")
    acts = {
        "publish": lambda: page.save_revision().publish(),
        "unpublish": lambda: page.unpublish(),
        "move": lambda: page.move(other, pos="last-child"),
        "delete": lambda: page.delete(),
    }
    before = stamps()

    acts[act]()

    assert stamps() != before


def test_expiry_raises() -> None:
    page = factories.article(factories.section_page(), expire_at=timezone.now() - timedelta(minutes=1))
    before = stamps()

    call_command("publish_scheduled")

    page.refresh_from_db()
    assert not page.live and stamps() != before


def test_rows_between_two_models_raise() -> None:
    source, section = factories.source(), factories.section()
    before = stamps()

    source.sections.add(section)

    assert stamps() != before


class Killed(Exception):
    """The process ended here."""


@contextmanager
def killed_at_its_stamp() -> Iterator[None]:
    """A process that ends where it would write a stamp; whatever it had committed by then stays."""

    def end(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.startswith("INSERT") and Generation._meta.db_table in sql:
            raise Killed
        return execute(sql, *rest)

    with connection.execute_wrapper(end), pytest.raises(Killed):
        yield


def test_turn_of_a_slot_is_not_written_without_its_stamp() -> None:
    now, paid = timezone.now(), factories.advertorial(factories.section_page())
    AdvertorialSlot.objects.create(
        home=factories.home(), article=paid, starts_at=now, ends_at=now + timedelta(1)
    )

    with killed_at_its_stamp():
        slots.turn(now)

    assert slots.turn(now) == 1


def test_share_image_is_not_stale_without_its_stamp() -> None:
    page, now = factories.article(factories.section_page()), timezone.now()
    ShareImage.objects.create(page=page, name="share/1.png", drawn_of="older words", checked_at=now)

    with killed_at_its_stamp():
        share_images.check(page, now)

    assert not ShareImage.objects.get(page=page).is_stale


def test_row_of_the_cms_is_not_written_without_its_stamp() -> None:
    row = factories.organisation(name_nl="Eerst")
    typed = {"name_nl": "Dan", "name_en": "Then", "slug": row.slug}
    url = reverse("wagtailsnippets_articles_organisation:edit", args=[row.pk])
    browser = signed_in()

    with killed_at_its_stamp():
        browser.post(url, typed)

    assert Organisation.objects.get(pk=row.pk).name_nl == "Eerst"
