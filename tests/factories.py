"""Rows for tests, each with the fewest fields that make it valid; pass what a test is about."""

from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import GroupPagePermission, Page, Site

from accounts.models import User
from articles.models import (
    ArticleAuthor,
    ArticlePage,
    Expert,
    HomePage,
    Organisation,
    Picture,
    Section,
    SectionPage,
    Topic,
)
from curation.models import Candidate, DigestLink, DigestPage, DigestWindow, Item, Source, Story
from mail.models import Address
from newsletters.models import Newsletter, Subscription

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
number = count(1)


def site() -> Site:
    """The first magazine, as the migrations make it."""
    return Site.objects.get(is_default_site=True)


def home(language: str = "nl") -> HomePage:
    """The front of the first magazine."""
    key = site().root_page.translation_key
    return HomePage.objects.get(translation_key=key, locale__language_code=language)


def user(role: str | None = None, **fields: Any) -> User:
    """Somebody with an account; with `role` a member of that group."""
    made = User.objects.create_user(
        fields.pop("email", f"person{next(number)}@example.org"), "secret-word-1", **fields
    )
    if role:
        made.groups.add(Group.objects.get(name=role))
    return made


def section(key: str = "cloud", **fields: Any) -> Section:
    names = {"name_nl": key.title(), "name_en": key.title()}
    return Section.objects.get_or_create(site=site(), key=key, defaults={**names, **fields})[0]


def section_page(key: str = "cloud", language: str = "nl", **fields: Any) -> SectionPage:
    page = SectionPage(
        title=key.title(), slug=key, section=section(key), locale=home(language).locale, **fields
    )
    return home(language).add_child(instance=page)


def topic(slug: str = "cloud", **fields: Any) -> Topic:
    defaults = {"name_nl": slug, "name_en": slug, "description_nl": slug, "description_en": slug}
    return Topic.objects.get_or_create(slug=slug, defaults={**defaults, **fields})[0]


def expert(**fields: Any) -> Expert:
    n = next(number)
    return Expert.objects.create(
        **{
            "name": f"Expert {n}",
            "slug": f"expert-{n}",
            "role_nl": "architect",
            "role_en": "architect",
            **fields,
        }
    )


def organisation(**fields: Any) -> Organisation:
    n = next(number)
    return Organisation.objects.create(
        **{
            "name_nl": f"Organisatie {n}",
            "name_en": f"Organisation {n}",
            "slug": f"organisation-{n}",
            **fields,
        }
    )


def article(parent: SectionPage, **fields: Any) -> ArticlePage:
    """A published article with one author."""
    n = next(number)
    body = [("paragraph", "<p>Een alinea met een paar woorden.</p>")]
    page = ArticlePage(
        **{"title": f"Article {n}", "slug": f"article-{n}", "standfirst": "Waarom.", "body": body, **fields},
        locale=parent.locale,
    )
    page.authors = [ArticleAuthor(expert=expert())]
    return parent.add_child(instance=page)


def advertorial(parent: SectionPage, **fields: Any) -> ArticlePage:
    """A published advertorial of a sponsor of its own."""
    sponsor = fields.pop("sponsor", None) or organisation()
    return article(parent, kind=ArticlePage.Kind.ADVERTORIAL, sponsor=sponsor, **fields)


def picture(**fields: Any) -> Picture:
    """A picture with a file and an alternative text in both languages."""
    texts = {"title": f"Picture {next(number)}", "alt_nl": "Een kast", "alt_en": "A cupboard"}
    return Picture.objects.create(**{"file": get_test_image_file(), **texts, **fields})


def source(**fields: Any) -> Source:
    host = fields.pop("host", f"source{next(number)}.example")
    defaults = {
        "site": fields.pop("site", None) or site(),
        "title": host,
        "address": f"https://{host}/feed.xml",
        "host": host,
        "registrable_host": host,
    }
    return Source.objects.create(**{**defaults, **fields})


