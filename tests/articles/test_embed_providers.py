"""The table of providers: which addresses play, and which only look as if they did."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from articles.embeds import providers
from articles.embeds.providers import PROVIDERS, find, frame_sources, host, link, player

YOUTUBE = "https://www.youtube-nocookie.com/embed/aqz-KE-bpKQ?autoplay=1&rel=0"
PEERTUBE = "https://framatube.org/videos/embed/kkGMgK9ZtnKfYAgnEtQxbv?autoplay=1&p2p=0&warningTitle=0"


@pytest.mark.parametrize(
    ("address", "at"),
    [
        ("https://www.youtube.com/watch?v=aqz-KE-bpKQ", YOUTUBE),
        ("http://youtube.com/watch?feature=shared&v=aqz-KE-bpKQ&t=9s", YOUTUBE),
        ("https://m.youtube.com/watch?v=aqz-KE-bpKQ#t=1", YOUTUBE),
        ("https://youtu.be/aqz-KE-bpKQ?si=abc", YOUTUBE),
        ("https://WWW.YouTube.com:443/shorts/aqz-KE-bpKQ/", YOUTUBE),
        ("https://www.youtube.com/live/aqz-KE-bpKQ", YOUTUBE),
        ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1"),
        (
            "https://vimeo.com/76979871/0a1b2c3d4e",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1&h=0a1b2c3d4e",
        ),
        (
            "https://vimeo.com/channels/staffpicks/76979871",
            "https://player.vimeo.com/video/76979871?dnt=1&autoplay=1",
        ),
        ("https://framatube.org/w/kkGMgK9ZtnKfYAgnEtQxbv", PEERTUBE),
    ],
)
def test_player_of_a_video_is_without_cookies(address, at):
    assert player(address) == at


@pytest.mark.parametrize(
    "address",
    [
        "https://youtube.com.evil.example/watch?v=aqz-KE-bpKQ",
        "https://evil.example/https://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://evil.example?www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com@evil.example/watch?v=aqz-KE-bpKQ",
        "https://evil.example@www.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com:pass@evil.example/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com\\@evil.example/watch?v=aqz-KE-bpKQ",
        "https://evil.example\\.youtube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com:8443/watch?v=aqz-KE-bpKQ",
        "https://evilyoutube.com/watch?v=aqz-KE-bpKQ",
        "https://www.youtube.com./watch?v=aqz-KE-bpKQ",
        "https://ｙoutube.com/watch?v=aqz-KE-bpKQ",
        "javascript://www.youtube.com/watch?v=aqz-KE-bpKQ",
        "data:text/html,www.youtube.com/watch?v=aqz-KE-bpKQ",
        "//www.youtube.com/watch?v=aqz-KE-bpKQ",
        'https://www.youtube.com/watch?v="><script>',
        "https://www.youtube.com/watch?v=aqz-KE-bpKQ%22%3E",
        "https://www.youtube.com/watch?v=%3Cscript%3E1",
        "https://www.youtube.com/watch?v=aqz-KE-bp%0aQ",
        "https://www.youtube.com/shorts/../../evil1",
        "https://youtu.be/{provider.name}",
        "https://www.youtube.com/@kanaal",
        "https://vimeo.com/٧٦٩٧٩٨٧١",
        "https://www.youtube.com/watch",
        "https://[",
        "",
    ],
)
def test_player_of_what_only_looks_like_a_video_is_none(address):
    assert player(address) == ""


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "ftp://a.nl/",
        "/pad",
        "https://a@b.nl/",
        "https://a.nl/ b",
        "http://",
    ],
)
def test_link_of_what_no_reader_may_follow_is_none(address):
    assert (link(address), host(address)) == ("", "")


def test_host_is_told_with_an_unusual_port_only():
    assert (host("https://A.nl:443/x"), host("http://a.nl:8080/x")) == ("a.nl", "a.nl:8080")


def test_every_player_is_of_a_host_in_the_policy_and_over_https():
    places = [place for provider in PROVIDERS for place in provider.places]
    origins = {"{0.scheme}://{0.netloc}".format(urlsplit(place.player)) for place in places}
    assert origins == set(frame_sources()) and all(origin.startswith("https://") for origin in origins)


def test_no_host_belongs_to_two_providers_and_each_has_a_question():
    hosts = [name for provider in PROVIDERS for name in provider.hosts]
    assert len(hosts) == len(set(hosts)) and hosts == [name.lower() for name in hosts]
    assert all(urlsplit(provider.question("x")).scheme == "https" for provider in PROVIDERS)


def test_question_holds_the_whole_address_as_one_value():
    provider = find("https://youtu.be/aqz-KE-bpKQ?a=1&b=2")
    assert provider.question("https://youtu.be/aqz?a=1&b=2#c").endswith(
        "url=https%3A%2F%2Fyoutu.be%2Faqz%3Fa%3D1%26b%3D2%23c"
    )


HOSTS = st.sampled_from([name for provider in PROVIDERS for name in provider.hosts])
ENDS = st.text(max_size=40) | st.from_regex(r"/(w|watch\?v=|video/|embed/)?[A-Za-z0-9<>\"'&;{}%_-]{0,40}")


@given(
    st.sampled_from(["https://", "http://", "https://u@", "javascript://"]), HOSTS, st.text(max_size=5), ENDS
)
def test_player_of_anything_is_one_of_ours_without_markup(scheme, name, between, end):
    at = player(f"{scheme}{name}{between}{end}")
    assert at == "" or any(at.startswith(f"{origin}/") for origin in frame_sources())
    assert not set(at) & set(" \t\r\n<>\"'\\{}")


@given(st.text(max_size=60))
def test_reading_of_any_text_does_not_fail(text):
    assert providers.link(text) in {"", text}
    assert player(text) == "" or find(text)
