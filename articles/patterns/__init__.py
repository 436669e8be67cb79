"""The generated patterns by which topics are known: one frozen description, drawn as SVG for pages and as PNG.

Comes in: a slug and a size. Goes out: a `Pattern`, the same on every machine and version of Python, which
`svg` draws in the colours of the page's theme and `png` with Pillow for mail and sharing. Pure: no Django.
"""

from articles.patterns.description import Kind, Pattern, describe, kind_of, size_of
from articles.patterns.strokes import Stroke

OWN_SLUG = "vakblad"
"""The slug whose pattern stands for what has no topic: the magazine's own."""

__all__ = ["OWN_SLUG", "Kind", "Pattern", "Stroke", "describe", "kind_of", "size_of"]
