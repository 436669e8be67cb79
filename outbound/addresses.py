"""Which addresses may be dialled.

Pure part of the one door to the web. In: the text of a URL, or an IP that is about to be dialled.
Out: a `Target` (URL with the host that it really means), or `AddressRefused`. Called by
`outbound.client` for every hop, before a name is resolved and again on the very IP that is dialled.
"""

from __future__ import annotations

import ipaddress
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase

from yarl import URL

from outbound.exceptions import AddressRefused

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

PORTS = (80, 443)

# IANA special-purpose registries (November 2026): whatever is not the public internet. 168.63.129.16 is
# public by number, but answers inside one cloud only, with the secrets of the machine that asks.
REFUSED_IPV4 = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/4",
        "240.0.0.0/4",
    )
)
# IPv6 is an allow-list: global unicast, without the ranges in it that hide an IPv4 address (Teredo, 6to4)
# or are reserved. IPv4-mapped, NAT64 64:ff9b::/96, unique local and link-local lie outside 2000::/3.
GLOBAL_IPV6 = ipaddress.IPv6Network("2000::/3")
REFUSED_IPV6 = tuple(
    ipaddress.IPv6Network(network) for network in ("2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20")
)

NUMBER = re.compile(r"0[xX][0-9a-fA-F]*|[0-9]+")
UNSAFE = re.compile(r"[\s\\\x00-\x1f\x7f]")
DOTS = str.maketrans({"\u3002": ".", "\uff0e": ".", "\uff61": "."})


@dataclass(frozen=True, slots=True)
class Target:
    """A URL that may be dialled; `mapped` is the ip, or ip:port, that a development host stands for."""

    url: URL
    host: str
    port: int
    mapped: str = ""


def is_public(address: str) -> bool:
    """Whether this IP (text, perhaps with an IPv6 zone) belongs to the public internet."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv4Address):
        return not any(ip in network for network in REFUSED_IPV4)
    if ip.scope_id is not None or ip not in GLOBAL_IPV6:
        return False
    return not any(ip in network for network in REFUSED_IPV6)


def read_numeric(host: str) -> IP | None:
    """The IP that a host means when it is written in numbers, or None for a name.

    Reads decimal, octal, hexadecimal and shortened notation as inet_aton and browsers do (WHATWG URL,
    "ends in a number"). Raises ValueError for a number that is no address.
    """
    host = host.removesuffix(".")
    if ":" in host or host.startswith("["):
        return ipaddress.ip_address(host.strip("[]"))
    parts = host.split(".")
    if not NUMBER.fullmatch(parts[-1]):
        return None
    if len(parts) > 4 or not all(NUMBER.fullmatch(part) for part in parts):
        raise ValueError(host)
    return ipaddress.IPv4Address(_join([_number(part) for part in parts]))


def _number(part: str) -> int:
    if part[:2] in ("0x", "0X"):
        return int(part[2:] or "0", 16)
    return int(part, 8) if len(part) > 1 and part.startswith("0") else int(part)


def _join(numbers: Sequence[int]) -> int:
    """All but the last number fill one byte; the last fills what is left."""
    *bytes_, last = numbers
    if any(number > 255 for number in bytes_) or last >= 256 ** (4 - len(bytes_)):
        raise ValueError(numbers)
    return sum(number << (24 - 8 * place) for place, number in enumerate(bytes_)) + last


def plain_host(host: str) -> str:
    """The host as it will be looked up: full-width digits and odd dots made plain, lower case."""
    return unicodedata.normalize("NFKC", host.translate(DOTS)).translate(DOTS).lower().removesuffix(".")


def find_mapped(host: str, hosts: Mapping[str, str]) -> str:
    """The ip or ip:port of the first listed pattern that this host matches, or an empty text."""
    return next(
        (target for pattern, target in hosts.items() if fnmatchcase(host, pattern.lower())),
        "",
    )


def parse(text: str, hosts: Mapping[str, str], ports: Sequence[int] = PORTS) -> Target:
    """Read the text of a URL as the target it means.

    `hosts` lists development hosts (pattern -> ip or ip:port). Raises `AddressRefused` for another scheme
    or port, for credentials, for a host that is no host, and for a number that is no public address.
    """
    try:
        url = _read_url(text)
        host = plain_host(url.host or "")
        if mapped := find_mapped(host, hosts):
            return Target(url.with_host(host), host, url.port or 80, mapped)
        return _public_target(text, url, host, ports)
    except ValueError as error:
        raise AddressRefused(text, "unreadable address") from error


def _public_target(text: str, url: URL, host: str, ports: Sequence[int]) -> Target:
    if url.port not in ports:
        raise AddressRefused(text, f"port {url.port}")
    ip = read_numeric(host)
    if ip is not None and not is_public(str(ip)):
        raise AddressRefused(text, str(ip))
    if ip is None and ("." not in host or "%" in host or host.endswith(".localhost")):
        raise AddressRefused(text, "host has no public name")
    final = url.with_host(str(ip) if ip is not None else host)
    return Target(final, final.raw_host or "", final.port or 80)


def _read_url(text: str) -> URL:
    authority = text.split("://", 1)[-1].split("/", 1)[0]
    if UNSAFE.search(authority):
        raise AddressRefused(text, "unreadable host")
    url = URL(text)
    if url.scheme not in ("http", "https") or not url.host or url.port is None:
        raise AddressRefused(text, "not a web address")
    if url.user is not None or url.password is not None:
        raise AddressRefused(text, "credentials in the address")
    return url.with_fragment(None)
