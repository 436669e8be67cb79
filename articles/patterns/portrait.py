"""A portrait of somebody without a photograph: the initials on a plate upon the pattern of the person's slug."""

from articles.patterns import svg
from articles.patterns.description import describe

SIDE = 96  # units: few strokes, since a portrait is small and a page may show fifty
PLATE = (16, 28, 80, 68)  # left, top, right, bottom


def initials(name: str) -> str:
    """The first letters of the first and the last word: "MH" of "Marleen van Houten"."""
    words = [word for word in name.split() if word[0].isalpha()]
    return "".join(word[0].upper() for word in ([words[0], words[-1]] if len(words) > 1 else words))


def draw_svg(slug: str, name: str, *, is_large: bool = False) -> str:
    """The portrait as inline SVG, hidden from those who listen: the name stands beside it."""
    left, top, right, bottom = PLATE
    plate = f'<path class="pattern__plate" d="M{left} {top}H{right}V{bottom}H{left}z"/>'
    place = f'x="{SIDE // 2}" y="{SIDE // 2}" text-anchor="middle" dominant-baseline="central"'
    letters = f'<text class="pattern__initials" {place}>{initials(name)}</text>'
    names = "pattern portrait portrait--large" if is_large else "pattern portrait"
    return svg.draw(describe(slug, SIDE, SIDE), names, plate + letters)
