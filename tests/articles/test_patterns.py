"""Generated patterns: the same for ever, light on a page, drawn alike twice."""

import dataclasses
import hashlib
import re

import pytest

from articles import patterns
from articles.patterns import png, svg, tracing
from articles.patterns.strokes import Stroke
from articles.templatetags.pictures import pattern

SLUGS = ("datacenters", "dataplatforms", "ai", "kwetsbaarheden", "zorg", "energie", "netwerk", "onderwijs")
RATIOS = (3.0, 2.5, 2.0, 16 / 9, 1.0, 0.75)


def described(slug: str, ratio: float = 2.0) -> patterns.Pattern:
    return patterns.describe(slug, *patterns.size_of(ratio))


@pytest.mark.parametrize(
    ("slug", "kind", "drawing"),
    [
        ("datacenters", "strata", "3aad750b0326"),
        ("dataplatforms", "dots", "996772577beb"),
        ("ai", "contours", "916554303804"),
        ("kwetsbaarheden", "weave", "015bb736c0ef"),
    ],
)
def test_describe_of_a_slug_never_changes(slug: str, kind: str, drawing: str) -> None:
    found = described(slug)
    assert found.kind == kind
    assert hashlib.sha256(svg.draw(found).encode()).hexdigest()[:12] == drawing


def test_describe_of_another_slug_gives_another_pattern() -> None:
    assert len({described(slug).strokes for slug in SLUGS}) == len(SLUGS)


def test_describe_gives_a_frozen_description() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        described("ai").width = 1  # type: ignore[misc]


@pytest.mark.parametrize("ratio", RATIOS)
def test_size_of_keeps_the_ratio(ratio: float) -> None:
    width, height = patterns.size_of(ratio)
    assert width / height == pytest.approx(ratio, rel=0.01)


@pytest.mark.parametrize("ratio", RATIOS)
def test_svg_of_any_ratio_is_at_most_4_kb(ratio: float) -> None:
    assert max(len(svg.draw(described(slug, ratio))) for slug in SLUGS) <= 4000


def test_svg_uses_both_pens_and_no_style_or_colour() -> None:
    for slug in SLUGS:
        drawn = svg.draw(described(slug))
        assert "pattern__ink" in drawn
        assert "pattern__accent" in drawn, slug
        assert not re.search(r"style=|fill=|stroke=|#|id=", drawn)


def test_svg_steps_end_where_the_stroke_ends() -> None:
    strokes = (Stroke(((10.4, 10.4), (20.8, 10.4)), 2), Stroke(((0, 0), (1.4, 0)), 2))
    made = patterns.Pattern(patterns.Kind.WEAVE, 30, 20, strokes)
    assert 'd="m10 10l11 0m-21-10l1 0"' in svg.draw(made)


def test_png_shows_paper_ink_and_accent() -> None:
    for slug in SLUGS:
        image = png.draw(described(slug), 600)
        colours = {colour for _, colour in image.getcolors(maxcolors=1 << 20)}
        assert {(0xF2, 0xEE, 0xE3), (0x17, 0x19, 0x1C)} <= colours
        assert any(red > 150 and green < 90 for red, green, _ in colours), slug


def test_png_has_smooth_edges() -> None:
    image = png.draw(described("dataplatforms"), 600)
    assert len(image.getcolors(maxcolors=1 << 20)) > 50


def test_trace_of_one_hill_gives_one_ring() -> None:
    grid = tracing.Grid([[0, 0, 0, 0], [0, 2, 2, 0], [0, 2, 2, 0], [0, 0, 0, 0]], 10)
    (ring,) = tracing.trace(grid, 1)
    assert ring[0] == ring[-1]
    assert {(5, 10), (15, 5), (25, 20), (10, 25)} & set(ring)


def test_trace_of_a_slope_gives_one_open_line() -> None:
    grid = tracing.Grid([[0, 1, 2], [0, 1, 2], [0, 1, 2]], 10)
    (line,) = tracing.trace(grid, 0.5)
    assert line == [(5, 0), (5, 10), (5, 20)] or line == [(5, 20), (5, 10), (5, 0)]


def test_pattern_tag_takes_a_ratio_in_words_or_as_a_number() -> None:
    assert pattern("ai", "16:9") == pattern("ai", 16 / 9)
    assert 'viewBox="0 0 550 309"' in pattern("ai", "16:9")
