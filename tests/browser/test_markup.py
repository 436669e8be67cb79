"""The markup of every kind of page, by the W3C's checker: the npm package vnu-jar, which VNU_JAR names.

All pages go through one run of it: Java starts once.
"""

import json
import os
import shutil
import subprocess
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from django.template.loader import render_to_string

from tests.browser.conftest import RunningSite
from tests.browser.places import KINDS, PAGES

PLAIN = ("400", "500", "503")  # the same in both languages, made without a database
VNU = os.environ.get("VNU_JAR", "")
JAVA = shutil.which("java")
MISSING = "No checker of markup: install Java 17 and the npm package vnu-jar@26, and name its jar in VNU_JAR."


def source(address: str) -> bytes:
    """A page as the server sends it, whatever its status."""
    try:
        with urllib.request.urlopen(address) as answer:  # noqa: S310 - our own site
            return answer.read()
    except urllib.error.HTTPError as error:
        return error.read()


@pytest.fixture(scope="module")
def findings(site: RunningSite, tmp_path_factory: pytest.TempPathFactory) -> list[dict]:
    """What the checker says of all pages."""
    folder = tmp_path_factory.mktemp("markup")
    for language, kind in KINDS:
        name = f"{kind.replace(' ', '-')}-{language}.html"
        (folder / name).write_bytes(source(site.address + PAGES[language][kind]))
    for name in PLAIN:
        (folder / f"{name}-.html").write_text(render_to_string(f"{name}.html"))
    command = [
        JAVA,
        "-jar",
        VNU,
        "--errors-only",
        "--exit-zero-always",
        "--format",
        "json",
        *folder.iterdir(),
    ]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return json.loads(done.stderr)["messages"]


@pytest.mark.skipif(not (JAVA and VNU and Path(VNU).is_file()), reason=MISSING)
@pytest.mark.parametrize(("language", "kind"), [*KINDS, *(("", name) for name in PLAIN)])
def test_markup_has_no_error(findings: list[dict], language: str, kind: str) -> None:
    name = f"/{kind.replace(' ', '-')}-{language}.html"
    found = [said for said in findings if said["url"].endswith(name)]
    assert [(said["message"], said.get("extract")) for said in found] == []
