"""The table of hostile addresses: nothing in it is ever dialled."""

import asyncio
import socket

import pytest

from outbound.client import Client, Limits
from outbound.exceptions import AddressRefused, ConnectionFailed, OutboundError
from tests.outbound.hosts import reply, serve

IPV4 = [
    "0.0.0.0",  # noqa: S104
    "0.1.2.3",
    "10.0.0.1",
    "10.255.255.255",
    "100.64.0.1",
    "100.127.255.254",
    "127.0.0.1",
    "127.255.255.254",
    "168.63.129.16",
    "169.254.0.1",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.1",
    "192.0.0.170",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.0.1",
    "192.168.255.255",
    "198.18.0.1",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.255",
    "240.0.0.1",
    "255.255.255.255",
]
IPV6 = [
    "::",
    "::1",
    "::127.0.0.1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "::ffff:0:127.0.0.1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:0:53aa:64c:0:0:80ff:fffe",
    "2001:10::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "5f00::1",
    "fc00::1",
    "fd12:3456::1",
    "fe80::1",
    "fe80::1%eth0",
    "fec0::1",
    "ff02::1",
]
ODD = [
    "2130706433",
    "0x7f000001",
    "017700000001",
    "0177.0.0.1",
    "0x7f.0x0.0x0.0x1",
    "127.1",
    "127.0.1",
    "0",
    "0x0",
    "127.0.0.1.",
    "3232235521",
    "0xa9fea9fe",
    "0251.0376.0251.0376",
    "\uff11\uff12\uff17.0.0.1",
    "\u2460\u2461\u2466.\u24ea.\u24ea.\u2460",
    "127\u30020\u30020\u30021",
    "%31%32%37.0.0.1",
    "localhost",
    "localhost.",
    "intern.localhost",
    "256.256.256.256",
    "example.nl%00.127.0.0.1",
    "u@127.0.0.1",
    "127.0.0.1\\@example.nl",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:0:0:1]",
    "[fe80::1%25lo]",
]
DIRECT = IPV4 + [f"[{ip}]" for ip in IPV6 if "%" not in ip] + ODD


class Dialler:
    """Notes what it was asked to dial, and dials nothing."""

    def __init__(self) -> None:
        self.dialled: list[str] = []

    def __call__(self, address):
        self.dialled.append(address[4][0])
        raise OSError("not dialled in this test")


def names(*answers):
    """A resolver that gives one list of addresses after the other, the last for ever."""
    left = list(answers)

    async def resolve(host, port):
        return left.pop(0) if len(left) > 1 else left[0]

    return resolve


def attempt(url, dialler, **arguments):
    async def get():
        async with Client(user_agent="Test", dialler=dialler, **arguments) as client:
            await client.get(url)

    asyncio.run(get())


def test_table_holds_at_least_60_addresses():
    assert len(set(DIRECT)) >= 60


@pytest.mark.parametrize("host", DIRECT)
def test_get_of_hostile_address_never_dials(host):
    dialler = Dialler()
    with pytest.raises(AddressRefused):
        attempt(f"http://{host}/", dialler, resolver=names(["127.0.0.1"]))
    assert dialler.dialled == []


@pytest.mark.parametrize("ip", IPV4 + IPV6)
def test_get_of_name_that_resolves_to_hostile_address_never_dials(ip):
    dialler = Dialler()
    with pytest.raises(AddressRefused):
        attempt("http://feeds.example.nl/", dialler, resolver=names([ip]))
    assert dialler.dialled == []


def test_get_of_name_with_mixed_answers_dials_public_ones_only():
    dialler = Dialler()
    with pytest.raises(ConnectionFailed):
        attempt("http://example.nl/", dialler, resolver=names(["127.0.0.1", "8.8.8.8", "::1"]))
    assert dialler.dialled == ["8.8.8.8"]


def test_get_of_name_that_changes_its_answer_never_dials_the_second():
    """The answer that was checked is the one that is dialled; a later answer is checked anew."""
    dialler = Dialler()
    resolver = names(["8.8.8.8"], ["127.0.0.1"])
    for _ in range(3):
        with pytest.raises(OutboundError):
            attempt("http://example.nl/", dialler, resolver=resolver)
    assert dialler.dialled == ["8.8.8.8"]


@pytest.mark.parametrize("host", DIRECT)
def test_get_redirected_to_hostile_address_never_dials_it(host):
    location = f"http://{host}/".encode().decode("latin-1")

    async def get():
        dialled = []

        def dialler(address):
            dialled.append(address[4])
            return socket.socket(*address[:3])

        async with serve(reply(status="302 Found", headers=f"Location: {location}\r\n")) as host:
            hosts = {"feeds.example.nl": f"127.0.0.1:{host.port}"}
            async with Client(
                user_agent="Test", hosts=hosts, dialler=dialler, resolver=names(["127.0.0.1"])
            ) as client:
                with pytest.raises(OutboundError):
                    await client.get("http://feeds.example.nl/")
            return dialled, host.port

    dialled, port = asyncio.run(get())
    assert dialled == [("127.0.0.1", port)]


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "localhost", "2130706433", "0x7f.1", "0", "[::ffff:127.0.0.1]"]
)
def test_get_of_loopback_with_real_dialler_reaches_no_listener(host):
    async def connections():
        async with serve(reply(b"secret")) as listener:
            limits = Limits(ports=(80, 443, listener.port))
            async with Client(user_agent="Test", limits=limits) as client:
                with pytest.raises(AddressRefused):
                    await client.get(f"http://{host}:{listener.port}/")
            return listener.connections

    assert asyncio.run(connections()) == 0


def test_get_of_name_on_loopback_with_real_dialler_reaches_no_listener():
    async def connections():
        async with serve(reply(b"secret")) as listener:
            limits = Limits(ports=(80, listener.port))
            async with Client(user_agent="Test", limits=limits, resolver=names(["127.0.0.1"])) as client:
                with pytest.raises(AddressRefused):
                    await client.get(f"http://feeds.example.nl:{listener.port}/")
            return listener.connections

    assert asyncio.run(connections()) == 0
