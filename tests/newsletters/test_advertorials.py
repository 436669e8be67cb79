"""The one advertorial of an edition: chosen by a publisher, in every mail, in nobody's minutes, never a reason."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.policy import SMTP

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from wagtail.models import ModelLogEntry

from articles.models import ArticlePage
from newsletters import advertorials, approval, composition, delivery, ledger
from newsletters.exceptions import DecisionRefused, NothingToCompose
from newsletters.ledger import Run
from newsletters.mailing import Mailing
from newsletters.models import Issue, IssueAdvertorial
from newsletters.models.lists import Cadence
from tests import factories
from tests.newsletters.test_delivery import Server

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


@pytest.fixture
def paid():
    """A live advertorial in Dutch, published in the window of the issue."""
    sponsor = factories.organisation(name_nl="Pompbouw", name_en="Pumpworks")
    section = factories.section_page()
    return factories.advertorial(
        section, title="Pompen die zelf bellen", sponsor=sponsor, first_published_at=NOW - HOUR
    )


def draft(at: datetime = NOW, **newsletter) -> Issue:
    factories.digest(links=2, first_published_at=at - HOUR)
    return composition.compose_now(factories.newsletter(**newsletter), Cadence.DAILY, at)


def choose(issue: Issue, article, edition: str = "nl") -> None:
    advertorials.choose(issue, {edition: article}, factories.user("Publisher"), NOW)


def send(issue: Issue, at: datetime = NOW) -> Server:
    approval.approve(issue, factories.user("Publisher"), at)
    delivery.start(at)
    server = Server()
    delivery.send(Run(lambda: at), server.connect)
    return server


def parts(mail: bytes) -> tuple[str, str]:
    text, html = message_from_bytes(mail, policy=SMTP).iter_parts()
    return text.get_content(), html.get_content()


def test_composing_skips_advertorials(paid):
    issue = draft()
    assert paid.title not in [item.headline for item in issue.items.all()]
    assert not issue.advertorials.exists()


def test_window_with_an_advertorial_alone_has_nothing_to_compose(paid):
    with pytest.raises(NothingToCompose):
        composition.compose_now(factories.newsletter(), Cadence.DAILY, NOW)


def test_every_reader_gets_it_last_and_labelled_in_both_parts(paid):
    issue = draft()
    choose(issue, paid)
    for minutes in (3, 10):
        factories.subscription(issue.newsletter, minutes=minutes)
    last = max(item.headline for item in issue.items.filter(edition="nl"))
    mails = send(issue).mails
    assert len(mails) == 2
    for _sender, _recipient, mail in mails:
        for part in parts(mail):
            assert part.index(last) < part.index("Advertorial") < part.index(paid.title)
            assert "Pompbouw" in part[part.index("Advertorial") : part.index(paid.title)]
        assert f'<a href="{paid.full_url}" rel="sponsored">' in parts(mail)[1]


def test_it_counts_in_nobodys_minutes(paid):
    issue = draft()
    reader = factories.subscription(issue.newsletter, minutes=10)
    before = Mailing(issue).select(reader)
    choose(issue, paid)
    after = Mailing(issue).select(reader)
    assert (after.minutes, after.read, after.know) == (before.minutes, before.read, before.know)
    assert (before.advertorial, bool(after.advertorial)) == (None, True)


def test_it_is_never_a_reason_to_send(paid):
    issue = draft()
    choose(issue, paid)
    reader = factories.subscription(issue.newsletter, edition="nl")
    issue.items.filter(edition="nl").delete()
    assert send(issue).mails == []
    assert reader.deliveries.get().exclusion == "nothing_new"


def test_other_edition_carries_none_of_it(paid):
    factories.digest(factories.home("en"), links=1, first_published_at=NOW - HOUR)
    issue = draft()
    choose(issue, paid)
    factories.subscription(issue.newsletter, edition="en")
    [(_sender, _recipient, mail)] = send(issue).mails
    assert all("Advertorial" not in part for part in parts(mail))


def test_delivery_remembers_that_it_carried_it_and_the_next_issue_goes_on(paid):
    issue = draft()
    choose(issue, paid)
    reader = factories.subscription(issue.newsletter)
    send(issue)
    assert reader.deliveries.get().carried[-1] == {"advertorial": issue.advertorials.get().pk}
    later = NOW + DAY
    factories.digest(links=1, first_published_at=later - HOUR)
    following = composition.compose_now(issue.newsletter, Cadence.DAILY, later)
    assert len(send(following, later).mails) == 1
    assert ledger.balance(following).holds


def test_snapshot_outlives_the_page_once_the_audience_is_frozen(paid):
    issue = draft()
    choose(issue, paid)
    factories.subscription(issue.newsletter)
    title = paid.title
    approval.approve(issue, factories.user("Publisher"), NOW)
    delivery.start(NOW)
    paid.delete()
    server = Server()
    delivery.send(Run(lambda: NOW), server.connect)
    [(_sender, _recipient, mail)] = server.mails
    assert title in parts(mail)[0]


def approve(issue: Issue) -> None:
    approval.approve(issue, factories.user("Publisher"), NOW)


def freeze(issue: Issue) -> None:
    assert delivery.prepare(issue, NOW)


def change(article: ArticlePage, **fields) -> None:
    ArticlePage.objects.filter(pk=article.pk).update(**fields)


def dropped(issue: Issue) -> list[list[str]]:
    entries = ModelLogEntry.objects.for_instance(issue).filter(action="newsletters.issue.drop")
    return [entry.data["dropped"] for entry in entries]


@pytest.mark.parametrize("is_approved", [False, True])
def test_article_sold_before_approval_or_sending_is_no_item_any_more(paid, is_approved):
    sold = factories.article(paid.get_parent().specific, first_published_at=NOW - HOUR)
    issue = draft()
    if is_approved:
        approve(issue)
    assert issue.items.filter(article=sold).exists()
    change(sold, kind=ArticlePage.Kind.ADVERTORIAL, sponsor=paid.sponsor)
    (freeze if is_approved else approve)(issue)
    assert issue.items.exists()
    assert not issue.items.filter(article=sold).exists()
    assert dropped(issue) == [[f"nl: {sold.title}"]]


@pytest.mark.parametrize("fields", [{"live": False}, {"kind": ArticlePage.Kind.ARTICLE}])
@pytest.mark.parametrize("is_approved", [False, True])
def test_advertorial_that_is_none_any_more_is_taken_out(paid, is_approved, fields):
    issue = draft()
    choose(issue, paid)
    if is_approved:
        approve(issue)
    change(paid, **fields)
    (freeze if is_approved else approve)(issue)
    assert not issue.advertorials.exists()
    assert dropped(issue) == [[f"nl: {paid.title}"]]


def test_nothing_that_stayed_as_it_was_is_taken_out(paid):
    issue = draft()
    choose(issue, paid)
    items = issue.items.count()
    send(issue)
    assert (issue.items.count(), issue.advertorials.count()) == (items, 1)
    assert dropped(issue) == []


def test_only_live_advertorials_of_the_magazine_and_language_can_be_chosen(paid):
    section = paid.get_parent().specific
    factories.article(section)
    factories.advertorial(factories.section_page("data", "en"))
    factories.advertorial(section).unpublish()
    newsletter = factories.newsletter()
    assert list(advertorials.choices(newsletter, "nl")) == [paid]


def test_approved_issue_keeps_what_was_approved(paid):
    issue = draft()
    approval.approve(issue, factories.user("Publisher"), NOW)
    with pytest.raises(DecisionRefused):
        choose(issue, paid)
    assert not IssueAdvertorial.objects.exists()


@pytest.fixture
def issue():
    return draft(timezone.now())


def post(role: str, issue: Issue, article, **headers):
    browser = Client(headers={"accept-language": "en"})
    browser.force_login(factories.user(role))
    data = {"nl": article.pk if article else "", "en": ""}
    return browser.post(reverse("issues:advertorials", args=[issue.pk]), data, follow=True)


def test_publisher_chooses_and_takes_back_on_the_issues_page(issue, paid):
    page = post("Publisher", issue, paid).content.decode()
    assert "Pompbouw: <a" in page
    assert issue.advertorials.get().article_id == paid.pk
    post("Publisher", issue, None)
    assert not issue.advertorials.exists()


@pytest.mark.parametrize("role", ["Editor", "Contributor", "Moderator", "Operator"])
def test_nobody_else_chooses(issue, paid, role):
    post(role, issue, paid)
    assert not IssueAdvertorial.objects.exists()


def test_choosing_an_article_of_our_own_is_refused_at_the_field(issue, paid):
    article = factories.article(paid.get_parent().specific)
    response = post("Publisher", issue, article)
    assert response.context["form"].errors.keys() == {"nl"}
    assert not IssueAdvertorial.objects.exists()
