"""What counts as public, and how hosts in numbers are read."""

import pytest

from outbound.addresses import is_public, parse, read_numeric
from outbound.exceptions import AddressRefused


@pytest.mark.parametrize("ip", ["8.8.8.8", "1.1.1.1", "145.97.0.1", "2001:4860:4860::8888", "2a00:1450::1"])
def test_is_public_of_public_address_is_true(ip):
    assert is_public(ip)


@pytest.mark.parametrize(
    ("host", "ip"),
    [
        ("134744072", "8.8.8.8"),
        ("0x08080808", "8.8.8.8"),
        ("010.010.010.010", "8.8.8.8"),
        ("8.8.2056", "8.8.8.8"),
        ("127.1", "127.0.0.1"),
        ("0x7f.1", "127.0.0.1"),
        ("[::1]", "::1"),
    ],
)
def test_read_numeric_in_any_notation_is_the_address_it_means(host, ip):
    assert str(read_numeric(host)) == ip


@pytest.mark.parametrize("host", ["example.nl", "3com.com", "1.2.nl", "a.0b"])
def test_read_numeric_of_name_is_none(host):
    assert read_numeric(host) is None


@pytest.mark.parametrize("host", ["256.1.1.1", "1.2.3.4.5", "08.1.1.1", "4294967296", "example.1"])
def test_read_numeric_of_number_that_is_no_address_raises(host):
    with pytest.raises(ValueError):
        read_numeric(host)


@pytest.mark.parametrize(
    "url",
    [
        "http://example.nl:8080/",
        "HTTP://0.´",
        "ftp://example.nl/",
        "http://u:p@example.nl/",
        "http:///x",
        "feed",
        "",
    ],
)
def test_parse_outside_the_rules_refuses(url):
    with pytest.raises(AddressRefused):
        parse(url, {})


def test_parse_of_listed_host_keeps_any_port():
    target = parse("http://bron.localhost:8123/feed", {"*.localhost": "127.0.0.1"})
    assert (target.host, target.port, target.mapped) == ("bron.localhost", 8123, "127.0.0.1")


def test_parse_of_international_name_gives_its_ascii_form():
    assert parse("https://münchen.de/é#deel", {}).host == "xn--mnchen-3ya.de"
