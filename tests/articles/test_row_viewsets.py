"""Topics, series, experts and organisations in the CMS: lists, what a changed slug says, how one is chosen."""

import pytest
from django.urls import reverse
from wagtail.contrib.redirects.models import Redirect
from wagtail.test.utils.form_data import inline_formset, nested_form_data

from articles.models import Expert
from tests import factories
from tests.articles import images
from tests.articles.cms import signed_in
from tests.articles.rows import series, written

pytestmark = pytest.mark.django_db

LIST = "wagtailsnippets_articles_expert:list"
EDIT = "wagtailsnippets_articles_expert:edit"
ADD = "wagtailsnippets_articles_expert:add"
DELETE = "wagtailsnippets_articles_expert:delete"
CHOOSE = "wagtailsnippetchoosers_articles_expert:choose_results"
LIST_QUERIES = 25  # who asks 8, rows 3, their pages 3, with room for a cold cache


def typed(expert: Expert, **changes) -> dict:
    """The form of an expert as the CMS posts it."""
    fields = ("name", "slug", "role_nl", "role_en", "field_nl", "field_en", "biography_nl", "biography_en")
    data = {name: getattr(expert, name) for name in fields}
    return nested_form_data(
        {**data, "organisation": "", "portrait": "", "links": inline_formset([]), **changes}
    )


def test_the_list_names_field_employer_and_pages():
    expert = factories.expert(field_nl="Opslag", organisation=factories.organisation(name_en="Kadeland"))
    written(author=expert)
    html = signed_in().get(reverse(LIST)).content.decode()
    for words in (
        expert.name,
        "Opslag",
        "Kadeland",
        f"{factories.site().root_url}/nl/experts/{expert.slug}/",
    ):
        assert words in html
    assert f"/en/experts/{expert.slug}/" not in html


@pytest.mark.parametrize("kind", ["expert", "topic", "organisation", "series"])
@pytest.mark.parametrize("rows", [1, 30])
def test_lists_need_as_many_queries_for_many_as_for_few(django_assert_max_num_queries, kind, rows):
    section = factories.section_page()
    for number in range(rows):
        employer, topic = factories.organisation(), factories.topic(f"topic-{number}")
        expert = factories.expert(organisation=employer)
        written(section, author=expert, topics=[topic], series=series())
    browser = signed_in()
    url = reverse(f"wagtailsnippets_articles_{kind}:list")
    browser.get(url)
    with django_assert_max_num_queries(LIST_QUERIES):
        assert browser.get(url).status_code == 200


def test_the_list_finds_by_a_part_of_the_name_and_by_employer():
    employer = factories.organisation()
    for name in ("Marit van Leusden", "Ibrahim Tol"):
        factories.expert(name=name, organisation=employer if name.startswith("Marit") else None)
    for query in ({"q": "leusd"}, {"organisation": employer.pk}):
        html = signed_in().get(reverse(LIST), query).content.decode()
        assert "Marit van Leusden" in html
        assert "Ibrahim Tol" not in html


def test_a_chooser_finds_by_a_part_of_the_name():
    for name in ("Marit van Leusden", "Ibrahim Tol"):
        factories.expert(name=name)
    html = signed_in().get(reverse(CHOOSE), {"q": "leusd"}).content.decode()
    assert "Marit van Leusden" in html
    assert "Ibrahim Tol" not in html


def test_a_changed_slug_leaves_a_redirect_and_says_so():
    expert = factories.expert(slug="jan")
    response = signed_in().post(reverse(EDIT, args=[expert.pk]), typed(expert, slug="jan-vos"), follow=True)
    assert "The old address leads to the new one." in response.content.decode()
    assert Redirect.objects.get(old_path="/nl/experts/jan").redirect_link == "/nl/experts/jan-vos/"


def test_an_edit_that_keeps_the_slug_says_nothing_of_addresses():
    expert = factories.expert()
    response = signed_in().post(reverse(EDIT, args=[expert.pk]), typed(expert, name="Jan"), follow=True)
    assert Expert.objects.get().name == "Jan"
    assert "The old address" not in response.content.decode()


def test_a_slug_that_exists_is_said_and_nothing_typed_is_lost():
    factories.expert(slug="jan")
    other = factories.expert()
    data = typed(other, slug="jan", biography_nl="Schrijft al jaren.")
    html = signed_in().post(reverse(EDIT, args=[other.pk]), data).content.decode()
    assert "Expert with this Slug already exists." in html
    assert "Schrijft al jaren." in html


def test_a_new_row_takes_its_address_from_a_redirect():
    Redirect.objects.create(
        old_path="/nl/experts/jan", redirect_link="/nl/experts/anders/", automatically_created=True
    )
    new = Expert(name="Jan", slug="jan", role_nl="architect", role_en="architect")
    signed_in().post(reverse(ADD), typed(new))
    assert Expert.objects.filter(slug="jan").exists()
    assert not Redirect.objects.exists()


def test_deleting_a_row_drops_the_redirects_to_it():
    expert = factories.expert(slug="jan-vos")
    Redirect.objects.create(
        old_path="/nl/experts/jan", redirect_link="/nl/experts/jan-vos/", automatically_created=True
    )
    signed_in().post(reverse(DELETE, args=[expert.pk]))
    assert not Expert.objects.exists()
    assert not Redirect.objects.exists()


def test_the_form_links_to_the_page_in_each_language_that_has_one():
    expert = factories.expert()
    written(author=expert)
    html = signed_in().get(reverse(EDIT, args=[expert.pk])).content.decode()
    assert f"{factories.site().root_url}/nl/experts/{expert.slug}/" in html
    assert f"/en/experts/{expert.slug}/" not in html


@pytest.mark.parametrize("is_new", [True, False])
def test_saved_portrait_is_made_at_once(django_capture_on_commit_callbacks, settings, tmp_path, is_new):
    settings.MEDIA_ROOT = tmp_path
    expert = factories.expert()
    changes = {"portrait": images.picture().pk} | ({"slug": "nieuw"} if is_new else {})
    address = reverse(ADD) if is_new else reverse(EDIT, args=[expert.pk])
    with django_capture_on_commit_callbacks() as callbacks:
        assert signed_in().post(address, typed(expert, **changes)).status_code == 302
    assert Expert.objects.filter(portrait__isnull=False).count() == 1
    assert any("make_renditions" in repr(callback) for callback in callbacks)
