"""The drawn films of the sample magazine: a fail-over, a count of data centres, a cable that comes up.

In: the drawings of `demo.pictures`. Out: WebM files in `content/media`, each under 100 kB, committed: seeding draws
nothing. Run `python -m demo.films` after a change; it needs Debian's package ffmpeg.
"""

from __future__ import annotations

import math
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from PIL import Image

from demo.pictures import SCENE_WORDS
from demo.pictures.failover import Scene, draw
from demo.pictures.maps import NETHERLANDS, halls, netherlands, tell
from demo.pictures.sheet import ACCENT, BOLD, INK, LAND, PAPER, SERIF, SIZE, SMALL, SOFT, Sheet, sheet

FOLDER = Path(__file__).parent / "content" / "media"
FRAME = (640, 360)
RATE = 10  # frames a second
SECONDS = 12
HOLD_S = 2.4  # of a scene
SCENES = {
    "nl": (
        Scene("08.59.59", "De database draait in Zwolle"),
        Scene("09.00.00", "Zwolle valt uit", is_down=True),
        Scene("09.01.11", "De database draait in Apeldoorn", is_down=True, is_running=True),
        Scene("09.06.11", "De naam klopt, maar niemand vraagt ernaar", is_down=True, is_running=True),
        Scene("09.35.11", "Verbonden. Nu het certificaat nog", is_down=True, is_running=True),
        Scene("09.47.00", "De pagina is terug", is_down=True, is_running=True, is_served=True),
    ),
    "en": (
        Scene("08:59:59", "The database is running in Zwolle"),
        Scene("09:00:00", "Zwolle fails", is_down=True),
        Scene("09:01:11", "The database is running in Apeldoorn", is_down=True, is_running=True),
        Scene("09:06:11", "The name is right, but nobody asks for it", is_down=True, is_running=True),
        Scene("09:35:11", "Connected. Now the certificate", is_down=True, is_running=True),
        Scene("09:47:00", "The page is back", is_down=True, is_running=True, is_served=True),
    ),
}
SEA, BED = "#eef2f4", "#d8cfb8"


def failover(language: str) -> Iterator[Image.Image]:
    """Six scenes, two seconds each."""
    for scene in SCENES[language]:
        yield from [draw(scene, SCENE_WORDS[language])] * (SECONDS * RATE // len(SCENES[language]))


def counting() -> Iterator[Image.Image]:
    """Dots appear on the map until there are 193."""
    spots = [NETHERLANDS.spot(place) for place in halls()]
    order = sorted(spots, key=lambda spot: (round(spot[1] / 60), spot[0]))
    for frame in range(SECONDS * RATE):
        share = min(1.0, frame / ((SECONDS - HOLD_S) * RATE))
        drawn = netherlands()
        shown = order[: round(len(order) * share)]
        for spot in shown:
            drawn.dot(spot, 9, INK)
        tell(drawn, str(len(shown)), ["datacenters,", "en toch niet op", "één lijst"])
        yield drawn.done()


def lifting() -> Iterator[Image.Image]:
    """A ship lifts a broken cable from the bed, end by end."""
    for frame in range(SECONDS * RATE):
        at = frame / (SECONDS * RATE)
        drawn = sheet(paper=SEA)
        drawn.box((0, 760), SIZE, BED)
        drawn.box((0, 0), (SIZE[0], 330), PAPER)
        ship(drawn, 330 + 7 * math.sin(at * 30))
        cable(drawn, at)
        yield drawn.done()


def ship(drawn: Sheet, water: float) -> None:
    """A cable ship from the side."""
    drawn.shape([(500, water - 90), (1200, water - 90), (1130, water + 40), (560, water + 40)], INK)
    drawn.box((560, water - 210), (720, water - 90), LAND, edge=INK, width=6)
    drawn.box((860, water - 140), (1090, water - 90), ACCENT)
    drawn.line([(1170, water - 90), (1250, water - 150)], INK, 14)


def cable(drawn: Sheet, at: float) -> None:
    """Both ends of the cable, and how far each has come up."""
    first, second = min(1.0, at / 0.4), min(1.0, max(0.0, (at - 0.4) / 0.35))
    left, right = 560.0, 1250.0
    drawn.line([(0, 800), (left - 120, 800), (left, 800 - 620 * first)], INK, 10)
    drawn.line([(SIZE[0], 800), (right + 130, 800), (right, 800 - 620 * second)], INK, 10)
    if first < 1:
        drawn.dot((left, 800 - 620 * first), 16, ACCENT)
    words = "first end" if first < 1 else "second end" if second < 1 else "splice"
    if second == 1:
        drawn.line([(left, 180), (900, 150), (right, 180)], ACCENT, 12)
    drawn.write((84, 110), f"Day {1 + min(10, int(at * 11))}", 84, face=SERIF)
    drawn.write((84, 210), words, SMALL, face=BOLD, ink=SOFT)


def encode(frames: Iterable[Image.Image], path: Path) -> Path:
    """Write frames as VP9 without sound."""
    command = [
        *("ffmpeg", "-y", "-loglevel", "error", "-f", "rawvideo", "-pix_fmt", "rgb24"),
        *("-s", f"{FRAME[0]}x{FRAME[1]}", "-r", str(RATE), "-i", "-"),
        *("-c:v", "libvpx-vp9", "-crf", "42", "-b:v", "0", "-g", "120", "-pix_fmt", "yuv420p"),
        *("-row-mt", "0", "-threads", "1", "-bitexact", str(path)),
    ]
    data = b"".join(frame.resize(FRAME, Image.Resampling.LANCZOS).tobytes() for frame in frames)
    subprocess.run(command, input=data, check=True)  # noqa: S603 -- a command of our own
    return path


def write_all() -> None:
    """All films."""
    for language in SCENES:
        encode(failover(language), FOLDER / f"uitwijk-{language}.webm")
    encode(counting(), FOLDER / "hoe-tel-je-een-gebouw.webm")
    encode(lifting(), FOLDER / "a-day-on-the-repair-deck.webm")


if __name__ == "__main__":
    write_all()
