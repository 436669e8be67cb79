"""One form for addresses that mean the same page.

In: an address as a feed or an editor wrote it. Out: its canonical form, for comparing and never for dialling.
Pure; called by `curation.ingestion`, `curation.opml` and whoever compares addresses.
"""

from __future__ import annotations

import re
from functools import cache
from ipaddress import ip_address
from urllib.parse import quote, unquote, urlsplit

from publicsuffixlist import PublicSuffixList

# Parameters that say where a reader came from and not what they read (vendors' pages, November 2026).
TRACKING_PREFIXES = ("utm_", "mtm_", "pk_", "piwik_", "hsa_", "at_campaign", "at_medium", "wt_mc")
TRACKING_NAMES = frozenset(
    {
        "fbclid",
        "gclid",
        "gclsrc",
        "dclid",
        "gbraid",
        "wbraid",
        "msclkid",
        "twclid",
        "ttclid",
        "yclid",
        "igshid",
        "igsh",
        "mc_cid",
        "mc_eid",
        "_hsenc",
        "_hsmi",
        "mkt_tok",
        "vero_id",
        "oly_enc_id",
        "oly_anon_id",
        "ocid",
        "cmpid",
        "ncid",
        "s_cid",
        "xtor",
        "_ga",
        "_gl",
    }
)
DEFAULT_PORTS = {"http": 80, "https": 443}
UNRESERVED = "-._~"
PATH_SAFE = "/!$&'()*+,;=:@%"
HOST = re.compile(r"[a-z0-9._:-]+")
SPACE = re.compile(r"\s")
MAX_LENGTH = 2000  # characters, as the column


def canonical_url(url: str) -> str:
    """The canonical form: https, host in lower case and ASCII, no default port, no fragment, no tracking.

    http and https of one page are the same; `www.` stays, because some hosts need it. A text that is no web
    address comes back stripped and otherwise as it was.
    """
    text = url.strip()
    try:
        parts = urlsplit(SPACE.sub("%20", text))
        host, port = _host(parts.hostname or ""), parts.port
    except ValueError:
        return text[:MAX_LENGTH]
    if parts.scheme.lower() not in DEFAULT_PORTS or not host:
        return text[:MAX_LENGTH]
    host = f"[{host}]" if ":" in host else host
    place = host if port in (None, DEFAULT_PORTS[parts.scheme.lower()]) else f"{host}:{port}"
    query = _query(parts.query)
    path = _path(parts.path) + _route(parts.fragment)
    return f"https://{place}{path}{'?' + query if query else ''}"[:MAX_LENGTH]


def host_of(url: str) -> str:
    """The host of an address in lower case and ASCII, or an empty text."""
    try:
        return _host(urlsplit(url.strip()).hostname or "")
    except ValueError:
        return ""


def registrable_host(host: str) -> str:
    """The part of a host that somebody registered (`nos.nl` of `feeds.nos.nl`); what tells owners apart.

    `<name>.localhost` is one, an IP address is its own.
    """
    labels = host.rsplit(".", 2)
    if labels[-1] == "localhost":
        return ".".join(labels[-2:])
    try:
        return str(ip_address(host))
    except ValueError:
        return _suffixes().privatesuffix(host) or host


@cache
def _suffixes() -> PublicSuffixList:
    return PublicSuffixList()


def _host(host: str) -> str:
    """In lower case and ASCII; empty where it cannot be the host of anything."""
    host = host.lower().removesuffix(".")
    try:
        plain = host.encode("idna").decode() if not host.isascii() else host
    except UnicodeError:
        return ""
    return plain if HOST.fullmatch(plain) else ""


def _path(path: str) -> str:
    """Percent-encoding in one form; an empty path is the root; a closing slash says nothing."""
    plain = quote(unquote(path, errors="surrogateescape"), safe=PATH_SAFE, errors="surrogateescape")
    return plain.rstrip("/") or "/"


def _query(query: str) -> str:
    """The parameters that are not tracking, in their order (order may matter to the host)."""
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part))


def _is_tracking(part: str) -> bool:
    name = unquote(part.split("=", 1)[0]).lower()
    return name in TRACKING_NAMES or name.startswith(TRACKING_PREFIXES)


def _route(fragment: str) -> str:
    """Sites of one page put the page behind #! or #/; any other fragment is a place within the page."""
    return f"#{fragment}" if fragment.startswith(("!", "/")) else ""
