"""What a term tells among recent items.

In: the `Words` of recent items. Out: the vector of an item, term to weight, of length 1. Rare terms weigh more, names
and numbers more again; what a source says in most of its items weighs nothing in its own.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from math import log, sqrt

from curation.similarity.terms import Words

Vector = dict[str, float]

NAME_WEIGHT = 2.0  # times that names and numbers weigh: they tell one event from the next of its kind
RARITY_POWER = 1.5  # exponent of log(documents / documents with the term)
LEAST_DOCUMENTS = 300  # a smaller corpus is taken for this many, or words of two items would weigh nothing
USUAL_RATIO = 0.5  # of a source's items from which a term is its own phrase, as the foot of a feed is
USUAL_LEAST = 6  # recent items of a source from which its own phrases are known


def dot(one: Vector, other: Vector) -> float:
    """The sum of products over the terms that both hold."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum([value * large[term] for term, value in small.items() if term in large])


class Corpus:
    """What is usual among recent items: how many of them hold a term, and which terms are names."""

    def __init__(self, documents: Iterable[Words] = ()) -> None:
        self._frequency: Counter[str] = Counter()
        self._named: Counter[str] = Counter()
        self._plain: Counter[str] = Counter()
        self._weights: dict[str, float] = {}
        self._of_source: defaultdict[int, Counter[str]] = defaultdict(Counter)
        self._documents_of: Counter[int] = Counter()
        self._documents_count = 0
        for document in documents:
            self.add(document)

    def add(self, document: Words) -> None:
        """Count one item."""
        self._weights.clear()
        self._documents_count += 1
        self._frequency.update(document.counts.keys())
        if document.source:
            self._documents_of[document.source] += 1
            self._of_source[document.source].update(document.counts.keys())
        self._named.update(document.named)
        self._plain.update(document.plain)

    def _is_usual(self, term: str, source: int) -> bool:
        """Whether a source says this in most of its items."""
        documents = self._documents_of[source]
        return documents >= USUAL_LEAST and self._of_source[source][term] > documents * USUAL_RATIO

    def weight(self, term: str) -> float:
        """How much a term tells: rare ones more, names and numbers more."""
        known = self._weights.get(term)
        return self._weigh(term) if known is None else known

    def _weigh(self, term: str) -> float:
        documents = max(self._documents_count, LEAST_DOCUMENTS)
        rarity: float = log(1 + documents / (1 + self._frequency[term])) ** RARITY_POWER
        is_name = self._named[term] > self._plain[term]
        self._weights[term] = rarity * NAME_WEIGHT if is_name else rarity
        return self._weights[term]

    def vector(self, document: Words) -> Vector:
        """Term to weight, of length 1; empty for an item without words of its own."""
        raw = {
            term: (1 + log(count)) * self.weight(term)
            for term, count in document.counts.items()
            if not self._is_usual(term, document.source)
        }
        length = sqrt(sum(value * value for value in raw.values()))
        return {term: value / length for term, value in raw.items()} if length else {}
