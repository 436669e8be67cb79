"""`newsletters.rendering`: the mail as a reader gets it."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import SMTP
from itertools import pairwise

import pytest
from django.conf import settings

from articles.models import MagazineSettings
from newsletters import composition
from newsletters.links import unsubscribe_urls
from newsletters.mailing import Mailing
from newsletters.models import Delivery, Issue
from newsletters.models.lists import Cadence
from newsletters.rendering import decoded
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
MARK = re.compile("[\ue000-\uf8ff]")


def composed(links: int = 9, **link) -> Issue:
    MagazineSettings.objects.update_or_create(
        site=factories.site(), defaults={"postal_address": "Kade 12, 9711 AB Groningen"}
    )
    for language in ("nl", "en"):
        page = factories.digest(factories.home(language), first_published_at=NOW - timedelta(hours=1))
        page.links = [factories.digest_link(sort_order=place, **link) for place in range(links)]
        page.save()
    return composition.compose_now(factories.newsletter(name_nl="Cloud", name_en="Cloud"), Cadence.DAILY, NOW)


def mail(issue: Issue, **reader) -> EmailMessage:
    subscription = factories.subscription(issue.newsletter, **reader)
    delivery = Delivery.objects.create(issue=issue, subscription=subscription)
    mailing = Mailing(issue)
    return message_from_bytes(mailing.message(delivery, mailing.select(subscription), NOW), policy=SMTP)


def parts(message: EmailMessage) -> tuple[str, str]:
    text, html = message.iter_parts()
    return text.get_content(), html.get_content()


def test_mail_has_a_complete_text_part_first():
    issue = composed(links=4)
    text, html = parts(mail(issue, minutes=10))
    for item in issue.items.filter(edition="nl"):
        assert item.headline in text and item.headline in html
        assert item.url in text and item.url in html
    for part in (text, html):
        assert "Kade 12, 9711 AB Groningen" in part
        assert "/unsubscribe/" in part and "/preferences/" in part
    assert not MARK.search(text + html)


@pytest.mark.parametrize("language", ["nl", "en"])
def test_mail_is_in_the_language_of_its_edition(language):
    message = mail(composed(), edition=language)
    assert f'<html lang="{language}">' in parts(message)[1]
    assert f"/{language}/newsletters/preferences/" in parts(message)[0]
    assert message["Content-Language"] == language


def test_mail_says_in_english_what_is_in_it():
    text, _html = parts(mail(composed(minutes=3), edition="en", minutes=5))
    assert "Tuesday 24 November. Good morning. 5 minutes: 1 to read, 7 in short, chosen for you." in text
    assert text.index("TO READ") < text.index("IN SHORT")


def test_mail_without_anything_to_read_leaves_that_part_out():
    text, html = parts(mail(composed(minutes=9), edition="en", minutes=3))
    assert "TO READ" not in text and "To read" not in html
    assert "3 minutes: 9 in short" in text


def test_mail_names_the_topics_that_the_reader_follows():
    issue = composed(
        topic_slugs=["cloud", "data", "markt"], also_in=[{"name": "A", "url": "https://a.example"}] * 4
    )
    topics = [factories.topic(slug, name_en=slug.title()) for slug in ("cloud", "data", "markt")]
    subscription = factories.subscription(issue.newsletter, edition="en")
    subscription.topics.set(topics[:1])
    mailing = Mailing(issue)
    pair = mailing.preview(subscription, mailing.select(subscription))
    assert "Because you follow Cloud and 5 sources wrote about it." in decoded(pair.text)
    assert '<p class="kicker">Cloud</p>' in decoded(pair.html)


@pytest.mark.parametrize(
    ("edition", "headline", "attribute"),
    [("nl", "Cables land", ' lang="en"'), ("en", "Cables land", ""), ("nl", "Kabels aan land", "")],
)
def test_mail_says_which_headline_is_in_another_language(edition, headline, attribute):
    issue = composed(headline=headline, original_title="Cables land", language="en", minutes=2)
    html = parts(mail(issue, edition=edition))[1]
    assert f"<h3{attribute}><a" in html and f"<b{attribute}>{headline}" in html


def test_mail_escapes_what_others_wrote():
    _text, html = parts(mail(composed(headline='<script>"A & B"</script>', why="<b>")))
    assert "&lt;script&gt;&quot;A &amp; B&quot;&lt;/script&gt;" in html
    assert "<script>" not in html


def test_mail_stays_below_90_kb_with_the_longest_texts():
    link = {"headline": "W" * 250, "why": "é" * 250, "source_name": "S" * 100}
    issue = composed(links=40, **link, url=f"https://example.org/{'x' * 500}", minutes=1)
    _text, html = parts(mail(issue, minutes=10))
    assert len(html.encode()) < 90_000


def test_mail_of_endless_addresses_leaves_out_the_last_in_short():
    issue = composed(links=40, url=f"https://example.org/{'x' * 1900}", minutes=60)
    issue.items.update(identities=[])
    for item in issue.items.all():
        item.identities = [f"n:{item.pk}"]
        item.save()
    subscription = factories.subscription(issue.newsletter, minutes=10)
    selection = Mailing(issue).select(subscription)
    _text, html = parts(mail(issue, minutes=10))
    assert len(html.encode()) < 90_000
    assert 30 < len(selection.know) < 40
    assert selection.minutes == len(selection.know) / 4
    assert [chosen.offer.place for chosen in selection.know] == list(range(len(selection.know)))


def test_mail_headings_go_down_by_one():
    _text, html = parts(mail(composed(minutes=2), minutes=5))
    levels = [int(level) for level in re.findall(r"<h([1-6])", html)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(deeper - level <= 1 for level, deeper in pairwise(levels))


def test_mail_holds_no_picture_and_no_script():
    _text, html = parts(mail(composed()))
    assert not re.search(r"<(img|script|iframe|link)\b", html)


def test_mail_has_the_same_message_id_whenever_it_is_written():
    issue = composed()
    subscription = factories.subscription(issue.newsletter)
    delivery = Delivery.objects.create(issue=issue, subscription=subscription)
    mailing = Mailing(issue)
    selection = mailing.select(subscription)
    first, second = (mailing.message(delivery, selection, NOW + timedelta(hours=h)) for h in (0, 5))
    assert message_from_bytes(first)["Message-ID"] == message_from_bytes(second)["Message-ID"]


def test_preview_holds_no_link_that_is_the_readers_alone():
    issue = composed()
    subscription = factories.subscription(issue.newsletter)
    mailing = Mailing(issue)
    pair = mailing.preview(subscription, mailing.select(subscription))
    assert "/unsubscribe/" not in decoded(pair.html) + decoded(pair.text)


@pytest.mark.parametrize(
    ("name", "phrase"),
    [("Café, data", "=?utf-8?b?Q2Fmw6ksIGRhdGE=?="), ("Cloud, data", '"Cloud, data"'), ("Cloud", "Cloud")],
)
def test_headers_of_the_list_say_exactly_what_they_must(name, phrase):
    issue = composed()
    newsletter = issue.newsletter
    newsletter.name_nl, newsletter.slug = name, "cloud"
    newsletter.save()
    subscription = factories.subscription(newsletter)
    delivery, mailing = Delivery.objects.create(issue=issue, subscription=subscription), Mailing(issue)
    lines = (
        mailing.message(delivery, mailing.select(subscription), NOW).replace(b"\r\n ", b" ").split(b"\r\n")
    )
    headers = dict(line.decode().split(": ", 1) for line in lines[: lines.index(b"")])
    one_click = unsubscribe_urls(newsletter.site.root_url, subscription, NOW)[1]
    assert {key: value for key, value in headers.items() if key.startswith(("List-", "Feedback"))} == {
        "List-Id": f"{phrase} <cloud.nl.localhost>",
        "List-Help": "<http://localhost/nl/newsletters/>",
        "List-Archive": "<http://localhost/nl/>",
        "List-Unsubscribe": f"<{one_click}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Feedback-ID": f"{issue.pk}:cloud:daily:{settings.MAIL_DOMAIN}",
    }


def test_sender_name_beyond_ascii_arrives_as_it_was_written():
    issue = composed()
    letter = issue.newsletter
    letter.sender_name, letter.sender_email = "Vakblad,\nde redactie é", "redactie@vakblåd.example"
    letter.save()
    [address] = mail(issue)["From"].addresses
    assert address.display_name == "Vakblad, de redactie é"
    assert address.addr_spec == "redactie@xn--vakbld-mua.example"
