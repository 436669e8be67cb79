"""The texts of the code and their Dutch: extraction, reading and compiling, without gettext on the machine.

In come the Python files and templates of the rooms and `locale/nl/LC_MESSAGES/django.po`; out go a Babel
catalogue of every text that the code asks for, and the compiled `.mo` beside the `.po` (never committed).
`make run` and `make test` compile, `ops/check_messages.py` compares, `make messages` (which needs Debian's
gettext) writes the `.po`.

    python -m ops.catalogue      compiles every catalogue that is older than its source
"""

import io
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract as babel_extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parents[1]
CATALOGUES = "locale/*/LC_MESSAGES/django.po"
DUTCH = "locale/nl/LC_MESSAGES/django.po"
NOT_OURS = frozenset(
    {"benchmarks", "docs", "locale", "ops", "static", "tests", "var"}
)  # hold no texts of pages
TEMPLATE_SUFFIXES = frozenset({".html", ".txt"})
SINGULAR = None
PLURAL = (1, 2)
CONTEXT = ((1, "c"), 2)
CONTEXT_PLURAL = ((1, "c"), 2, 3)
KEYWORDS = {
    "_": SINGULAR,
    "gettext": SINGULAR,
    "gettext_lazy": SINGULAR,
    "gettext_noop": SINGULAR,
    "ngettext": PLURAL,
    "ngettext_lazy": PLURAL,
    "pgettext": CONTEXT,
    "pgettext_lazy": CONTEXT,
    "npgettext": CONTEXT_PLURAL,
    "npgettext_lazy": CONTEXT_PLURAL,
}


def sources(root: Path) -> Iterator[Path]:
    """Every Python file of the rooms under `root`, and what lies in folders named templates; sorted."""
    for path in sorted(root.rglob("*.*")):
        parts = path.relative_to(root).parts
        is_ours = not any(part in NOT_OURS or part.startswith(".") for part in parts[:-1])
        is_template = path.suffix in TEMPLATE_SUFFIXES and "templates" in parts
        if is_ours and (path.suffix == ".py" or is_template) and path.is_file():
            yield path


def as_python(path: Path) -> bytes:
    """What Babel's reader of Python is given: the file, or a template turned into calls of gettext.

    Django blanks all else out; the parentheses keep its left-over spaces from being read as indentation.
    """
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        return text.encode()
    return f"({templatize(text, origin=str(path))}\n)".encode()


def extract(root: Path = ROOT) -> Catalog:
    """Every text that the code under `root` asks for, with the places where it does."""
    catalogue = Catalog(locale="nl", fuzzy=False)
    for path in sources(root):
        place = str(path.relative_to(root))
        found = babel_extract(
            "python",
            io.BytesIO(as_python(path)),
            KEYWORDS,
            options={"encoding": "utf-8"},
        )
        for line, message, _comments, context in found:
            if message:
                catalogue.add(message, locations=[(place, line)], context=context)
    return catalogue


def read(path: Path) -> Catalog:
    """The catalogue in `path`; raises ValueError or PoFileError when it is not one."""
    with path.open("rb") as file:
        return read_po(file, locale=path.parts[-3], abort_invalid=True)


def compile_stale(root: Path = ROOT) -> list[Path]:
    """Compile each catalogue that changed since; returns those. Safe beside another compile."""
    compiled = []
    for source in sorted(root.glob(CATALOGUES)):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        beside = target.with_suffix(".mo.part")
        with beside.open("wb") as file:
            write_mo(file, read(source))
        beside.replace(target)
        compiled.append(target)
    return compiled


if __name__ == "__main__":
    for target in compile_stale():
        sys.stdout.write(f"compiled {target.relative_to(ROOT)}\n")
