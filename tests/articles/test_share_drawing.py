"""The drawing of share images: words in lines, signs that the fonts have, and the colours of the magazine."""

import pytest
from PIL import Image, ImageChops

from articles import share_drawing
from articles.share_drawing import EDGE, WIDTH, Words
from articles.share_images import FONTS

SERIF, SANS = FONTS.headline, FONTS.small
LONGEST = "arbeidsongeschiktheidsverzekeringsmaatschappijendirecteurensalarissen"


def drawn(headline: str = "Kop", **words: str) -> Image.Image:
    return share_drawing.draw(Words("ai", "Vakblad", headline, **words), FONTS).convert("RGB")


def test_draw_gives_1200_by_630_in_paper_ink_and_accent() -> None:
    image = drawn(kicker="Data")
    colours = {colour for _, colour in image.getcolors(1 << 16)}
    assert image.size == (1200, 630)
    assert {(0xFB, 0xFA, 0xF6), (0xF2, 0xEE, 0xE3), (0x17, 0x19, 0x1C), (0xAD, 0x2F, 0x1C)} <= colours


def test_draw_is_the_same_for_the_same_words_and_another_for_each_other_word() -> None:
    images = [drawn(), drawn("Kip"), drawn(kicker="Data"), drawn(label="Advertorial van Kadeland")]
    assert drawn().tobytes() == images[0].tobytes()
    assert len({image.tobytes() for image in images}) == len(images)


def test_draw_puts_the_label_of_an_advertorial_in_place_of_the_kicker() -> None:
    labelled = drawn(label="Advertorial van Kadeland")
    assert labelled.tobytes() == drawn(label="Advertorial van Kadeland", kicker="Data").tobytes()
    assert labelled.getpixel((10, 600)) == (0xF2, 0xEE, 0xE3)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("🎉 Een model 🚀, eindelijk 👩‍💻", "Een model, eindelijk"),
        ("Crème brûlée e\u0301n “één” – €5", "Crème brûlée én “één” – €5"),
        ("ﬁjn ① ǎ", "fijn 1 a"),
        ("李小龍", ""),
        ("🎉", ""),
        ("Łódź, İstanbul", "Łódź, İstanbul"),
        ("nul\u0000 tab\tregel\n", "nul tab regel"),
    ],
)
def test_drawable_keeps_what_the_font_has(text: str, kept: str) -> None:
    assert share_drawing.drawable(text, SERIF) == kept


def test_every_letter_of_western_europe_is_drawn_as_it_is() -> None:
    letters = "".join(chr(code) for code in (*range(0x21, 0x7F), *range(0xC0, 0x100)))
    for font in (SERIF, SANS):
        assert all(share_drawing.drawable(letter, font) == letter for letter in letters)


def test_fit_gives_a_short_headline_the_largest_size_in_equal_lines() -> None:
    size, lines = share_drawing.fit("Waarom wij teruggingen naar eigen ijzer", SERIF)
    assert size == share_drawing.HEADLINE_SIZES[0]
    assert lines == ["Waarom wij teruggingen", "naar eigen ijzer"]


@pytest.mark.parametrize(
    "text", [LONGEST, f"Waarom {LONGEST} {LONGEST}", "kort " * 60, "x" * 300, f"{LONGEST}, kort en nog wat"]
)
def test_fit_stays_within_three_lines_and_the_edges(text: str) -> None:
    size, lines = share_drawing.fit(text.strip(), SERIF)
    letters = share_drawing.face(SERIF, size)
    assert 0 < len(lines) <= 3
    assert max(letters.getlength(line) for line in lines) <= WIDTH - 2 * EDGE


def test_fit_divides_a_word_that_is_too_long_with_a_hyphen() -> None:
    _, lines = share_drawing.fit(LONGEST, SERIF)
    assert lines[0].endswith("-")
    assert "".join(lines).replace("-", "") == LONGEST


def test_fit_says_with_an_ellipsis_that_words_were_left_out() -> None:
    _, lines = share_drawing.fit("Een kop die niet ophoudt " * 12, SERIF)
    assert lines[-1].endswith(("niet…", "die…", "kop…", "ophoudt…", "Een…"))


def test_nothing_is_drawn_beyond_the_edge() -> None:
    wide, empty = drawn("M" * 200, kicker="W" * 200), drawn("", kicker="")
    changed = ImageChops.difference(wide, empty).getbbox()
    assert changed is not None
    assert changed[0] >= EDGE - 6 and changed[2] <= WIDTH - EDGE + 2
