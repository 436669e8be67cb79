"""The picture by which a page is shared: its pattern above, kicker, headline and the magazine's name below.

Comes in: words. Goes out: an image of Pillow of 1200 x 630, the size that Open Graph's readers show uncut. Pure: no
Django. What the fonts have no glyph for is left out, so that no empty box is drawn.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from PIL import Image, ImageColor, ImageDraw, ImageFont

from articles.patterns import png
from articles.patterns.description import describe

WIDTH, HEIGHT = 1200, 630
EDGE, BAND = 72, 236  # free at both sides; height of the pattern
SMALL, NAME = 32, 46  # pixels: kicker and label; the magazine's name
HEADLINE_SIZES = (72, 64, 56, 50, 44)  # the largest by which it fits
HEADLINE_LINES, LEADING = 3, 1.14
UNITS = 900  # of the pattern across: finer than on a page, for it is drawn wider
SHADES = 20  # between a paper and an ink: a file of few colours stays small
BEFORE_POINT = re.compile(r"\s+([,.;:!?])")  # the room that a sign which was left out leaves
PAPER, TINT, SOFT = "#fbfaf6", "#f2eee3", "#565d66"  # tokens of the light theme (site/static/css/tokens.css)


@dataclass(frozen=True, slots=True)
class Words:
    """What a share image says. `label` names who paid, and stands before all else."""

    slug: str
    magazine: str
    headline: str
    kicker: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Fonts:
    """The files of the fonts; FreeType reads WOFF2 as it is served to browsers."""

    headline: Path
    small: Path


def draw(words: Words, fonts: Fonts) -> Image.Image:
    """The share image."""
    paper = TINT if words.label else PAPER
    image = Image.new("RGB", (WIDTH, HEIGHT), paper)
    colours = png.Colours(paper=PAPER if words.label else TINT)
    image.paste(png.draw(describe(words.slug, UNITS, UNITS * BAND // WIDTH), WIDTH, colours), (0, 0))
    pen = ImageDraw.Draw(image)
    draw_small(pen, words, fonts.small)
    draw_headline(pen, words.headline, fonts.headline)
    draw_name(pen, words.magazine, fonts.headline)
    return image.quantize(palette=palette(), dither=Image.Dither.NONE)


@lru_cache(maxsize=1)
def palette() -> Image.Image:
    """Each ink on each paper in its shades: what smooth edges are made of."""
    inks = [ImageColor.getrgb(name) for name in (png.LIGHT.ink, png.LIGHT.accent, SOFT)]
    papers = [ImageColor.getrgb(name) for name in (PAPER, TINT)]
    shares = [step / (SHADES - 1) for step in range(SHADES)]
    mixed = [
        round(light + (dark - light) * share)
        for paper in papers
        for ink in inks
        for share in shares
        for light, dark in zip(paper, ink, strict=True)
    ]
    image = Image.new("P", (1, 1))
    image.putpalette(mixed)
    return image


def draw_small(pen: ImageDraw.ImageDraw, words: Words, font: Path) -> None:
    """The label of an advertorial, or the kicker."""
    text, colour = (words.label, SOFT) if words.label else (words.kicker, png.LIGHT.accent)
    line = shorten(drawable(text, font), font, SMALL)
    pen.text((EDGE, BAND + 40), line, font=face(font, SMALL), fill=colour, anchor="lt")


def draw_headline(pen: ImageDraw.ImageDraw, headline: str, font: Path) -> None:
    """The headline in at most three lines, as large as they allow."""
    size, lines = fit(drawable(headline, font), font)
    for number, line in enumerate(lines):
        y = BAND + 92 + number * round(size * LEADING)
        pen.text((EDGE - 3, y), line, font=face(font, size), fill=png.LIGHT.ink, anchor="la")


def draw_name(pen: ImageDraw.ImageDraw, name: str, font: Path) -> None:
    """The magazine's name with its full stop, as in the masthead."""
    text, letters = drawable(name, font), face(font, NAME)
    bottom = HEIGHT - 36
    pen.text((EDGE, bottom), text, font=letters, fill=png.LIGHT.ink, anchor="ls")
    pen.text((EDGE + letters.getlength(text), bottom), ".", font=letters, fill=png.LIGHT.accent, anchor="ls")


