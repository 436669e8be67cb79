"""Which language an item is in: nl, en or other.

In: its text and what entry, feed and source declare. Out: a code. Pure; called by `curation.ingestion`.
Feeds often declare the language of their software ("en-us") over Dutch texts, so the text speaks first where
it is long enough to be sure of, then the declarations.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from py3langid.langid import LanguageIdentifier

OURS = ("nl", "en")
# Languages that a Dutch trade magazine's feeds are really in. Afrikaans is left out: it is taken for Dutch.
CANDIDATES = ("nl", "en", "de", "fr", "es", "it", "pt", "da", "sv", "no", "pl", "fi", "ru", "zh", "ja", "tr")
MODEL = "data/model.npz.xz"  # of py3langid
SURE_RATIO = 0.9  # probability from which a text speaks against a declaration
LEAST_CHARACTERS = 20  # below it a text says too little
READ_CHARACTERS = 400  # more costs time and says nothing new


def detect(text: str, declared: Iterable[str] = ()) -> str:
    """nl, en or other. `declared` are language tags (RFC 5646), the nearest to the item first."""
    declaration = next((code for code in map(_primary, declared) if code), "")
    if len(text) < LEAST_CHARACTERS:
        return _ours(declaration)
    language, probability = _identifier().classify(text[:READ_CHARACTERS])
    if declaration and probability < SURE_RATIO:
        return _ours(declaration)
    return _ours(language)


def _primary(tag: str) -> str:
    code = tag.strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else ""


def _ours(code: str) -> str:
    return code if code in OURS else "other"


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL, norm_probs=True)
    identifier.set_languages(list(CANDIDATES))
    return identifier
