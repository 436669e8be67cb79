"""Embeds in the CMS: a draft asks for titles, an editor who opens a page hears what could not be had."""

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import nested_form_data, rich_text, streamfield

from accounts import roles
from articles.models import Embed
from tests.factories import article, section_page, user

pytestmark = pytest.mark.django_db
VIDEO = "https://youtu.be/aqz-KE-bpKQ"
FAULT = {"code": "not_found", "detail": "404"}


def edit(client, page):
    return client.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).content.decode()


def page_with_video(**fields):
    page = article(section_page(), body=[("embed", VIDEO)])
    page.save_revision()
    Embed.objects.create(address=VIDEO, provider="YouTube", **fields)
    return page


def test_editor_who_opens_the_page_reads_what_failed_and_what_to_do(admin_client):
    html = edit(admin_client, page_with_video(state="failed", fault=FAULT))
    assert "YouTube" in html and VIDEO in html and "publi" in html
    assert Embed.objects.get().fault_in_words in html


def test_editor_who_opens_a_page_whose_embeds_are_well_reads_nothing(admin_client):
    page = page_with_video(state="read", title="Film")
    assert "YouTube:" not in edit(admin_client, page) and "messages--" not in edit(admin_client, page)


@pytest.mark.parametrize(
    ("role", "status"), [(roles.EDITOR, 200), (roles.PUBLISHER, 200), (roles.MODERATOR, 302)]
)
def test_list_of_embeds_is_for_who_publishes(client, role, status):
    Embed.objects.create(address=VIDEO, provider="YouTube", fault=FAULT)
    client.force_login(user(role))
    response = client.get(reverse("embeds:index"))
    assert response.status_code == status
    assert status != 200 or VIDEO in response.content.decode()


def test_list_of_embeds_lets_nobody_change_them(admin_client):
    embed = Embed.objects.create(address=VIDEO, provider="YouTube")
    assert admin_client.get(reverse("embeds:edit", args=[embed.pk])).status_code == 302
    assert admin_client.get(reverse("embeds:add")).status_code == 302


def test_saved_draft_asks_for_its_embeds(admin_client):
    page = article(section_page())
    fields = {
        "title": "Titel",
        "slug": page.slug,
        "standfirst": "Waarom.",
        "kind": "article",
        "body": streamfield([("paragraph", rich_text("<p>x</p>")), ("embed", VIDEO)]),
    }
    for name in ("authors", "notes", "related_links"):
        forms = {"TOTAL_FORMS": 0, "INITIAL_FORMS": 0, "MIN_NUM_FORMS": 0, "MAX_NUM_FORMS": 9}
        fields |= {f"{name}-{key}": value for key, value in forms.items()}
    admin_client.post(reverse("wagtailadmin_pages:edit", args=[page.pk]), nested_form_data(fields))
    assert Embed.objects.get().address == VIDEO
