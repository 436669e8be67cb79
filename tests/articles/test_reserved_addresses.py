"""A page below a front may not take an address that leads to a page of the program."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import inline_formset, nested_form_data, streamfield

from articles.models import StandardPage
from tests import factories
from tests.articles.cms import said, signed_in

pytestmark = pytest.mark.django_db


def posted(slug: str):
    """What the CMS answers to a new page of that address below the front."""
    url = reverse("wagtailadmin_pages:add", args=["articles", "standardpage", factories.home().pk])
    data = {"title": "Mijn titel", "slug": slug, "body": streamfield([]), "comments": inline_formset([])}
    return signed_in().post(url, nested_form_data(data))


@pytest.mark.parametrize("slug", ["topics", "feeds", "newsletters", "experts", "bot"])
def test_address_of_the_program_is_refused_and_what_was_typed_kept(slug):
    response = posted(slug)
    assert "belongs to the magazine" in said(response)
    assert "Mijn titel" in response.content.decode()
    assert not StandardPage.objects.exists()


def test_any_other_address_is_taken():
    assert posted("over-ons").status_code == 302
    assert StandardPage.objects.get().slug == "over-ons"
