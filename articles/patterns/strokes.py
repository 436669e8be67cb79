"""What every pattern is made of: strokes of one pen, and dice that fall alike everywhere."""

import hashlib
import random
from dataclasses import dataclass

Point = tuple[float, float]

SALT = "vakblad-1122"  # before the slug; another one deals the motifs anew. It gives each motif two sample topics


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke: a dot (one point), a bar with square ends (two), or a curve through all points (more).

    Coordinates and `weight`, the width of the pen, are units of the pattern's own size.
    """

    points: tuple[Point, ...]
    weight: float
    is_accent: bool = False
    is_closed: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a motif is drawn on: its size, and the dice of its slug."""

    width: int
    height: int
    dice: random.Random

    def between(self, low: float, high: float) -> float:
        """A number from `low` to `high`. `random()` alone is the same in every version of Python."""
        return low + (high - low) * self.dice.random()


def digest(slug: str) -> bytes:
    """The bytes by which a slug chooses its motif and its dice."""
    return hashlib.sha256(f"{SALT}:{slug}".encode()).digest()


def dice(slug: str) -> random.Random:
    """Dice of one slug."""
    return random.Random(int.from_bytes(digest(slug), "big"))  # noqa: S311 - a drawing, not a secret