# --- words into lines ----------------------------------------------------------------------------------------------


def fit(text: str, font: Path) -> tuple[int, list[str]]:
    """The size and the lines of a headline; at the smallest size its end may be left out."""
    for size in HEADLINE_SIZES:
        lines = balanced(text, font, size)
        if len(lines) <= HEADLINE_LINES and not is_cut_in_words(text, lines):
            return size, lines
    lines = wrap(text, font, HEADLINE_SIZES[-1], WIDTH - 2 * EDGE)
    kept = lines[:HEADLINE_LINES]
    if len(lines) > HEADLINE_LINES:
        kept[-1] = shorten(f"{kept[-1]} {lines[HEADLINE_LINES]}", font, HEADLINE_SIZES[-1], is_cut=True)
    return HEADLINE_SIZES[-1], kept


def is_cut_in_words(text: str, lines: list[str]) -> bool:
    """Whether a word had to be divided."""
    return " ".join(lines) != text


def balanced(text: str, font: Path, size: int) -> list[str]:
    """As few lines as the width allows, about equally long."""
    widest = WIDTH - 2 * EDGE
    lines = wrap(text, font, size, widest)
    for width in range(widest - 40, widest // 2, -40):
        narrower = wrap(text, font, size, width)
        if len(narrower) > len(lines) or is_cut_in_words(text, narrower):
            break
        lines = narrower
    return lines


def wrap(text: str, font: Path, size: int, width: int) -> list[str]:
    """Lines of at most `width` pixels; a word that is wider alone is divided with a hyphen."""
    letters = face(font, size)
    lines: list[str] = []
    for word in (part for whole in text.split() for part in divided(whole, letters, width)):
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and letters.getlength(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def divided(word: str, letters: ImageFont.FreeTypeFont, width: int) -> Iterator[str]:
    """The word, or parts of it that fit, each but the last with a hyphen."""
    while letters.getlength(word) > width and len(word) > 2:
        count = max(1, sum(letters.getlength(f"{word[:end]}-") <= width for end in range(1, len(word))))
        yield f"{word[:count]}-"
        word = word[count:]
    yield word


def shorten(text: str, font: Path, size: int, *, is_cut: bool = False) -> str:
    """One line that fits, with an ellipsis where words were left out, or where part of a single word was."""
    letters, widest = face(font, size), WIDTH - 2 * EDGE
    if not is_cut and letters.getlength(text) <= widest:
        return text
    while text and letters.getlength(f"{text}…") > widest:
        text = text.rpartition(" ")[0] or text[:-1]
    return f"{text.rstrip(' ,;:-')}…"


# --- glyphs --------------------------------------------------------------------------------------------------------


def drawable(text: str, font: Path) -> str:
    """The text without what the font cannot draw; a sign that is made of simpler ones is drawn as these."""
    signs = "".join(substitute(sign, font) for sign in unicodedata.normalize("NFC", text))
    return BEFORE_POINT.sub(r"\1", " ".join(signs.split()))


@lru_cache(maxsize=4096)
def substitute(sign: str, font: Path) -> str:
    """The sign itself, its simpler parts, or nothing."""
    if sign.isspace() or has_glyph(sign, font):
        return sign
    parts = unicodedata.normalize("NFKD", sign)
    return "".join(part for part in parts if part != sign and has_glyph(part, font))


def has_glyph(sign: str, font: Path) -> bool:
    """Whether the font draws something for a sign, and not what it draws for one that it lacks."""
    letters = face(font, SMALL)
    mask = letters.getmask(sign)
    return mask.getbbox() is not None and bytes(mask) != bytes(letters.getmask("\uffff"))


@lru_cache(maxsize=32)
def face(font: Path, size: int) -> ImageFont.FreeTypeFont:
    """A font in one size."""
    return ImageFont.truetype(str(font), size)
