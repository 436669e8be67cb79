"""How fast pages are answered, made, asked again, from the cache and signed in, beside a bare Wagtail article.

One gunicorn with one worker on one core, wrk (Debian's package) with 4 connections on the other. The baseline is what
`wagtail start` makes with one StreamField article, DEBUG off, on the same SQLite pragmas, with the same headings and
paragraphs. "After a change elsewhere" raises the generation before each request, by a header that these settings
alone accept: a row is written, the questions of the page are asked again and answered as before (decision 0016).
"Made for the first time" forgets every page too: queries are put together, templates rendered, files written.
"Signed in" is one page and its fragment together. Rounds alternate; printed are the medians. Memory is the PSS of the
worker after the last round.

    python benchmarks/pages.py [--seconds 30] [--warm-up 5] [--rounds 5]
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "site")]

from benchmarks.kit import bare, counting, load  # noqa: E402
from benchmarks.kit.load import Round, Server  # noqa: E402
from benchmarks.kit.measure import machine, stage  # noqa: E402

SETTINGS = "benchmarks.kit.page_settings"
RAISE, FORGET = {"X-Raise-Generation": "1"}, {"X-Forget-Pages": "1"}


@dataclass(slots=True)
class Case:
    """One line of the table: which addresses are asked in turn, of whom, how."""

    name: str
    server: Server
    paths: Sequence[str]
    headers: Mapping[str, str] = field(default_factory=dict)
    queries_count: int = 0
    rounds: list[Round] = field(default_factory=list)

    def run(self, seconds: int) -> Round:
        """One round; a request for two addresses counts once."""
        found = load.wrk(self.server, self.paths, self.headers, seconds)
        return Round(found.rate / len(self.paths), found.p99_ms)

    @property
    def rate(self) -> float:
        """The median of requests a second."""
        return median(one.rate for one in self.rounds)

    def count_queries(self) -> int:
        """What one answer asks of the database, after two that filled what is kept for longer."""
        headers = {**self.headers, counting.ASKED: "1"}
        for path in (*self.paths, *self.paths):
            self.server.answer(path, headers)
        return sum(int(self.server.answer(path, headers)[counting.TOLD]) for path in self.paths)

    def line(self, beside: Case) -> str:
        """Its figures; `beside` is the baseline."""
        p99_ms = median(one.p99_ms for one in self.rounds)
        speed = f"{self.rate:>10.0f}{p99_ms:>10.1f}{self.rate / beside.rate:>9.2f}"
        return f"  {self.name:<38}{speed}{self.queries_count:>9}"


def start_django(folder: Path, port: int) -> None:
    """Django over a run folder of its own, with the settings that the measured process has."""
    os.environ |= {"VAKBLAD_VAR": str(folder), "PORT": str(port), "DJANGO_SETTINGS_MODULE": SETTINGS}
    import django

    django.setup()


def bare_project(folder: Path) -> Path:
    """The baseline, with the text of our article and the pragmas of our database."""
    from django.conf import settings

    from benchmarks.kit import reading

    ours = settings.DATABASES["default"]
    shared = {"CONN_MAX_AGE": ours["CONN_MAX_AGE"], "OPTIONS": ours["OPTIONS"]}
    folder.mkdir()
    return bare.make(folder, reading.text_of(reading.article()), shared)


def cases(ours: Server, baseline: Server) -> list[Case]:
    """Every line, the baseline first."""
    from benchmarks.kit import reading

    article, home = reading.article().get_url(), "/nl/"
    signed_in = {"Cookie": reading.session_of_an_editor()}
    fragment = f"/nl/personal/fragment/?of={article}"
    return [
        Case("bare Wagtail, article", baseline, [bare.PATH]),
        Case("article, after a change elsewhere", ours, [article], RAISE),
        Case("home, after a change elsewhere", ours, [home], RAISE),
        Case("article, made for the first time", ours, [article], FORGET),
        Case("home, made for the first time", ours, [home], FORGET),
        Case("article, from the cache", ours, [article]),
        Case("home, from the cache", ours, [home]),
        Case("article, signed in: page and fragment", ours, [article, fragment], signed_in),
    ]


def measure(measured: list[Case], options: argparse.Namespace) -> None:
    """Alternating rounds: each second one backwards, so that none is always the first."""
    for case in measured:
        case.queries_count = case.count_queries()
    for number in range(options.rounds):
        with stage(f"round {number + 1} of {options.rounds}"):
            for case in measured if number % 2 == 0 else reversed(measured):
                case.run(options.warm_up)
                case.rounds.append(case.run(options.seconds))


def report(measured: list[Case]) -> None:
    """The table, and what a worker weighs."""
    print(f"  {'':<38}{'requests/s':>10}{'p99, ms':>10}{'x bare':>9}{'queries':>9}")
    for case in measured:
        print(case.line(measured[0]))
    ours, baseline = measured[-1].server, measured[0].server
    print(f"  memory of a worker: {ours.worker_mb():.0f} MB, bare {baseline.worker_mb():.0f} MB")


def arguments() -> argparse.Namespace:
    """What may be set."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--seconds", type=int, default=30, help="length of a round (30)")
    parser.add_argument("--warm-up", type=int, default=5, help="seconds before each round (5)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds (5)")
    return parser.parse_args()


def main() -> None:
    """Prepare both sites, measure, print."""
    options = arguments()
    if not load.is_here():
        print("  not measured: wrk is absent (apt install wrk)")
        return
    folder = Path(tempfile.mkdtemp(prefix="vakblad-bench-"))
    port = load.free_port()
    print(machine())
    try:
        start_django(folder / "ours", port)
        from benchmarks.kit import reading

        with stage("sample pages, digests, pictures"):
            reading.prepare()
        with stage("bare project"):
            project = bare_project(folder / "baseline")
        with ExitStack() as running:
            paths = {"PYTHONPATH": os.pathsep.join((str(ROOT), str(ROOT / "site")))}
            ours = running.enter_context(load.gunicorn("config.wsgi", ROOT, port, paths))
            served = load.gunicorn(bare.APPLICATION, project, load.free_port(), bare.environment(project))
            measured = cases(ours, running.enter_context(served))
            measure(measured, options)
            report(measured)
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    main()
