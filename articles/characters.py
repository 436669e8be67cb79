"""Which characters a text of ours may hold, so that every document that it is written into can be read.

Comes in: a text as somebody typed or pasted it. Goes out: the same, without what XML 1.0 (2.2, "Char") has no place
for. Pure; page types call it before they are stored, and whatever writes XML calls it for texts of any row.
"""

from __future__ import annotations

import re

LINE_ENDS = re.compile("[\x0b\x0c]")  # Word's line break within a paragraph, and a page's end
UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def writable(text: str) -> str:
    """The text without characters that XML cannot hold; words that stood on two lines stay two."""
    return UNWRITABLE.sub("", LINE_ENDS.sub(" ", text))
