"""A section in the CMS: what may change, and what others know it by."""

import pytest
from django.urls import reverse

from articles.models import Section
from tests import factories
from tests.articles.cms import signed_in

pytestmark = pytest.mark.django_db


def typed(**changes) -> dict:
    fields = {
        "site": factories.site().pk,
        "key": "cloud",
        "name_nl": "Cloud",
        "name_en": "Cloud",
        "position": 0,
    }
    return {**fields, **changes}


def test_key_of_a_new_section_is_the_editors():
    response = signed_in().post(reverse("wagtailsnippets_articles_section:add"), typed(key="opslag"))
    assert response.status_code == 302 and Section.objects.filter(key="opslag").exists()


def test_key_stays_so_that_feeds_keep_their_addresses():
    page = factories.section_page("cloud")
    browser, edit = signed_in(), reverse("wagtailsnippets_articles_section:edit", args=[page.section.pk])

    response = browser.post(edit, typed(key="wolken", name_nl="Wolken"))

    assert response.status_code == 302 and Section.objects.get(pk=page.section.pk).name_nl == "Wolken"
    assert browser.get("/nl/feeds/section/cloud.atom").status_code == 200
