"""The sample host of video: what it tells by oEmbed, and what plays."""

import json

import pytest
from django.utils import timezone

from articles.embeds.oembed import Words, read
from articles.embeds.providers import peertube, player
from demo import videos
from outbound.client import Response

pytestmark = pytest.mark.django_db
HOST = "video.localhost:8140"
NAMES = sorted(videos.films())


def get(client, path: str, host: str = HOST):
    return client.get(path, headers={"host": host})


@pytest.mark.parametrize("name", NAMES)
def test_host_tells_title_and_author(client, name):
    answer = get(client, f"/services/oembed?format=json&url={videos.address(name, 8140)}")
    told = read(Response(str(answer.wsgi_request.path), 200, {}, answer.content), timezone.now())
    film = videos.films()[name]
    assert told == Words(film.title, film.author)


def test_unknown_film_is_not_found(client):
    assert get(client, "/services/oembed?url=http://video.localhost:8140/w/niets").status_code == 404
    assert get(client, "/w/niets").status_code == 404


@pytest.mark.parametrize("name", NAMES)
def test_player_of_our_table_plays_the_film(client, name):
    table = [peertube("Voorbeeldvideo", HOST, scheme="http")]
    path = player(videos.address(name, 8140), table).removeprefix(f"http://{HOST}")
    assert f"http://{HOST}/films/{name}.webm" in get(client, path).content.decode()
    film = b"".join(get(client, f"/films/{name}.webm"))
    assert film.startswith(b"\x1a\x45\xdf\xa3")  # EBML: Matroska and WebM
    assert len(film) < 100_000


def test_magazine_keeps_its_own_addresses(client):
    assert get(client, "/services/oembed", "localhost").status_code == 302  # to a language, as anything is


def test_answers_set_no_cookies(client):
    assert not get(client, f"/w/{NAMES[0]}").cookies
    assert (
        json.loads(get(client, f"/services/oembed?url={videos.address(NAMES[0], 8140)}").content)["type"]
        == "video"
    )
