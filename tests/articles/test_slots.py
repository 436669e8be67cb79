"""The slot for an advertorial on home: one at a time, filled by publishers alone, shown from when until when."""

from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, Site

from articles import slots
from articles.models import AdvertorialSlot, HomePage, Section, SectionPage
from articles.models.generations import Generation
from tests import factories
from tests.articles.cms import signed_in

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
DAY = timedelta(days=1)
Phase = AdvertorialSlot.Phase


@pytest.fixture
def advertorial():
    return factories.advertorial(factories.section_page(), title="Pompen die zelf bellen")


def slot(article, starts_at=NOW, days=1, **fields) -> AdvertorialSlot:
    """A slot that is not saved yet."""
    times = {"starts_at": starts_at, "ends_at": starts_at + days * DAY}
    return AdvertorialSlot(**{"home": factories.home(), "article": article, **times, **fields})


def test_slot_takes_no_article_of_our_own():
    article = factories.article(factories.section_page())
    with pytest.raises(ValidationError) as refused:
        slot(article).full_clean()
    assert refused.value.error_dict.keys() == {"article"}


def test_slot_takes_no_advertorial_of_another_language(advertorial):
    with pytest.raises(ValidationError) as refused:
        slot(advertorial, home=factories.home("en")).full_clean()
    assert refused.value.error_dict.keys() == {"article"}


@pytest.mark.parametrize(("offset", "days"), [(0, 1), (-1, 3), (0.5, 0.1), (0.9, 1)])
def test_slot_meets_no_other_on_the_same_home(advertorial, offset, days):
    slot(advertorial).save()
    with pytest.raises(ValidationError):
        slot(advertorial, NOW + offset * DAY, days).full_clean()


def test_slot_may_begin_where_another_ends_and_keep_its_own_time(advertorial):
    first = slot(advertorial)
    first.save()
    first.full_clean()
    slot(advertorial, NOW + DAY).full_clean()
    slot(advertorial, NOW - DAY).full_clean()


def test_slot_ends_after_it_begins(advertorial):
    with pytest.raises(ValidationError):
        slot(advertorial, days=0).full_clean()


@pytest.mark.parametrize(("offset", "is_shown"), [(-0.1, False), (0, True), (0.9, True), (1, False)])
def test_slot_is_shown_from_when_until_when(advertorial, offset, is_shown):
    slot(advertorial).save()
    assert AdvertorialSlot.objects.shown_at(NOW + offset * DAY).exists() == is_shown


def test_slot_of_what_is_not_live_shows_nothing(advertorial):
    slot(advertorial).save()
    advertorial.unpublish()
    assert not AdvertorialSlot.objects.shown_at(NOW).exists()


def test_home_shows_it_under_its_label(advertorial):
    slot(advertorial, timezone.now()).save()
    page = Client(headers={"host": "localhost"}).get("/nl/").content.decode()
    before, _title, _after = page.partition(advertorial.title)
    assert "Advertorial" in before
    assert advertorial.sponsor.name_nl in before


def test_turn_raises_the_generation_when_a_slot_begins_and_when_it_ends(advertorial):
    slot(advertorial).save()
    seen = [stamps()]
    for now, turned in ((NOW - DAY, 0), (NOW, 1), (NOW, 0), (NOW + DAY, 1), (NOW + DAY, 0)):
        assert slots.turn(now) == turned
        assert (stamps() != seen[-1]) == bool(turned)
        seen.append(stamps())
    assert AdvertorialSlot.objects.get().phase == Phase.OVER


@pytest.mark.parametrize("fields", [None, ["ends_at"]])
def test_slot_that_was_over_and_is_prolonged_ends_once_more(advertorial, fields):
    slot(advertorial).save()
    slots.turn(NOW + DAY)
    prolonged = AdvertorialSlot.objects.get(phase=Phase.OVER)
    prolonged.ends_at = NOW + 2 * DAY
    prolonged.save(update_fields=fields)
    before = stamps()
    assert slots.turn(NOW + 3 * DAY) == 1
    assert stamps() != before


