"""The page about our robot: whom it asks for what, under the name that it carries."""

import pytest
from django.test import Client

from articles.embeds import providers

pytestmark = pytest.mark.django_db


def test_robot_says_that_it_asks_hosts_of_videos_for_titles(client: Client) -> None:
    html = client.get("/en/bot/").content.decode()
    assert "for the title and the maker of a video" in html
    named = {one.name for one in providers.PROVIDERS if not one.endpoint.endswith("/services/oembed")}
    assert all(name in html for name in (*named, "PeerTube"))
