"""Checks that the Dutch is complete; `make lint` and the tests call it.

In come the texts that the code asks for (`ops.catalogue.extract`) and the committed Dutch; out go
sentences, one per fault. Complete means: an extraction adds nothing and finds nothing unused, no text is
empty, fuzzy or (outside `locale/nl/same.txt`, the list of names) equal to its English, and plural forms and
placeholders match.

    python -m ops.check_messages      prints the faults; exit code 1 when there are any
"""

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog, Message

from ops import catalogue

PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[sdfr]|\{\w*(?:[.!:][^}]*)?\}|%%")
SAME = "locale/nl/same.txt"

Key = tuple[str, str | None]


def key(message: Message) -> Key:
    """What tells two texts apart: the (singular) text and its context."""
    text = message.id[0] if isinstance(message.id, (list, tuple)) else message.id
    return text, message.context


def forms(text: str | list[str] | tuple[str, ...] | None) -> list[str]:
    """A text as the list of its forms: one, or one per plural form."""
    return list(text) if isinstance(text, (list, tuple)) else [text or ""]


def same_in_both(root: Path) -> frozenset[str]:
    """Names that read the same in Dutch and English: one a line, `#` opens a comment."""
    path = root / SAME
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return frozenset(line for line in lines if line and not line.startswith("#"))


def faults(used: Catalog, dutch: Catalog, names: frozenset[str]) -> list[str]:
    """Every way in which `dutch` falls short of the texts in `used`, one sentence each."""
    wanted = {key(message): message for message in used if message.id}
    present = {key(message): message for message in dutch if message.id}
    found = [f"not in the catalogue: {_shown(wanted[name])}" for name in wanted.keys() - present.keys()]
    found += [f"no longer used: {_shown(present[name])}" for name in present.keys() - wanted.keys()]
    for name in wanted.keys() & present.keys():
        found += faults_of(wanted[name], present[name], names)
    return sorted(found)


def faults_of(wanted: Message, present: Message, names: frozenset[str]) -> Iterator[str]:
    """What is wrong with one translation, in words."""
    english, dutch = forms(wanted.id), forms(present.string)
    if present.fuzzy:
        yield f"fuzzy: {_shown(present)}"
    if not all(dutch):
        yield f"empty: {_shown(present)}"
    elif len(english) != len(dutch) or len(english) != len(forms(present.id)):
        yield f"plural forms differ: {_shown(present)}"
    elif english == dutch and english[0] not in names:
        yield f"equal to its English: {_shown(present)}"
    elif _placeholders(english) != _placeholders(dutch):
        yield f"placeholders differ: {_shown(present)}"


def _placeholders(texts: list[str]) -> list[list[str]]:
    """The placeholders of each form; a singular may leave out the number that its plural shows."""
    last = sorted(PLACEHOLDER.findall(texts[-1]))
    return [last] if len(texts) > 1 else [sorted(PLACEHOLDER.findall(text)) for text in texts]


def _shown(message: Message) -> str:
    text, context = key(message)
    places = ", ".join(f"{file}:{line}" for file, line in message.locations[:2])
    return f"{text!r}" + (f" ({context})" if context else "") + (f" at {places}" if places else "")


def main(root: Path = catalogue.ROOT) -> int:
    """Print the faults of the Dutch under `root`; the exit code says whether there are any."""
    path = root / catalogue.DUTCH
    if not path.exists():
        sys.stdout.write(f"There is no {catalogue.DUTCH}: run `make messages` and translate it.\n")
        return 1
    found = faults(catalogue.extract(root), catalogue.read(path), same_in_both(root))
    sys.stdout.writelines(f"{catalogue.DUTCH}: {fault}\n" for fault in found)
    sys.stdout.write(f"{len(found)} faults in the Dutch.\n" if found else "The Dutch is complete.\n")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
