"""Starts the site as `make run` does, on content of its own, and a browser that looks at it.

The processes are the real ones (gunicorn, the worker, the mail catcher), under a run folder that goes away. They
are started once for all browser tests.
"""

import contextlib
import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Route, sync_playwright

from ops.processes import Addresses, Process, mail_catcher, web, worker
from ops.run import is_answering
from tests.browser.axe_record import WALK, record

CHROMIUM = Path("/usr/bin/chromium")
SWITCHES = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--host-resolver-rules=MAP unknown.example 127.0.0.1, MAP kwaad.localhost 127.0.0.1, "
    "MAP * ~NOTFOUND, EXCLUDE localhost",
]
FONT_DELAY_S = 0.3
START_S = 90  # until the site answers, at most
END_S = 90  # until the worker has ended what it was doing
LISTEN = """
window.faults = [];
window.shift = 0;
document.addEventListener("securitypolicyviolation", (e) => window.faults.push(e.violatedDirective));
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) if (!entry.hadRecentInput) window.shift += entry.value;
}).observe({ type: "layout-shift", buffered: true });
"""


@pytest.hookimpl(tryfirst=True)  # before `-m` chooses
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Everything in this folder drives a browser."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


def pytest_sessionfinish(session: pytest.Session, exitstatus: int) -> None:
    """Write down what axe looked at, where the walk over every kind of page was run to its end."""
    is_ended = exitstatus in (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED)
    is_whole = not session.config.option.keyword and not any("::" in one for one in session.config.args)
    walked = any(item.path.name == WALK for item in session.items)
    if is_ended and is_whole and walked and not session.config.option.maxfail:
        record.write(date.today())


@dataclass(frozen=True, slots=True)
class RunningSite:
    """Where the site and its mail catcher answer, and how a command of it is run."""

    address: str
    mail: str
    folder: Path
    environment: dict[str, str]

    def manage(self, *arguments: str) -> str:
        """Run a command of manage.py against this site; returns what it printed."""
        command = [sys.executable, "manage.py", *arguments]
        done = subprocess.run(command, env=self.environment, check=True, capture_output=True, text=True)
        return done.stdout


def free_port() -> int:
    """A port that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextlib.contextmanager
def running(processes: list[Process], environment: dict[str, str]) -> Iterator[None]:
    """Keep the processes running, and end them however the tests end."""
    started = [subprocess.Popen(process.command, env=environment) for process in processes]
    try:
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.wait(timeout=END_S)


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """The site with its content; started once."""
    folder = tmp_path_factory.mktemp("site")
    addresses = Addresses(web=free_port(), mail=free_port(), mail_pages=free_port())
    base = {**os.environ, "VAKBLAD_VAR": str(folder), "DJANGO_SETTINGS_MODULE": "config.settings.dev"}
    environment = addresses.environment(base)
    (folder / "mail").mkdir()
    subprocess.run([sys.executable, "-m", "tests.browser.content"], env=environment, check=True)
    with running([web(addresses), worker(), mail_catcher(addresses, folder)], environment):
        until = time.monotonic() + START_S
        while not is_answering(addresses):
            assert time.monotonic() < until, "The site does not answer."
            time.sleep(0.2)
        url = f"http://localhost:{addresses.web}"
        yield RunningSite(url, f"http://localhost:{addresses.mail_pages}", folder, environment)
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium; without it the tests say which package is missing."""
    if not CHROMIUM.exists():
        pytest.fail("The browser tests need Debian's package: apt install chromium", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=SWITCHES)
        yield browser
        browser.close()


@dataclass(frozen=True, slots=True)
class Visit:
    """How somebody looks: width in pixels, light or dark, with or without scripts, with fonts that come late.

    The locale is what their browser asks for; it decides where the address names no language.
    """

    width: int = 1440
    scheme: str = "light"
    locale: str = "en-US"
    scripts: bool = True
    late_fonts: bool = False
    status: int = 200


@dataclass(slots=True)
class Watched:
    """A page with what the browser complained of while it was shown."""

    page: Page
    complaints: list[str]

    def faults(self) -> list[str]:
        """Errors of the console and violations of the content security policy."""
        return [*self.complaints, *self.page.evaluate("window.faults || []")]


def context_of(chromium: Browser, visit: Visit) -> BrowserContext:
    """A browser of one's own, that listens for faults where scripts run."""
    context = chromium.new_context(
        viewport={"width": visit.width, "height": 900},
        color_scheme=visit.scheme,
        locale=visit.locale,
        java_script_enabled=visit.scripts,
    )
    if visit.scripts:
        context.add_init_script(LISTEN)
    if visit.late_fonts:
        context.route("**/*.woff2", come_late)
    return context


def come_late(route: Route) -> None:
    """Let the page be painted before its fonts are there."""
    time.sleep(FONT_DELAY_S)
    route.continue_()


@pytest.fixture
def open_page(site: RunningSite, chromium: Browser) -> Iterator[Callable[..., Watched]]:
    """Open an address of the site, as `Visit` says how."""
    contexts = []

    def show(path: str, **how: object) -> Watched:
        visit = Visit(**how)
        contexts.append(context_of(chromium, visit))
        watched = watch(contexts[-1].new_page(), visit.status)
        response = watched.page.goto(path if path.startswith("http") else site.address + path)
        watched.page.evaluate("document.fonts.ready.then(() => true)")
        assert response is not None
        assert response.status == visit.status
        return watched

    yield show
    for context in contexts:
        context.close()


def watch(page: Page, status: int) -> Watched:
    """Listen to a page whose answer is to have this status."""
    watched = Watched(page, [])
    page.on("console", lambda said: note(watched, said, status))
    page.on("pageerror", lambda error: watched.complaints.append(str(error)))
    return watched


def note(watched: Watched, said: ConsoleMessage, status: int) -> None:
    """Keep errors and warnings, but for the line about a status that is expected, or an icon that a mail lacks."""
    is_expected = f"status of {status}" in said.text or said.location["url"].endswith("/favicon.ico")
    if said.type in {"error", "warning"} and not is_expected:
        watched.complaints.append(said.text)
