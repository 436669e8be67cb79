"""Wagtail's own embeds: they find nothing, and nobody is dialled on the way."""

import socket

import pytest
from django.conf import settings
from django.urls import reverse
from wagtail.embeds.embeds import get_embed
from wagtail.embeds.exceptions import EmbedNotFoundException
from wagtail.embeds.finders import get_finders

from articles.blocks.text import BOX_FEATURES, TEXT_FEATURES
from articles.embeds.finder import NoFinder

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=aqz-KE-bpKQ"


@pytest.fixture
def dialled(monkeypatch):
    """Whatever tries to look up or reach a host."""
    tried = []

    def refuse(*arguments, **_named):
        tried.append(arguments)
        raise OSError("no network in tests")

    monkeypatch.setattr(socket, "getaddrinfo", refuse)
    monkeypatch.setattr(socket.socket, "connect", refuse)
    return tried


def test_finder_of_wagtail_is_ours_alone():
    assert [type(finder) for finder in get_finders()] == [NoFinder]
    assert [line["class"] for line in settings.WAGTAILEMBEDS_FINDERS] == ["articles.embeds.finder.NoFinder"]


def test_embed_of_wagtail_finds_nothing_without_a_connection(dialled):
    with pytest.raises(EmbedNotFoundException):
        get_embed(VIDEO)
    assert dialled == []


def test_embed_chooser_of_wagtail_says_so_without_a_connection(admin_client, dialled):
    response = admin_client.post(reverse("wagtailembeds:chooser_upload"), {"embed-chooser-url": VIDEO})
    assert response.status_code == 200 and '"step": "chooser"' in response.content.decode()
    assert dialled == []


def test_rich_text_of_ours_has_no_embeds():
    assert "embed" not in {*BOX_FEATURES, *TEXT_FEATURES}
