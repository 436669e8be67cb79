"""What was counted in each province: data centres, power, and whether there is room for more. Invented."""

from __future__ import annotations

from dataclasses import dataclass

from demo.pictures.sheet import Spot


@dataclass(frozen=True, slots=True)
class Province:
    """A province: where its mark stands, what was counted there, and how its halls lie (place, share, spread)."""

    name: str
    at: Spot
    halls: int
    contracted: int
    used: int
    room: str
    clusters: tuple[tuple[Spot, float, float], ...]


PROVINCES = (
    Province(
        "Noord-Holland",
        (4.75, 52.62),
        71,
        1020,
        560,
        "none",
        (((4.82, 52.33), 0.7, 0.09), ((5.0, 52.8), 0.3, 0.06)),
    ),
    Province(
        "Groningen",
        (6.7, 53.26),
        10,
        390,
        265,
        "some",
        (((6.82, 53.42), 0.5, 0.04), ((6.55, 53.2), 0.5, 0.06)),
    ),
    Province(
        "Flevoland", (5.6, 52.5), 9, 260, 118, "none", (((5.25, 52.37), 0.6, 0.05), ((5.52, 52.5), 0.4, 0.05))
    ),
    Province(
        "Zuid-Holland",
        (4.4, 51.93),
        32,
        240,
        152,
        "queue",
        (((4.5, 51.91), 0.6, 0.08), ((4.35, 52.06), 0.4, 0.06)),
    ),
    Province(
        "Noord-Brabant",
        (5.25, 51.58),
        17,
        110,
        69,
        "queue",
        (((5.45, 51.45), 0.5, 0.1), ((4.8, 51.6), 0.5, 0.1)),
    ),
    Province("Utrecht", (5.17, 52.08), 18, 95, 61, "none", (((5.1, 52.06), 1.0, 0.08),)),
    Province(
        "Gelderland",
        (5.95, 52.05),
        12,
        60,
        36,
        "queue",
        (((5.9, 51.97), 0.6, 0.1), ((5.95, 52.2), 0.4, 0.08)),
    ),
    Province(
        "Overijssel",
        (6.45, 52.42),
        9,
        35,
        21,
        "queue",
        (((6.85, 52.23), 0.5, 0.06), ((6.1, 52.5), 0.5, 0.05)),
    ),
    Province(
        "Limburg", (5.95, 51.25), 6, 30, 16, "queue", (((5.97, 50.9), 0.6, 0.04), ((6.05, 51.37), 0.4, 0.05))
    ),
    Province("Drenthe", (6.6, 52.85), 3, 12, 6, "some", (((6.58, 52.9), 1.0, 0.1),)),
    Province("Friesland", (5.8, 53.08), 4, 10, 5, "some", (((5.8, 53.15), 1.0, 0.1),)),
    Province("Zeeland", (3.8, 51.49), 2, 8, 1, "some", (((3.75, 51.47), 1.0, 0.04),)),
)
