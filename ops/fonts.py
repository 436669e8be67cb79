"""Cuts Source Serif and Source Sans to Latin as woff2 and writes the style sheet that names them.

Comes in: the font files of the packages font-source-serif-pro and font-source-sans-pro (OFL). Goes
out: six files and the licence in `site/static/fonts/`, and `site/static/css/fonts.css` with, for each
family, a fall-back of the same metrics, so that nothing moves when the font arrives. `make fonts`
calls it; its results are committed, so that nobody needs it to run the magazine.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import font_source_sans_pro
import font_source_serif_pro
from fontTools import subset
from fontTools.ttLib import TTFont

ROOT = Path(__file__).resolve().parent.parent
FONTS = ROOT / "site" / "static" / "fonts"
STYLES = ROOT / "site" / "static" / "css" / "fonts.css"

# Latin-1, Latin Extended-A (names of people) and the punctuation, currency and arrows that we print.
UNICODES = (
    *range(0x20, 0x7F),
    *range(0xA0, 0x180),
    *(
        0x2013,
        0x2014,
        0x2018,
        0x2019,
        0x201A,
        0x201C,
        0x201D,
        0x201E,
        0x2020,
        0x2022,
        0x2026,
    ),
    *(
        0x202F,
        0x2030,
        0x2032,
        0x2033,
        0x2039,
        0x203A,
        0x20AC,
        0x2122,
        0x2190,
        0x2192,
        0x2212,
    ),
)
FEATURES = ["kern", "liga", "ccmp", "locl", "mark", "mkmk", "lnum", "tnum", "pnum"]

# Text by which average widths are compared: ordinary Dutch and English, in their own letters.
SPECIMEN = (
    "Wie nu een aanbesteding schrijft, moet de kosten van vertrek voortaan vooraf laten begroten. "
    "The first time that seven institutions share one schema, and the code is open to everybody. "
)
# Average advance of SPECIMEN in em, measured in Liberation, which has the widths of Times New Roman
# and Arial (regular, bold). Measured again with `python ops/fonts.py --measure FILE`.
FALLBACKS = {
    "Source Serif": (
        ("Times New Roman", "Liberation Serif"),
        {400: 0.3993, 600: 0.4252, 700: 0.4252},
    ),
    "Source Sans": (("Arial", "Liberation Sans"), {400: 0.4441, 600: 0.4779}),
}


@dataclass(frozen=True, slots=True)
class Cut:
    """One file to cut: the family it belongs to, its weight, its style and where it comes from."""

    family: str
    weight: int
    style: str
    source: Path

    @property
    def file_name(self) -> str:
        """The name of the cut file: source-serif-400-italic.woff2."""
        tail = "-italic" if self.style == "italic" else ""
        return f"{self.family.lower().replace(' ', '-')}-{self.weight}{tail}.woff2"


def cuts() -> list[Cut]:
    """The six files that look.md names."""
    serif = Path(font_source_serif_pro.__file__).parent / "files"
    sans = Path(font_source_sans_pro.__file__).parent / "files"
    return [
        Cut("Source Serif", 400, "normal", serif / "SourceSerifPro-Regular.otf"),
        Cut("Source Serif", 400, "italic", serif / "SourceSerifPro-It.otf"),
        Cut("Source Serif", 600, "normal", serif / "SourceSerifPro-Semibold.otf"),
        Cut("Source Serif", 700, "normal", serif / "SourceSerifPro-Bold.otf"),
        Cut("Source Sans", 400, "normal", sans / "SourceSansPro-Regular.otf"),
        Cut("Source Sans", 600, "normal", sans / "SourceSansPro-Semibold.otf"),
    ]


def write_cut(cut: Cut) -> Path:
    """Write one file cut to UNICODES and FEATURES as woff2."""
    options = subset.Options(flavor="woff2", layout_features=FEATURES, hinting=False, desubroutinize=True)
    font = subset.load_font(str(cut.source), options)
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=UNICODES)
    cutter.subset(font)
    target = FONTS / cut.file_name
    subset.save_font(font, str(target), options)
    return target


def average_width(path: Path) -> float:
    """Average advance of SPECIMEN in em."""
    font = TTFont(path)
    names, widths = font.getBestCmap(), font["hmtx"]
    total = sum(widths[names[ord(letter)]][0] for letter in SPECIMEN)
    return float(total / len(SPECIMEN) / font["head"].unitsPerEm)


def face(cut: Cut) -> str:
    """The @font-face of one cut file."""
    return (
        "@font-face {\n"
        f'  font-family: "{cut.family}";\n  font-weight: {cut.weight};\n  font-style: {cut.style};\n'
        f'  font-display: swap;\n  src: url("../fonts/{cut.file_name}") format("woff2");\n}}\n'
    )


def fallback_face(cut: Cut) -> str:
    """The @font-face of a font that the system has, stretched to the metrics of the cut one."""
    names, widths = FALLBACKS[cut.family]
    adjust = average_width(cut.source) / widths[cut.weight]
    tail = "" if cut.weight == 400 else " Bold"
    local = ", ".join(f'local("{name}{tail}")' for name in names)
    metrics = TTFont(cut.source)["hhea"]
    return (
        "@font-face {\n"
        f'  font-family: "{cut.family} Fallback";\n  font-weight: {cut.weight};\n  src: {local};\n'
        f"  size-adjust: {adjust:.2%};\n  ascent-override: {metrics.ascent / 1000 / adjust:.2%};\n"
        f"  descent-override: {-metrics.descent / 1000 / adjust:.2%};\n  line-gap-override: 0%;\n}}\n"
    )


def write_styles(files: list[Cut]) -> None:
    """Write fonts.css: the faces, then their fall-backs."""
    upright = [cut for cut in files if cut.style == "normal"]
    head = (
        "/* Written by ops/fonts.py (`make fonts`). Source Serif and Source Sans: OFL, fonts/*-OFL.txt. */\n"
    )
    STYLES.write_text(
        head + "\n".join([face(cut) for cut in files] + [fallback_face(cut) for cut in upright])
    )


def main(arguments: list[str]) -> int:
    """Cut all files, or print the average width of one."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "--measure",
        type=Path,
        metavar="FILE",
        help="print the average width of this font",
    )
    measure = parser.parse_args(arguments).measure
    if measure:
        sys.stdout.write(f"{average_width(measure):.4f}\n")
        return 0
    FONTS.mkdir(parents=True, exist_ok=True)
    files = cuts()
    for cut in files:
        target = write_cut(cut)
        sys.stdout.write(f"{target.relative_to(ROOT)}  {target.stat().st_size / 1000:.1f} kB\n")
    for cut in files:
        licence = cut.source.parent / "LICENSE.txt"
        (FONTS / f"{cut.family.lower().replace(' ', '-')}-OFL.txt").write_text(licence.read_text())
    write_styles(files)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
