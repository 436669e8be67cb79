"""What pages and lists cost when the archive is large: 10,000 articles, 5,000 experts, 300 topics, 2,000 digests.

Seeds a magazine of its own into a folder that goes away (or takes the one of `--folder`), with the sample pages and
archive of `make seed SIZE=large`, and with a tenth of it beside. Printed for every public page and each list of the
CMS, first and last leaf: median milliseconds of `--rounds` requests that find nothing cached, and queries in both
sizes, so that it shows what grows. Requests are made in this process, so nothing of a network is in them.

    python benchmarks/archive.py [--rounds 7] [--folder PATH]
"""

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from benchmarks.kit import measure

ROOT = Path(__file__).resolve().parents[1]
GOAL_MS = 300
SMALL = "articles=1000,experts=500,topics=30,digests=200,organisations=40,pictures=300"
LARGE = "articles=10000,experts=5000,topics=300,digests=2000,organisations=400,pictures=3000"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--folder", type=Path, help="keep the magazines here and take them again")
    parser.add_argument("--measure", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.measure:
        return print_lines(options.rounds)
    print(measure.machine())
    with tempfile.TemporaryDirectory() as folder:
        places = options.folder or Path(folder)
        few = run(places / "small", SMALL, options.rounds)
        many = run(places / "large", LARGE, options.rounds)
    print_table(few, many)


def run(folder: Path, size: str, rounds: int) -> dict[str, tuple[float, int]]:
    """Seed a magazine where there is none, and measure it in a process of its own."""
    environment = os.environ | {
        "VAKBLAD_VAR": str(folder),
        "PYTHONPATH": f"{ROOT}{os.pathsep}{ROOT / 'site'}",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    folder.mkdir(parents=True, exist_ok=True)
    for command in (("-m", "ops.prepare"), ("manage.py", "seed_archive", "--size", size)):
        begin = time.perf_counter()
        subprocess.run([sys.executable, *command], cwd=ROOT, env=environment, check=True)
        print(f"{' '.join(command)}: {time.perf_counter() - begin:.0f} s")
    command = [sys.executable, __file__, "--measure", "--rounds", str(rounds)]
    done = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
    lines = [line.split("\t") for line in done.stdout.splitlines() if line.count("\t") == 2]
    return {name: (float(milliseconds), int(queries)) for name, milliseconds, queries in lines}


def print_lines(rounds: int) -> None:
    """One line for each address: what it is, median milliseconds, queries."""
    import django

    django.setup()
    from django.test import Client

    from accounts.models import User
    from articles import generations

    reader, staff = (Client(headers={"host": "localhost"}) for _ in range(2))
    staff.force_login(User.objects.get(email="beheer@example.com"))
    for name, address in addresses():
        client = staff if address.startswith("/cms/") else reader

        def ask(client: Client = client, address: str = address) -> int:
            generations.raise_site()
            return client.get(address).status_code

        print(name, *timed(ask, rounds, name), sep="\t", flush=True)


def timed(ask: object, rounds: int, name: str) -> tuple[str, int]:
    """Median milliseconds and the queries of the last request."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    assert ask() == 200, name
    taken = []
    for _ in range(rounds):
        begin = time.perf_counter()
        ask()
        taken.append((time.perf_counter() - begin) * 1000)
    with CaptureQueriesContext(connection) as found:
        ask()
    return f"{statistics.median(taken):.1f}", len(found)


def addresses() -> Iterator[tuple[str, str]]:
    """Every public page, and the lists of the CMS."""
    yield from public()
    yield from files()
    section = busiest_section()
    yield "dashboard", "/cms/"
    yield from leaves("explorer of a section", f"/cms/pages/{section.pk}/")
    for name in ("expert", "topic", "organisation", "series", "section", "advertorialslot"):
        yield from leaves(f"snippets: {name}", f"/cms/snippets/articles/{name}/")
    yield from leaves("pictures", "/cms/images/")
    yield from leaves("documents", "/cms/documents/")
    for report in ("site-history", "aging-pages", "locked", "workflow", "page-types-usage"):
        yield from leaves(f"report: {report}", f"/cms/reports/{report}/")
    yield "redirects", "/cms/redirects/"
    yield "search field: pages", "/cms/pages/search/?q=opslag"
    yield "search field: explorer of a section", f"/cms/pages/{section.pk}/?q=opslag"
    yield "search field: experts", "/cms/snippets/articles/expert/?q=Dekkers"
    yield "search field: topics", "/cms/snippets/articles/topic/?q=Beheer"
    yield "search field: pictures", "/cms/images/?q=archief"


def public() -> Iterator[tuple[str, str]]:
    """One address of each kind of public page; of a list the first and the last leaf."""
    from articles.models import ArticlePage, Expert, Organisation, Series, StandardPage, Topic
    from curation.models import DigestPage
    from demo import archive

    made = {"slug__startswith": archive.SLUG}
    dutch = {"locale__language_code": "nl"}
    yield "home", "/nl/"
    yield from leaves("section", busiest_section().url)
    yield "article", ArticlePage.objects.filter(**dutch, **made).last().url
    yield "advertorial", ArticlePage.objects.filter(**dutch).advertorials().first().url
    yield "digest", DigestPage.objects.filter(**dutch, **made).last().url
    yield "standard page", StandardPage.objects.filter(**dutch).first().url
    for name, model in (("topics", Topic), ("experts", Expert), ("organisations", Organisation)):
        yield from leaves(f"list of {name}", f"/nl/{name}/")
        yield from leaves(
            f"one of {name}", f"/nl/{name}/{model.objects.filter(**made).order_by('pk').first().slug}/"
        )
    yield "list of series", "/nl/series/"
    yield "one of series", f"/nl/series/{Series.objects.first().slug}/"
    yield "feeds", "/nl/feeds/"
    yield "newsletters", "/nl/newsletters/"


def files() -> Iterator[tuple[str, str]]:
    """Feeds and sitemaps."""
    from django.test import RequestFactory

    from articles.models import Expert, Topic
    from articles.sitemaps import PageSitemap
    from demo import archive

    made = {"slug__startswith": archive.SLUG}
    for form in ("atom", "rss", "json"):
        yield f"feed ({form})", f"/nl/feeds/magazine.{form}"
    yield "feed of digests", "/nl/feeds/digests.atom"
    yield "feed of a section", f"/nl/feeds/section/{busiest_section().section.key}.atom"
    yield (
        "feed of a topic",
        f"/nl/feeds/topic/{Topic.objects.filter(**made).order_by('pk').first().slug}.atom",
    )
    yield (
        "feed of an expert",
        f"/nl/feeds/expert/{Expert.objects.filter(**made).order_by('pk').first().slug}.atom",
    )
    yield "OPML", "/nl/sources.opml"
    yield "sitemap: index", "/sitemap.xml"
    yield "sitemap: first file of pages", "/sitemap-pages.xml"
    request = RequestFactory().get("/", headers={"host": "localhost"})
    yield "sitemap: last file of pages", f"/sitemap-pages.xml?p={PageSitemap(request).paginator.num_pages}"
    for name in ("rows", "lists", "stories"):
        yield f"sitemap: {name}", f"/sitemap-{name}.xml"
    yield "news sitemap", "/news-sitemap.xml"


def busiest_section() -> object:
    """The Dutch section page with the most below it."""
    from articles.models import SectionPage

    return SectionPage.objects.filter(locale__language_code="nl").order_by("-numchild").first()


def leaves(name: str, address: str) -> Iterator[tuple[str, str]]:
    """The first leaf, and the last one: a number beyond the end gives the last."""
    yield name, address
    yield f"{name}, last leaf", f"{address}?{'p' if address.startswith('/cms/') else 'page'}=99999"


def print_table(few: dict[str, tuple[float, int]], many: dict[str, tuple[float, int]]) -> None:
    """Both sizes side by side."""
    print(f"{'':<44}{'ms small':>10}{'ms large':>10}{'queries small':>15}{'large':>7}")
    for name, (milliseconds, queries) in many.items():
        small_ms, small_queries = few.get(name, (float("nan"), 0))
        mark = "  over the goal" if milliseconds > GOAL_MS and not name.startswith("search field") else ""
        print(f"{name:<44}{small_ms:>10.1f}{milliseconds:>10.1f}{small_queries:>15}{queries:>7}{mark}")


if __name__ == "__main__":
    main()
