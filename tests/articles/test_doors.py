"""Every door to publishing asks `articles.publication`: one test through each, with an advertorial of nobody."""

from datetime import timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse
from django.utils import timezone, translation
from wagtail.actions.convert_alias import ConvertAliasPageAction
from wagtail.models import GroupApprovalTask, Page, Workflow, WorkflowPage, WorkflowTask

from articles.exceptions import NotPublishable
from articles.models import ArticlePage
from articles.tasks.schedule import keep_schedule
from mail.models import OutgoingMail
from tests import factories
from tests.articles.cms import edit_url, said, signed_in, typed

pytestmark = pytest.mark.django_db
REASON = "An advertorial needs a sponsor"
ADVERTORIAL = ArticlePage.Kind.ADVERTORIAL


@pytest.fixture(autouse=True)
def reasons_in_english(first_language) -> None:
    translation.activate("en")


@pytest.fixture
def section():
    return factories.section_page()


def unsponsored(section, **fields) -> ArticlePage:
    """A draft that may not be published, with a revision."""
    page = factories.article(section, kind=ADVERTORIAL, live=False, **fields)
    page.save_revision()
    return page


def is_live(page: Page) -> bool:
    return Page.objects.get(pk=page.pk).live


def test_button_of_the_edit_view_says_why_and_keeps_what_was_typed(section):
    page = unsponsored(section)
    response = signed_in().post(
        edit_url(page), typed(page, **{"standfirst": "Net getypt.", "action-publish": "1"})
    )
    assert REASON in said(response)
    assert "Net getypt." in response.content.decode()
    assert not is_live(page)


def test_button_of_the_create_view_says_why_and_keeps_what_was_typed(section):
    page = ArticlePage(title="Nieuw", slug="nieuw", standfirst="Net getypt.", kind=ADVERTORIAL)
    url = reverse("wagtailadmin_pages:add", args=["articles", "articlepage", section.pk])
    author = factories.expert()
    data = typed(page) | {"authors-TOTAL_FORMS": 1, "authors-0-expert": author.pk, "authors-0-ORDER": 1}
    response = signed_in().post(url, data | {"action-publish": "1"})
    assert REASON in said(response)
    assert "Net getypt." in response.content.decode()
    assert not ArticlePage.objects.filter(slug="nieuw").exists()


def test_draft_is_saved_without_being_asked(section):
    page = unsponsored(section)
    assert signed_in().post(edit_url(page), typed(page, standfirst="Later.")).status_code == 302
    assert ArticlePage.objects.get(pk=page.pk).standfirst == "Later."


def test_bulk_action_publishes_the_others_and_says_why(section):
    page, other = unsponsored(section), factories.article(section, live=False)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = signed_in().post(f"{url}?id={page.pk}&id={other.pk}&next=/cms/", follow=True)
    assert REASON in said(response)
    assert (is_live(page), is_live(other)) == (False, True)


def test_bulk_action_asks_for_what_lies_below(section):
    page = unsponsored(section)
    url = reverse("wagtail_bulk_action", args=["wagtailcore", "page", "publish"])
    response = signed_in().post(
        f"{url}?id={section.pk}&next=/cms/", {"include_descendants": "on"}, follow=True
    )
    assert REASON in said(response)
    assert not is_live(page)


def scheduled(page: Page, **fields) -> None:
    """Put the newest version on the schedule, as if it had been allowed then and its minute had come."""
    page.go_live_at = timezone.now() + timedelta(hours=1)
    revision = page.save_revision(**fields)
    revision.approved_go_live_at = timezone.now() - timedelta(minutes=1)
    revision.content["go_live_at"] = revision.approved_go_live_at.isoformat()
    revision.save()


@pytest.mark.parametrize("door", [keep_schedule, lambda: call_command("publish_scheduled")])
def test_schedule_holds_it_tells_its_owner_and_goes_on(section, door):
    owner = factories.user("Editor")
    page, other = unsponsored(section, owner=owner), factories.article(section, live=False)
    scheduled(page)
    scheduled(other)
    door()
    assert (is_live(page), is_live(other)) == (False, True)
    mail = OutgoingMail.objects.get()
    assert (mail.address, mail.purpose) == (owner.address, "notice")
    assert page.title in mail.subject
    assert edit_url(page) in mail.text


