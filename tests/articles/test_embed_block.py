"""The embed block: what an editor may paste, and what a reader gets."""

import pytest
from django.conf import settings
from django.core.exceptions import ValidationError
from django.template.loader import render_to_string

from articles.blocks.media import EmbedBlock
from articles.embeds.addresses import together
from articles.embeds.providers import frame_sources
from articles.models import Embed
from tests.factories import advertorial, article, section_page

VIDEO = "https://youtu.be/aqz-KE-bpKQ"


def shown(address):
    return render_to_string("blocks/embed.html", {"value": address})


def refused(address):
    with pytest.raises(ValidationError) as error:
        EmbedBlock().clean(address)
    return " ".join(error.value.messages)


@pytest.mark.parametrize(
    "address", [VIDEO, "https://elders.example/video", "https://youtube.com.evil.example/watch?v=1"]
)
def test_address_of_a_video_or_of_somebody_unknown_is_taken(address):
    assert EmbedBlock().clean(address) == address


@pytest.mark.parametrize("address", ["ftp://a.nl/x", "https://naam@youtu.be/aqz-KE-bpKQ"])
def test_address_that_is_none_of_the_web_is_refused_in_a_sentence(address):
    assert "https://" in refused(address)


@pytest.mark.parametrize("address", ["javascript:alert(1)", "zomaar", "https://"])
def test_text_that_is_no_address_is_refused(address):
    assert refused(address)


@pytest.mark.parametrize("address", ["https://www.youtube.com/@kanaal", "https://vimeo.com/watch"])
def test_address_of_a_provider_without_a_video_is_refused_by_its_name(address):
    assert "YouTube" in refused(address) or "Vimeo" in refused(address)


@pytest.mark.django_db
def test_known_video_shows_pattern_title_and_link_and_no_frame():
    Embed.objects.create(
        address=VIDEO, provider="YouTube", title="Big <b>Buck</b>", author="Blender", state="read"
    )
    html = shown(VIDEO)
    assert "Big &lt;b&gt;Buck&lt;/b&gt;" in html and "Blender" in html and "<svg" in html
    assert f'href="{VIDEO}"' in html and "<iframe" not in html
    assert 'data-player="https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&amp;rel=0"' in html


@pytest.mark.django_db
def test_known_video_without_words_shows_its_provider():
    html = shown(VIDEO)
    assert 'data-title="YouTube"' in html and "embed__title" not in html


def test_unknown_provider_is_a_plain_link_that_names_its_host():
    html = shown("https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ")
    assert ">youtube.com.evil.example</a>" in html and "data-player" not in html


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "data:text/html,x", "https://a@b.nl/", '"><script>']
)
def test_stored_address_that_nobody_may_follow_shows_nothing(address):
    assert shown(address).strip() == ""


@pytest.mark.django_db
def test_embeds_of_one_text_are_looked_up_together(django_assert_num_queries):
    addresses = together([VIDEO, "https://vimeo.com/76979871", "https://elders.example/"])
    with django_assert_num_queries(1):
        for address in addresses:
            shown(address)


@pytest.mark.django_db
def test_policy_of_pages_lets_in_the_players_of_the_table_alone(client):
    policy = client.get(article(section_page(), body=[("embed", VIDEO)]).url)["Content-Security-Policy"]
    parts = dict(part.strip().split(" ", 1) for part in policy.split(";"))
    assert parts["frame-src"].split() == frame_sources(settings.EMBED_PROVIDERS)
    assert parts["media-src"] == "'self'" and "https://www.youtube-nocookie.com" in parts["frame-src"]


@pytest.mark.django_db
def test_link_of_an_embed_in_an_advertorial_is_marked_as_paid(client):
    html = client.get(advertorial(section_page(), body=[("embed", VIDEO)]).url).content.decode()
    assert f'<a href="{VIDEO}" rel="sponsored">' in html
