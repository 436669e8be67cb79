"""Which topics an item is about.

In: rules (words and phrases per topic and language, as editors wrote them) and an item's texts. Out: the keys
of the topics that match. Pure; called by `curation.ingestion`, which compiles the rules once a batch.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

ACCENT = re.compile(r"[\u0300-\u036f]")
BETWEEN = r"[\s-]+"  # words of a phrase may be joined by a hyphen


@dataclass(frozen=True, slots=True)
class Rule:
    """One word or phrase of a topic. A closing * stands for any ending (cloud* also finds cloudkosten)."""

    topic: int
    language: str
    phrase: str


@dataclass(frozen=True, slots=True)
class _Compiled:
    """A phrase ready to be looked for. Finding its longest piece first is a hundred times cheaper than the
    pattern, and most phrases are not in most texts."""

    literal: str
    pattern: re.Pattern[str]
    topics: set[int]

    def is_in(self, text: str) -> bool:
        return self.literal in text and self.pattern.search(text) is not None


class Matcher:
    """Compiled rules; `match` is called once for each new item."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        by_language: dict[str, dict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for rule in rules:
            if phrase := _plain(rule.phrase).strip():
                by_language[rule.language][phrase].add(rule.topic)
        self._languages = {
            language: [
                _Compiled(_literal(one), re.compile(_pattern(one)), topics) for one, topics in phrases.items()
            ]
            for language, phrases in by_language.items()
        }

    def match(self, language: str, *texts: str) -> frozenset[int]:
        """Topics with a phrase in one of the texts; an item in another language meets all rules."""
        rules = self._languages.get(language)
        if rules is None and language == "other":
            rules = [rule for some in self._languages.values() for rule in some]
        if not rules:
            return frozenset()
        text = _plain("\n".join(texts))
        return frozenset(topic for rule in rules if rule.is_in(text) for topic in rule.topics)


def rules_of(topic: int, phrases: Mapping[str, str]) -> list[Rule]:
    """Rules of one topic: `phrases` gives, per language, one word or phrase a line (or between commas)."""
    return [
        Rule(topic, language, phrase.strip())
        for language, lines in phrases.items()
        for phrase in re.split(r"[\n,;]", lines)
        if phrase.strip()
    ]


def _plain(text: str) -> str:
    """Without accents and case, so that coördinatie is found by coordinatie and the other way round."""
    folded = text.casefold()
    return folded if folded.isascii() else ACCENT.sub("", unicodedata.normalize("NFKD", folded))


def _literal(phrase: str) -> str:
    """The longest piece of a phrase that stands in a text as it is."""
    return max(re.split(r"[\s*]+", phrase), key=len)


def _pattern(phrase: str) -> str:
    words = [re.escape(word).replace(r"\*", r"\w*") for word in phrase.split()]
    return rf"(?<!\w){BETWEEN.join(words)}(?!\w)"