def stamps() -> set[str]:
    return set(Generation.objects.values_list("stamp", flat=True))


def form(article, **changes):
    return {
        "home": article.get_parent().get_parent().pk,
        "article": article.pk,
        "starts_at": "2026-11-24 10:00",
        "ends_at": "2026-11-25 10:00",
        **changes,
    }


SLOT = "wagtailsnippets_articles_advertorialslot:"
ADD = SLOT + "add"


def test_publisher_fills_the_slot(advertorial):
    response = signed_in(factories.user("Publisher")).post(reverse(ADD), form(advertorial))
    assert response.status_code == 302
    assert AdvertorialSlot.objects.get().article == advertorial


@pytest.mark.parametrize("role", ["Contributor", "Editor", "Moderator", "Operator"])
def test_nobody_else_fills_changes_or_empties_it(advertorial, role):
    made = slot(advertorial)
    made.save()
    browser = signed_in(factories.user(role))
    for name, args in (("add", []), ("edit", [made.pk]), ("delete", [made.pk])):
        url = reverse(f"wagtailsnippets_articles_advertorialslot:{name}", args=args)
        browser.post(url, form(advertorial, starts_at="2026-12-01 10:00", ends_at="2026-12-02 10:00"))
    assert AdvertorialSlot.objects.get().starts_at == NOW


@pytest.fixture
def publisher_elsewhere():
    """A browser of somebody who publishes in another magazine alone, and that one's advertorial."""
    root = Page.objects.get(depth=1)
    home = root.add_child(instance=HomePage(title="Ander", slug="ander", locale=factories.home().locale))
    site = Site.objects.create(hostname="ander.localhost", root_page=home)
    section = Section.objects.create(site=site, key="x", name_nl="X", name_en="X")
    page = home.add_child(instance=SectionPage(title="X", slug="x", section=section, locale=home.locale))
    person = factories.user("Publisher")
    factories.forbid_publishing("Publisher")
    factories.allow_desk_at(person, home)
    return signed_in(person), factories.advertorial(page)


def test_publisher_of_another_magazine_takes_no_slot_from_here(advertorial, publisher_elsewhere):
    browser, theirs = publisher_elsewhere
    ours = slot(advertorial)
    ours.save()
    browser.post(reverse(SLOT + "edit", args=[ours.pk]), form(theirs))
    ours.refresh_from_db()
    assert (ours.home, ours.article) == (factories.home(), advertorial)
    browser.post(reverse(ADD), form(theirs))
    assert AdvertorialSlot.objects.filter(article=theirs).exists()


@pytest.mark.parametrize("view", ["edit", "copy", "delete", "history", "usage"])
def test_publisher_of_another_magazine_reads_no_slot_from_here(advertorial, publisher_elsewhere, view):
    ours = slot(advertorial)
    ours.save()
    url = reverse(SLOT + view, args=[ours.pk])
    browser, _theirs = publisher_elsewhere
    assert browser.get(url).status_code == 302
    assert advertorial.title not in browser.get(reverse(SLOT + "list")).content.decode()
    own = signed_in(factories.user(is_superuser=True))
    assert own.get(url).status_code == 200
    assert advertorial.title in own.get(reverse(SLOT + "list")).content.decode()


def test_publisher_of_another_magazine_fills_nothing_here(advertorial):
    made = slot(advertorial)
    made.save()
    person = factories.user("Publisher")
    factories.forbid_publishing("Publisher")
    browser = signed_in(person)
    for name, args in (("add", []), ("edit", [made.pk]), ("delete", [made.pk])):
        url = reverse(f"wagtailsnippets_articles_advertorialslot:{name}", args=args)
        browser.post(url, form(advertorial, starts_at="2026-12-01 10:00", ends_at="2026-12-02 10:00"))
    assert AdvertorialSlot.objects.get().starts_at == NOW