def test_schedule_tries_once(section):
    page = unsponsored(section, owner=factories.user("Editor"))
    scheduled(page)
    for _again in range(3):
        keep_schedule()
    assert OutgoingMail.objects.count() == 1
    assert not Page.objects.get(pk=page.pk).approved_schedule


def test_schedule_tells_who_scheduled_it_too(section):
    owner, editor = factories.user("Editor"), factories.user("Editor")
    scheduled(unsponsored(section, owner=owner), user=editor)
    keep_schedule()
    assert {mail.address for mail in OutgoingMail.objects.all()} == {owner.address, editor.address}


def test_schedule_leaves_what_was_live_as_it_was(section):
    page = factories.advertorial(section)
    page.sponsor = None
    scheduled(page)
    keep_schedule()
    assert ArticlePage.objects.get(pk=page.pk).sponsor is not None
    assert is_live(page)


def test_refusal_is_read_on_the_page_and_in_its_history(section):
    page = unsponsored(section, owner=factories.user("Editor"))
    scheduled(page)
    keep_schedule()
    browser = signed_in()
    assert REASON in said(browser.get(edit_url(page)))
    assert REASON in said(browser.get(reverse("wagtailadmin_pages:history", args=[page.pk])))


def test_schedule_cannot_be_set_for_what_may_not_be_published(section):
    page = unsponsored(section)
    later = (timezone.now() + timedelta(days=1)).strftime("%Y-%m-%d %H:%M")
    response = signed_in().post(edit_url(page), typed(page, **{"go_live_at": later, "action-publish": "1"}))
    assert REASON in said(response)
    assert not Page.objects.get(pk=page.pk).approved_schedule


def in_workflow(page: Page):
    """The page waits for the approval of editors."""
    task = GroupApprovalTask.objects.create(name="Approve")
    task.groups.add(*factories.user("Editor").groups.all())
    workflow = Workflow.objects.create(name="Approval")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    WorkflowPage.objects.create(workflow=workflow, page=page.get_parent())
    return workflow.start(page, factories.user("Contributor"))


@pytest.mark.parametrize("ajax", [{}, {"x-requested-with": "XMLHttpRequest"}])
def test_last_approval_says_why_and_the_page_still_waits(section, ajax):
    page = unsponsored(section)
    state = in_workflow(page)
    browser = signed_in()
    url = reverse(
        "wagtailadmin_pages:workflow_action", args=[page.pk, "approve", state.current_task_state.pk]
    )
    response = browser.post(url, headers=ajax)
    assert response.status_code == (200 if ajax else 302)
    assert REASON in said(browser.get(edit_url(page)))
    state.refresh_from_db()
    assert (state.status, is_live(page)) == ("in_progress", False)


def test_revision_publish_raises(section):
    page = unsponsored(section)
    with pytest.raises(NotPublishable, match=REASON):
        page.get_latest_revision().publish(user=factories.user("Editor"))
    assert not is_live(page)


def test_saving_a_live_page_raises_with_and_without_cleaning(section):
    page = unsponsored(section)
    page.live = True
    for clean in (True, False):
        with pytest.raises(NotPublishable, match=REASON):
            page.save(clean=clean)
    with pytest.raises(NotPublishable):
        page.save(update_fields=["live"], clean=False)
    assert not is_live(page)


def test_saving_as_a_bare_page_raises_only_where_it_would_go_live(section):
    page, live = Page.objects.get(pk=unsponsored(section).pk), Page.objects.get(pk=section.pk)
    page.live = live.locked = True
    with pytest.raises(NotPublishable):
        page.save()
    with pytest.raises(NotPublishable):
        page.save(update_fields=["live"])
    page.save(update_fields=["locked"])
    live.save()
    assert not is_live(page)


def test_adding_a_live_page_raises(section):
    with pytest.raises(NotPublishable, match=REASON):
        factories.article(section, kind=ADVERTORIAL)


def test_translation_is_a_draft_that_is_asked_when_published(section):
    english = factories.section_page(language="en", translation_key=section.translation_key)
    page = factories.article(section, picture=factories.picture(alt_en=""))
    translation = page.copy_for_translation(english.locale)
    assert not translation.live
    with pytest.raises(NotPublishable, match="alternative text"):
        translation.get_latest_revision().publish()