def item(**fields: Any) -> Item:
    n = next(number)
    url = fields.pop("url", f"https://source.example/{n}")
    defaults = {
        "external_id": url,
        "url": url,
        "canonical_url": url,
        "title": f"Item {n}",
        "language": "nl",
        "first_seen_at": NOW,
        "dated_at": fields.get("published_at") or NOW,
    }
    return Item.objects.create(**{"source": fields.pop("source", None) or source(), **defaults, **fields})


def story(**fields: Any) -> Story:
    title = fields.pop("title", f"Story {next(number)}")
    return Story.objects.create(
        **{"title": title, "slug": "story", "starts_at": NOW, "ends_at": NOW, **fields}
    )


def window(**fields: Any) -> DigestWindow:
    defaults = {
        "site": site(),
        "section_key": "home",
        "language": "nl",
        "cadence": "daily",
        "starts_at": NOW - timedelta(days=1),
        "ends_at": NOW,
    }
    return DigestWindow.objects.create(**{**defaults, **fields})


def digest(parent: HomePage | SectionPage | None = None, links: int = 0, **fields: Any) -> DigestPage:
    """A published digest with so many links, each to a story of its own."""
    parent = parent or home()
    n = next(number)
    page = DigestPage(**{"title": f"Digest {n}", "slug": f"digest-{n}", **fields}, locale=parent.locale)
    page.links = [digest_link(sort_order=i) for i in range(links)]
    return parent.add_child(instance=page)


def digest_link(**fields: Any) -> DigestLink:
    """A link that is not saved yet: it belongs to a page."""
    n = next(number)
    defaults = {
        "headline": f"Headline {n}",
        "url": f"https://source.example/{n}",
        "source_name": "Source",
        "original_title": f"Original {n}",
        "language": "nl",
    }
    return DigestLink(**{"story": fields.pop("story", None) or story(), **defaults, **fields})


def newsletter(**fields: Any) -> Newsletter:
    defaults = {
        "site": site(),
        "slug": f"letter-{next(number)}",
        "name_nl": "Vakblad dagelijks",
        "name_en": "Vakblad daily",
        "sender_name": "Vakblad",
        "sender_email": "redactie@vakblad.example",
    }
    return Newsletter.objects.create(**{**defaults, **fields})


def subscription(newsletter: Newsletter, **fields: Any) -> Subscription:
    """An active subscription of an address of its own."""
    address = Address.objects.for_email(fields.pop("email", f"reader{next(number)}@example.org"))
    defaults = {"state": Subscription.State.ACTIVE, "confirmed_at": NOW}
    return Subscription.objects.create(newsletter=newsletter, address=address, **{**defaults, **fields})


def candidate(**fields: Any) -> Candidate:
    """A candidate of a window, with a story of one item."""
    told = fields.pop("story", None) or story()
    item_ = fields.pop("item", None) or item(story=told)
    return Candidate.objects.create(
        **{"window": fields.pop("window", None) or window(), "story": told, "item": item_, **fields}
    )


def draft(of: DigestWindow, links: int = 0, parent: HomePage | SectionPage | None = None) -> DigestPage:
    """The draft that the machine made of a window, never published."""
    page = digest(parent, links, window=of, live=False, has_unpublished_changes=True)
    page.save_revision()
    return page


def forbid_publishing(role: str) -> None:
    """Take Wagtail's right to publish from a group."""
    GroupPagePermission.objects.filter(group__name=role, permission__codename="publish_page").delete()


def allow_desk_at(person: User, page: Page) -> None:
    """The desk's permission, and Wagtail's rights on one page alone."""
    group = Group.objects.create(name=f"Desk {next(number)}")
    group.permissions.add(*Permission.objects.filter(codename__in=["use_desk", "access_admin"]))
    for right in Permission.objects.filter(codename__in=["change_page", "publish_page"]):
        GroupPagePermission.objects.create(group=group, page=page, permission=right)
    person.groups.add(group)
