"""The pictures of the sample articles and the portraits of their authors, drawn and not photographed.

In: nothing but the constants below. Out: PNG files in `demo/content/pictures`, committed:
seeding draws nothing.
Run `python -m demo.pictures` after a change; the same code draws the same bytes.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FOLDER = Path(__file__).parent / "content" / "pictures"
FONTS = Path(__file__).resolve().parent.parent / "site" / "static" / "fonts"
SANS = "source-sans-400.woff2"
SERIF = "source-serif-600.woff2"
SIZE = (1632, 918)  # three times the measure of a page at 16:9
PORTRAIT = (480, 480)
MARGIN = 96
PAPER, TINT, RULE = "#fbfaf6", "#f2eee3", "#d8d4c9"
INK, SOFT, ACCENT = "#17191c", "#565d66", "#ad2f1c"
COLOURS = 32  # flat drawings: a palette keeps the files small


@dataclass(frozen=True, slots=True)
class Sheet:
    """A drawing in progress."""

    image: Image.Image
    pen: ImageDraw.ImageDraw

    def write(self, at: tuple[float, float], text: str, size: int, **style: str) -> None:
        """Write `text` with its `anchor` (Pillow's, left middle unless told) in `ink` and `face`."""
        face = ImageFont.truetype(str(FONTS / style.get("face", SANS)), size)
        self.pen.text(at, text, font=face, fill=style.get("ink", INK), anchor=style.get("anchor", "lm"))


def sheet(size: tuple[int, int] = SIZE, paper: str = PAPER) -> Sheet:
    """An empty sheet."""
    image = Image.new("RGB", size, paper)
    return Sheet(image, ImageDraw.Draw(image))


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a chart: what it counts, how many, and whether it is the point of the picture."""

    label: str
    value: float
    shown: str
    is_point: bool = False


def bars(rows: list[Bar], total: float) -> Image.Image:
    """Lying bars, their labels above and their values at the end."""
    drawn = sheet()
    room = SIZE[0] - 2 * MARGIN - 150
    step = (SIZE[1] - 2 * MARGIN) / len(rows)
    for place, row in enumerate(rows):
        top = MARGIN + place * step
        colour = ACCENT if row.is_point else INK
        end = MARGIN + room * row.value / total
        drawn.write((MARGIN, top + 26), row.label, 40, ink=SOFT)
        drawn.pen.rectangle((MARGIN, top + 62, end, top + step - 34), fill=colour)
        drawn.write((end + 24, top + (step + 28) / 2), row.shown, 52, face=SERIF, ink=colour)
    return drawn.image


def stations(started: str, stuck: str) -> Image.Image:
    """Forty pumping stations along three canals; twelve of them marked."""
    drawn = sheet()
    dice = random.Random("grift")  # noqa: S311 -- a drawing, not a secret
    marked = set(dice.sample(range(40), 12))
    canals = [canal(dice, lane, count) for lane, count in enumerate((14, 13, 13))]
    for line in canals:
        drawn.pen.line(line, fill=RULE, width=18, joint="curve")
    spots = [spot for line in canals for spot in line]
    for place, spot in enumerate(spots):
        dot(drawn, spot, is_marked=place in marked)
    legend(drawn, started, stuck)
    return drawn.image


def canal(dice: random.Random, lane: int, count: int) -> list[tuple[int, int]]:
    """The spots along one canal, from left to right."""
    step = (SIZE[0] - 2 * MARGIN) / (count - 1)
    return [
        (round(MARGIN + place * step), 150 + lane * 210 + dice.randint(-50, 50)) for place in range(count)
    ]


def dot(drawn: Sheet, at: tuple[int, int], *, is_marked: bool) -> None:
    """A station: filled, or an open square where it stood still."""
    x, y = at
    if is_marked:
        drawn.pen.rectangle((x - 22, y - 22, x + 22, y + 22), fill=PAPER, outline=ACCENT, width=8)
    else:
        drawn.pen.ellipse((x - 20, y - 20, x + 20, y + 20), fill=INK)


def legend(drawn: Sheet, started: str, stuck: str) -> None:
    """What the two signs mean."""
    bottom = SIZE[1] - MARGIN
    dot(drawn, (MARGIN + 22, bottom), is_marked=False)
    drawn.write((MARGIN + 64, bottom), started, 44)
    dot(drawn, (SIZE[0] // 2 + 22, bottom), is_marked=True)
    drawn.write((SIZE[0] // 2 + 64, bottom), stuck, 44, ink=ACCENT)


def portrait(initials: str) -> Image.Image:
    """Initials on a weave that is this person's own."""
    drawn = sheet(PORTRAIT, TINT)
    dice = random.Random(initials)  # noqa: S311
    for place in range(0, PORTRAIT[0], 24):
        drawn.pen.line(
            (0, place, PORTRAIT[0], place + dice.randint(-90, 90)), fill=RULE, width=dice.choice((3, 6, 10))
        )
        drawn.pen.line((place, 0, place + dice.randint(-60, 60), PORTRAIT[1]), fill=RULE, width=3)
    drawn.pen.rectangle((90, 150, 390, 330), fill=TINT)
    drawn.write((240, 240), initials, 150, anchor="mm", face=SERIF, ink=ACCENT)
    return drawn.image


DRAWINGS: dict[str, Callable[[], Image.Image]] = {
    "gemalen-nl": lambda: stations("28 gestart binnen een kwartier", "12 niet met de hand te starten"),
    "gemalen-en": lambda: stations("28 started within 15 minutes", "12 could not be started by hand"),
    "opzegtermijn-nl": lambda: bars(
        [
            Bar("Opzegtermijn van een jaar of langer", 74, "74", is_point=True),
            Bar("Betalen om eigen gegevens terug te krijgen", 31, "31"),
            Bar("Leverancier kan zelf ontsleutelen", 97, "97"),
            Bar("Onderzochte contracten", 120, "120"),
        ],
        120,
    ),
    "opzegtermijn-en": lambda: bars(
        [
            Bar("Notice period of a year or more", 74, "74", is_point=True),
            Bar("Pay to get your own data back", 31, "31"),
            Bar("The supplier itself can decrypt", 97, "97"),
            Bar("Contracts compared", 120, "120"),
        ],
        120,
    ),
    "tabellen-nl": lambda: bars(
        [
            Bar("Tabellen in drie ziekenhuizen", 9012, "9.012"),
            Bar("Gelezen in de laatste twee jaar", 5412, "5.412"),
            Bar("Door niemand geopend", 3600, "3.600", is_point=True),
        ],
        9012,
    ),
    "speling-nl": lambda: bars(
        [
            Bar("Geen vier uur speling", 55, "55%"),
            Bar("Vier uur tot een dag speling", 34, "34%", is_point=True),
            Bar("Meer dan een dag speling", 11, "11%", is_point=True),
        ],
        100,
    ),
    "marleen-van-houten": lambda: portrait("MH"),
    "jeroen-tuinstra": lambda: portrait("JT"),
    "noor-blom": lambda: portrait("NB"),
}


def draw_all(folder: Path = FOLDER) -> list[Path]:
    """Draw every picture into `folder`; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, draw in DRAWINGS.items():
        path = folder / f"{name}.png"
        draw().quantize(COLOURS).save(path, optimize=True)
        files.append(path)
    return files


if __name__ == "__main__":
    draw_all()