def test_alias_in_another_language_is_not_made_live(section):
    english = factories.section_page(language="en", translation_key=section.translation_key)
    page = factories.article(section, picture=factories.picture(alt_en=""))
    with pytest.raises(NotPublishable):
        page.copy_for_translation(english.locale, alias=True)
    with pytest.raises(NotPublishable):
        page.create_alias(parent=english, update_locale=english.locale)
    assert not ArticlePage.objects.filter(locale=english.locale).exists()


def aliased(section):
    """An article, and its live alias in English, owned by an editor."""
    english = factories.section_page(language="en", translation_key=section.translation_key)
    page = factories.article(section, standfirst="Eerst.")
    return page, page.copy_for_translation(english.locale, alias=True)


def test_alias_that_may_not_follow_stays_as_it_was_and_its_owner_reads_why(section):
    page, alias = aliased(section)
    ArticlePage.objects.filter(pk=alias.pk).update(owner=factories.user("Editor"))
    page.standfirst, page.picture = "Dan.", factories.picture(alt_en="")
    page.save_revision().publish()
    alias.refresh_from_db()
    assert (alias.standfirst, alias.live) == ("Eerst.", True)
    assert ArticlePage.objects.get(pk=page.pk).standfirst == "Dan."
    assert OutgoingMail.objects.get().address == ArticlePage.objects.get(pk=alias.pk).owner.address


def test_alias_follows_what_may_be_published(section):
    page, alias = aliased(section)
    page.standfirst = "Dan."
    page.save_revision().publish()
    assert ArticlePage.objects.get(pk=alias.pk).standfirst == "Dan."


def test_alias_made_a_page_of_its_own_is_asked_at_its_next_publishing(section):
    _page, alias = aliased(section)
    own = ArticlePage.objects.get(pk=alias.pk)
    ConvertAliasPageAction(own).execute()
    own.kind = ADVERTORIAL
    with pytest.raises(NotPublishable, match=REASON):
        own.save_revision().publish()


def lost_its_text(section) -> ArticlePage:
    """A live article whose picture lost its alternative text after publishing."""
    page = factories.article(section, picture=factories.picture())
    page.picture.alt_nl = ""
    page.picture.save()
    return page


@pytest.mark.parametrize("choice", ["publish_copies", "alias"])
def test_copying_live_says_why_and_keeps_what_was_typed(section, choice):
    page = lost_its_text(section)
    url = reverse("wagtailadmin_pages:copy", args=[page.pk])
    typed_in = {"new_title": "Een kopie", "new_slug": "kopie", "new_parent_page": section.pk, choice: "on"}
    response = signed_in().post(url, typed_in)
    assert "has no alternative text" in said(response)
    assert 'value="Een kopie"' in response.content.decode()
    assert not ArticlePage.objects.filter(slug="kopie").exists()


def test_copying_a_tree_live_asks_for_each_page(section):
    lost_its_text(section)
    with pytest.raises(NotPublishable, match="alternative text"):
        section.copy(recursive=True, keep_live=True, update_attrs={"slug": "kopie"})


def test_copying_as_a_draft_is_free(section):
    page = lost_its_text(section)
    assert not page.copy(keep_live=False, update_attrs={"slug": "kopie"}).live


def test_going_back_to_an_older_version_is_asked(section):
    page = factories.advertorial(section)
    older = page.save_revision()
    older.content["sponsor"] = None
    older.save()
    url = reverse("wagtailadmin_pages:revisions_revert", args=[page.pk, older.pk])
    data = typed(page, **{"sponsor": "", "revision": older.pk, "action-publish": "1"})
    assert REASON in said(signed_in().post(edit_url(page), data))
    assert signed_in().get(url).status_code == 200
    assert ArticlePage.objects.get(pk=page.pk).sponsor is not None


def test_moving_keeps_a_draft_a_draft(section):
    page = unsponsored(section)
    page.move(factories.section_page("data"), pos="last-child")
    assert not is_live(page)


def test_unpublishing_is_free(section):
    page = lost_its_text(section)
    page.unpublish()
    assert not is_live(page)
