"""The pictures of the sample articles and the portraits of their authors, drawn and not photographed.

In: nothing but the constants below. Out: PNG files in `demo/content/pictures`, committed: seeding draws nothing.
Run `python -m demo.pictures` after a change; the same code draws the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PIL import Image

from demo.pictures import failover
from demo.pictures.charts import Bar, Bid, Step, bars, clocks, slopes
from demo.pictures.diagrams import (
    Loop,
    Moment,
    Window,
    cooling_loop,
    letters,
    open_window,
    portrait,
    stations,
    timeline,
    two_readings,
)
from demo.pictures.maps import hall_map, power_map, room_map
from demo.pictures.sea import sea_map

FOLDER = Path(__file__).resolve().parent.parent / "content" / "pictures"
COLOURS = 24  # flat drawings: a palette keeps the files small

BIDS = (
    Bid("Halyard Cloud", 3.1, 6.0, is_point=True),
    Bid("Zuidwal Online", 3.4, 5.9),
    Bid("Kadewerk", 4.2, 5.1),
    Bid("Stelling Online", 4.4, 4.8, is_point=True),
    Bid("Veenkade", 4.6, 5.6),
    Bid("Rugwind", 4.9, 5.5),
    Bid("Oeverloos", 5.3, 5.6),
    Bid("Deltagrid", 6.8, 7.0),
    Bid("Bastion IT", 9.3, 9.3),
)
HOT = (0, 198)  # minutes after 03:12 during which the hall had no cooling
SCENE_WORDS = {
    "nl": failover.Words("Deelnemer", "uitgevallen", "staat klaar", "database", "Wit scherm"),
    "en": failover.Words("Member", "failed", "standing by", "database", "Blank page"),
}
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
    "koelkring-nl": lambda: cooling_loop(
        Loop("Van de koelmachine", "Naar de serverzaal", "Pomp", "vastgelopen", "klep open")
    ),
    "koelkring-en": lambda: cooling_loop(
        Loop("From the chiller", "To the server hall", "Pump", "seized", "valve open")
    ),
    "tijdlijn-nl": lambda: timeline(
        [
            Moment(0, "03.12", "Pomp 2 loopt vast, pomp 3 start", is_point=True),
            Moment(11, "03.23", "41 graden in de zaal", is_point=True),
            Moment(34, "03.46", "64 servers uitgezet", is_point=True),
            Moment(198, "06.30", "De koeling draait weer"),
            Moment(458, "10.50", "De laatste server draait weer"),
        ],
        HOT,
    ),
    "tijdlijn-en": lambda: timeline(
        [
            Moment(0, "03:12", "Pump 2 seizes, pump 3 starts", is_point=True),
            Moment(11, "03:23", "The hall is at 41 degrees", is_point=True),
            Moment(34, "03:46", "64 servers switched off", is_point=True),
            Moment(198, "06:30", "Cooling is back"),
            Moment(458, "10:50", "The last server is back"),
        ],
        HOT,
    ),
    "uitwijkschema-nl": lambda: failover.draw(
        failover.Scene("09.02", "De applicaties praten nog met Zwolle", is_down=True, is_running=True),
        SCENE_WORDS["nl"],
    ),
    "uitwijkschema-en": lambda: failover.draw(
        failover.Scene("09:02", "The applications still talk to Zwolle", is_down=True, is_running=True),
        SCENE_WORDS["en"],
    ),
    "klokken-nl": lambda: clocks(
        [
            Step("Opgemerkt", 14, "0:14"),
            Step("Database over", 57, "0:57"),
            Step("Naam klopt", 300, "5:00"),
            Step("Verbonden", 1740, "29:00"),
            Step("Certificaat", 709, "11:49"),
        ],
        "Wit scherm",
    ),
    "klokken-en": lambda: clocks(
        [
            Step("Noticed", 14, "0:14"),
            Step("Database moved", 57, "0:57"),
            Step("Name right", 300, "5:00"),
            Step("Reconnected", 1740, "29:00"),
            Step("Certificate", 709, "11:49"),
        ],
        "Blank page",
    ),
    "inschrijvingen-nl": lambda: slopes(BIDS, "Geboden", "Werkelijk", {9.3: "Bastion IT", 6.8: "Deltagrid"}),
    "kaart-zalen-nl": lambda: hall_map("193", ["datacenters.", "Het ministerie", "telde er 152."]),
    "kaart-vermogen-nl": lambda: power_map(
        "2.270", ["megawatt vastgelegd,", "waarvan 74 procent in", "drie provincies"], is_filled=False
    ),
    "kaart-gebruik-nl": lambda: power_map(
        "1.310", ["megawatt gebruikt", "op het drukste uur;", "42 procent bleef liggen"], is_filled=True
    ),
    "kaart-net-nl": lambda: room_map(
        "4 van 12",
        "provincies hebben nog plaats",
        {"none": "Zit op slot", "queue": "Wachtlijst", "some": "Nog plaats"},
    ),
    "kabels-en": lambda: sea_map({"ostend": "Ostend", "detour": "the detour", "sea": "North Sea"}),
    "datums-en": lambda: two_readings("03/04", ("4 March", "3 April"), "30 days"),
    "brieven-en": lambda: letters(),
    "brugzicht-en": lambda: open_window(
        Window("Flaw reported", "Attackers get in", "Update 8.4.2", "still inside")
    ),
    "marleen-van-houten": lambda: portrait("MH"),
    "jeroen-tuinstra": lambda: portrait("JT"),
    "noor-blom": lambda: portrait("NB"),
    "wietse-okkema": lambda: portrait("WO"),
    "fiona-drummond": lambda: portrait("FD"),
    "ruth-calloway": lambda: portrait("RC"),
    "gijs-van-lunteren": lambda: portrait("GL"),
}


def draw_all(folder: Path = FOLDER) -> list[Path]:
    """Draw every picture into `folder`; returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for name, draw in DRAWINGS.items():
        path = folder / f"{name}.png"
        draw().quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
        files.append(path)
    return files
