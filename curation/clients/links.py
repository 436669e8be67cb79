"""Which links of a document are addresses of the web; the one place where others' links come in.

Called by the readers of feeds. Items, digests, pages and mails print these addresses as links, so what a browser
would run or open otherwise (`javascript:`, `data:`, `file:`) ends here.
"""

from __future__ import annotations

import re
from urllib.parse import urljoin, urlsplit

SCHEMES = ("http", "https")
UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff]")
SPACES = re.compile(r"\s+")


def web_address(link: str, base: str = "") -> str:
    """The link as an http(s) address, resolved against `base`; empty where it is none."""
    link = link.strip()
    if UNPRINTABLE.search(link):
        return ""
    try:
        address = urljoin(base, SPACES.sub("%20", link)) if link else ""
        parts = urlsplit(address)
    except ValueError:
        return ""
    return address if parts.scheme in SCHEMES and parts.netloc else ""
