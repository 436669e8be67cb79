"""The sound of a pump whose bearing wears out, made from its notes.

In: nothing but the constants below. Out: `content/media/koelpomp.wav`, committed. Run `python -m demo.sounds` after a
change; the same code makes the same bytes.
"""

from __future__ import annotations

import math
import random
import wave
from collections.abc import Iterator
from pathlib import Path

FILE = Path(__file__).parent / "content" / "media" / "koelpomp.wav"
SECONDS, RATE = 10, 8000  # 8 bits and one channel: 80 kB
TURNS = 1450 / 60  # a second: the hum
BEARING = 3.6 * TURNS  # the outer ring of this bearing is met so often
HUM = (
    (1, 0.20),
    (2, 0.24),
    (3, 0.10),
    (4, 0.14),
    (6, 0.06),
)  # harmonics that a small loudspeaker still gives
NOTE = ((1, 0.10), (2, 0.13), (4, 0.08), (7, 0.05))
NOISE = 0.03


def samples() -> Iterator[float]:
    """The sound, from -1 to 1."""
    dice = random.Random("pomp")  # noqa: S311 -- a sound, not a secret
    water = 0.0
    for place in range(SECONDS * RATE):
        at = place / RATE
        water += 0.2 * (dice.uniform(-1, 1) - water)
        swell = 0.55 + 0.45 * math.sin(2 * math.pi * 0.31 * at)
        knock = math.exp(-18 * ((at * BEARING) % 1))
        edge = min(1.0, at * 8, (SECONDS - at) * 8)
        yield edge * (
            tones(at, TURNS, HUM) + swell * (0.7 + 0.6 * knock) * tones(at, BEARING, NOTE) + NOISE * 3 * water
        )


def tones(at: float, hertz: float, harmonics: tuple[tuple[int, float], ...]) -> float:
    """A note with its harmonics at a moment."""
    return sum(loud * math.sin(2 * math.pi * hertz * times * at) for times, loud in harmonics)


def write(path: Path = FILE) -> Path:
    """Write the file."""
    data = bytes(round(127.5 + 120 * max(-1.0, min(1.0, sample))) for sample in samples())
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(1)
        file.setframerate(RATE)
        file.writeframes(data)
    return path


if __name__ == "__main__":
    write()
