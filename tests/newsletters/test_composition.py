"""`newsletters.composition`: what belongs to an issue, in both editions, and what to the next."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from articles.models import ArticleAuthor
from newsletters import composition
from newsletters.exceptions import NothingToCompose, WindowOpen, WindowTaken
from newsletters.models import Newsletter
from newsletters.models.lists import Cadence
from tests import factories

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
CLOSED = datetime(2026, 11, 24, 5, 0, tzinfo=UTC)  # 06:00 in Amsterdam
HOUR = timedelta(hours=1)


def letter() -> Newsletter:
    return factories.newsletter(daily_closing_hour=6)


def published(at: datetime, parent=None, links: int = 1):
    return factories.digest(parent, links=links, first_published_at=at)


def headlines(issue, edition: str = "nl") -> list[str]:
    return [item.headline for item in issue.items.filter(edition=edition)]


def test_compose_due_takes_what_was_published_within_the_window():
    newsletter = letter()
    published(CLOSED - timedelta(days=1) - HOUR)
    within = [published(CLOSED - timedelta(days=1)), published(CLOSED - HOUR)]
    published(CLOSED)
    [issue] = composition.compose_due(NOW)
    assert (issue.newsletter, issue.ends_at, issue.state) == (newsletter, CLOSED, "draft")
    assert headlines(issue) == [page.links.get().headline for page in within]


def test_compose_due_twice_makes_one_issue():
    letter()
    published(CLOSED - HOUR)
    assert len(composition.compose_due(NOW)) == 1
    assert composition.compose_due(NOW) == []


def test_compose_due_without_content_makes_none_and_keeps_the_window_open():
    newsletter = letter()
    assert composition.compose_due(NOW) == []
    with pytest.raises(NothingToCompose, match="nothing was published"):
        composition.compose_ended(newsletter, Cadence.DAILY, NOW)


def test_compose_after_a_stop_of_days_loses_nothing():
    newsletter = letter()
    published(CLOSED - timedelta(days=5))
    composition.compose_ended(newsletter, Cadence.DAILY, CLOSED - timedelta(days=4))
    late = published(CLOSED - timedelta(days=3))
    issue = composition.compose_ended(newsletter, Cadence.DAILY, NOW)
    assert headlines(issue) == [late.links.get().headline]


def test_compose_now_ends_the_window_here_and_the_next_begins_here():
    newsletter = letter()
    first = published(CLOSED + HOUR)
    issue = composition.compose_now(newsletter, Cadence.DAILY, NOW)
    second = published(NOW)
    following = composition.compose_ended(newsletter, Cadence.DAILY, NOW + timedelta(days=1))
    assert headlines(issue) == [first.links.get().headline]
    assert headlines(following) == [second.links.get().headline]
    assert (issue.ends_at, following.starts_at, issue.is_composed_at_once) == (NOW, NOW, True)


def test_compose_now_without_news_says_so():
    newsletter = letter()
    published(CLOSED - HOUR)
    composition.compose_now(newsletter, Cadence.DAILY, NOW)
    with pytest.raises(NothingToCompose):
        composition.compose_now(newsletter, Cadence.DAILY, NOW + HOUR)
    with pytest.raises(WindowTaken):
        composition.compose_now(newsletter, Cadence.DAILY, NOW)


def test_compose_ended_again_gives_the_same_issue():
    newsletter = letter()
    published(CLOSED - HOUR)
    issue = composition.compose_ended(newsletter, Cadence.DAILY, NOW)
    assert composition.compose_ended(newsletter, Cadence.DAILY, NOW + HOUR) == issue


def test_compose_ended_after_compose_now_waits_for_the_next_closing():
    newsletter = letter()
    published(CLOSED - HOUR)
    composition.compose_now(newsletter, Cadence.DAILY, NOW)
    with pytest.raises(WindowOpen, match="2026-11-25"):
        composition.compose_ended(newsletter, Cadence.DAILY, NOW + HOUR)


def test_compose_overlapping_window_is_refused():
    newsletter = letter()
    published(CLOSED - HOUR)
    composition.compose_ended(newsletter, Cadence.DAILY, NOW)
    overlapping = composition.Window(CLOSED - 2 * HOUR, CLOSED + HOUR)
    with pytest.raises(WindowTaken, match="composed already"):
        composition.compose(newsletter, Cadence.DAILY, overlapping, NOW)


def test_compose_each_edition_takes_its_own_locale():
    letter()
    dutch = published(CLOSED - HOUR)
    english = published(CLOSED - HOUR, factories.home("en"))
    [issue] = composition.compose_due(NOW)
    assert headlines(issue, "nl") == [dutch.links.get().headline]
    assert headlines(issue, "en") == [english.links.get().headline]
    assert issue.subject_nl.endswith(", dinsdag 24 november")
    assert issue.subject_en == "Vakblad daily daily, Tuesday 24 November"


def test_compose_of_a_section_leaves_home_and_other_sections_out():
    newsletter = letter()
    cloud, data = factories.section_page("cloud"), factories.section_page("data")
    newsletter.sections.add(cloud.section)
    published(CLOSED - HOUR)
    published(CLOSED - HOUR, data)
    wanted = published(CLOSED - HOUR, cloud)
    article = factories.article(cloud, first_published_at=CLOSED - HOUR)
    [issue] = composition.compose_due(NOW)
    assert headlines(issue) == [wanted.links.get().headline, article.title]


def test_compose_keeps_the_editors_order_and_the_story_of_a_merged_one():
    letter()
    heir = factories.story()
    page = published(CLOSED - HOUR, links=3)
    link = page.links.first()
    link.story.merged_into = heir
    link.story.save()
    [issue] = composition.compose_due(NOW)
    items = list(issue.items.filter(edition="nl"))
    assert [item.place for item in items] == [0, 1, 2]
    assert items[0].identities == [f"url:{link.url}", f"story:{heir.pk}"]


def test_compose_draft_digest_is_left_out():
    letter()
    factories.digest(links=1, live=False, first_published_at=CLOSED - HOUR)
    assert composition.compose_due(NOW) == []


def test_compose_article_with_a_long_title_and_many_authors_fits_its_columns():
    letter()
    page = factories.article(
        factories.section_page("cloud"), title="T" * 255, first_published_at=CLOSED - HOUR
    )
    page.authors = [ArticleAuthor(expert=factories.expert(name=f"{n}{'A' * 99}")) for n in range(4)]
    page.save()
    [issue] = composition.compose_due(NOW)
    item = issue.items.get()
    assert item.headline == page.title
    assert (len(item.source_name), item.source_name[-1]) == (200, "…")


def test_alias_of_an_article_is_no_second_item():
    newsletter = letter()
    article = factories.article(factories.section_page(), first_published_at=CLOSED - HOUR)
    alias = article.create_alias(parent=factories.section_page("data"))
    assert (alias.live, alias.first_published_at) == (True, CLOSED - HOUR)
    issue = composition.compose_ended(newsletter, Cadence.DAILY, NOW)
    assert headlines(issue) == [article.title]
