"""A fail-over from one hall to another: one scene, drawn as a picture and frame by frame as a film (`demo.films`)."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image

from demo.pictures.sheet import (
    ACCENT,
    BOLD,
    INK,
    PALE,
    PAPER,
    RULE,
    SERIF,
    SIZE,
    SMALL,
    SOFT,
    Sheet,
    Spot,
    sheet,
)

MEMBER: Spot = (816, 160)
ZWOLLE: Spot = (330, 600)
APELDOORN: Spot = (1302, 600)
HALF = (210, 130)


@dataclass(frozen=True, slots=True)
class Words:
    """What is written in the scene, in one language."""

    member: str
    down: str
    standby: str
    running: str
    waiting: str


@dataclass(frozen=True, slots=True)
class Scene:
    """A moment: its time, what is said of it, and what holds then."""

    time: str
    said: str
    is_down: bool = False  # Zwolle has failed
    is_running: bool = False  # the database runs in Apeldoorn
    is_served: bool = False  # members are led to Apeldoorn


def draw(scene: Scene, words: Words) -> Image.Image:
    """The scene on a sheet."""
    drawn = sheet()
    lead(drawn, scene)
    halls(drawn, scene, words)
    x, y = MEMBER
    is_waiting = scene.is_down and not scene.is_served
    drawn.box((x - 210, y - 66), (x + 210, y + 66), PALE if is_waiting else PAPER, edge=INK, width=8)
    drawn.write(MEMBER, words.waiting if is_waiting else words.member, SMALL, face=BOLD, anchor="mm")
    drawn.write((84, 110), scene.time, 84, face=SERIF)
    drawn.write((816, SIZE[1] - 116), scene.said, SMALL, anchor="mm", ink=ACCENT if is_waiting else INK)
    return drawn.done()


def lead(drawn: Sheet, scene: Scene) -> None:
    """The lines from the member to the halls."""
    start = (MEMBER[0] - 120, MEMBER[1] + 66)
    other = (MEMBER[0] + 120, MEMBER[1] + 66)
    to_zwolle, to_apeldoorn = (
        (ZWOLLE[0] + 60, ZWOLLE[1] - HALF[1] - 12),
        (APELDOORN[0] - 60, APELDOORN[1] - HALF[1] - 12),
    )
    if scene.is_served:
        drawn.arrow([other, to_apeldoorn], INK, 14)
        return
    drawn.dashes(other, to_apeldoorn, RULE, 8)
    drawn.arrow([start, to_zwolle], ACCENT if scene.is_down else INK, 14)
    if scene.is_down:
        drawn.cross(((start[0] + to_zwolle[0]) / 2, (start[1] + to_zwolle[1]) / 2), 34, ACCENT, 14)


def halls(drawn: Sheet, scene: Scene, words: Words) -> None:
    """Both halls with their state in words."""
    hall(
        drawn,
        ZWOLLE,
        ("Zwolle", words.down if scene.is_down else words.running),
        is_dark=scene.is_down,
        is_main=not scene.is_down,
    )
    state = words.running if scene.is_running else words.standby
    hall(drawn, APELDOORN, ("Apeldoorn", state), is_dark=False, is_main=scene.is_running)


def hall(drawn: Sheet, at: Spot, said: tuple[str, str], *, is_dark: bool, is_main: bool) -> None:
    """A hall: filled where the database runs, edged in red where it has failed."""
    x, y = at
    edge = ACCENT if is_dark else INK
    drawn.box(
        (x - HALF[0], y - HALF[1]), (x + HALF[0], y + HALF[1]), INK if is_main else PAPER, edge=edge, width=8
    )
    ink = PAPER if is_main else edge
    drawn.write((x, y - 40), said[0], SMALL + 6, face=SERIF, anchor="mm", ink=ink)
    drawn.write((x, y + 40), said[1], SMALL - 4, anchor="mm", ink=ink if is_main or is_dark else SOFT)
