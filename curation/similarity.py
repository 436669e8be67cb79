"""How alike an item and a story are, and which story an item joins.

In: titles and texts with their times. Out: sparse vectors (term to weight, length 1) and, for each item, the
story that is nearest. Pure; called by `curation.clustering`, which turns rows into `Words` and back, and by
`benchmarks/stories.py`, which measures it. An item is compared with the story as a whole (the sum of its items'
vectors) and not with one member, so that a chain of half-alike items does not become one story.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from heapq import nlargest
from itertools import count, islice
from math import log, sqrt

Vector = dict[str, float]

# Chosen on ecbplus-stories, whole texts and their first 200 characters, in shuffled orders; the neighbouring
# values of each change BCubed F1 by less than .02 (benchmarks/stories.py prints the figures). JOIN_SHORT stands
# above its best there (.20): news of one trade shares its words, and two events in one story mislead more than
# one event in two.
LEAD_WORDS = 40  # words of the text that say what happened; as many as a short feed gives
LEAD_WEIGHT = 3  # times that a word of title or lead counts
NAME_WEIGHT = 2.0  # times that names and numbers weigh: they tell one event from the next of its kind
RARITY_POWER = 1.5  # exponent of log(documents / documents with the term)
LEAST_DOCUMENTS = 300  # a smaller corpus is taken for this many, or words of two items would weigh nothing
JOIN_SHORT = 0.22  # cosine from which an item of few terms joins a story
JOIN_LONG = 0.30  # the same for an item of LONG_TERMS different terms or more
LONG_TERMS = 80  # different terms of a text of about 130 words
SECOND_RATIO = (
    0.5  # of that cosine which must be there without the strongest shared term: one name is no event
)
MERGE = 0.45  # cosine from which two stories that one run made are one
USUAL_RATIO = (
    0.5  # of a source's items from which a term is its own phrase (the foot of a feed) and tells nothing
)
USUAL_LEAST = 6  # recent items of a source from which its own phrases are known
SPAN_S = 7 * 86_400  # seconds between the first and the last item of a story
PROBED_TERMS = 24  # strongest terms of an item by which stories are looked up
COMPARED_STORIES = 4  # best of those that are compared in full
LEAST_SQUARE = 1e-9  # below it a sum of vectors is what rounding left
SETTLING_ROUNDS = 3  # times that new items may move to a story that became nearer

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?:;\n]+[\s\"”’')]+|\n|``|''")
STEM_LENGTH = 4  # letters from which a closing s says nothing

STOP_WORDS = frozenset(
    """a about after again all also an and any are as at be because been before being but by can could did do
    does for from get had has have he her here him his how i if in into is it its just like made make may me
    more most my no not of off on one only or other our out over said say says she should so some such than
    that the their them then there these they this those through to told too two under up us very was we were
    what when where which while who why will with would you your
    aan al alle als ander andere bij daar dan dat de der deze die dit doet door dus een en er geen had heb
    heeft hebben hem het hier hij hoe hun iets ik in is ja je kan komt kon kunnen maar maakt maken meer men met
    mijn moet moeten na naar nadat niet niets nog nu of om omdat onder ons ook op over per sinds te tegen toch
    toen tot tussen uit u van veel vindt volgens voor vooral waar waarom waren was wat we wel werd werden weer
    wie wij wil worden wordt zal ze zegt zei zelf zich zij zijn zo zoals zonder zou zullen""".split()
)


@dataclass(frozen=True, slots=True)
class Token:
    """One word as it stood: its term, and whether it was written as a name, as a plain word, or neither is sure."""

    term: str
    is_named: bool
    is_plain: bool


@dataclass(frozen=True, slots=True)
class Words:
    """The terms of one item: how often each counts, and which stood there as a name or as a plain word."""

    counts: dict[str, int]
    named: frozenset[str]
    plain: frozenset[str]
    source: int = 0


def words(title: str, text: str, source: int = 0) -> Words:
    """Read an item's title and text (without markup); words of the title and of the lead count more.

    `source` is any number that tells its source from others; 0 where that does not matter.
    """
    head, body = list(tokens(title)), list(tokens(text))
    counts = Counter(token.term for token in body[LEAD_WORDS:])
    for token in head + body[:LEAD_WORDS]:
        counts[token.term] += LEAD_WEIGHT
    sure = body if is_capitalised_throughout(title) else head + body
    named = frozenset(token.term for token in sure if token.is_named)
    plain = frozenset(token.term for token in sure if token.is_plain)
    return Words(dict(counts), named, plain, source)


def tokens(text: str) -> Iterator[Token]:
    """The words that say something, sentence by sentence; a capital at a sentence's start proves no name."""
    for sentence in SENTENCE_END.split(text):
        for place, word in enumerate(WORD.findall(sentence)):
            term = term_of(word)
            if len(term) < 2 or term in STOP_WORDS:
                continue
            is_number = any(character.isdigit() for character in term)
            is_capital = word[0].isupper()
            yield Token(term, is_number or (is_capital and place > 0), word.islower() and not is_number)


@lru_cache(maxsize=50_000)
def term_of(word: str) -> str:
    """One form for a word's spellings: no case, no accents, no closing s; 1.200 and 1,200 are one number."""
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    term = "".join(character for character in decomposed if not unicodedata.combining(character))
    if term[0].isdigit():
        return term.replace(".", "").replace(",", "")
    term = term.removesuffix("'s").removesuffix("’s")
    return term[:-1] if len(term) > STEM_LENGTH and term.endswith("s") else term


def is_capitalised_throughout(title: str) -> bool:
    """Whether a Title Is Written Like This, so that its capitals prove no names."""
    long_words = [word for word in WORD.findall(title)[1:] if word[0].isalpha() and len(word) > 3]
    return len([word for word in long_words if word[0].isupper()]) > len(long_words) / 2


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


@dataclass(slots=True)
class Cluster:
    """A story while it grows: the sum of its items' vectors, the length of that sum, and the times it spans."""

    sums: Vector = field(default_factory=dict)
    length: float = 0.0
    times: list[float] = field(default_factory=list)
    first: float = 0.0
    last: float = 0.0

    def shares(self, vector: Vector) -> list[float]:
        """What each term that both hold adds to the cosine with the story; their sum is 0 to 1."""
        if not self.length:
            return []
        scale = 1 / self.length
        return [value * self.sums[term] * scale for term, value in vector.items() if term in self.sums]

    def reaches(self, time: float) -> bool:
        """Whether an item of that time (seconds) would leave the story within its span."""
        return self.last - SPAN_S <= time <= self.first + SPAN_S

    def change(self, vector: Vector, sign: int) -> None:
        """Add a vector (sign 1) or take it away (-1)."""
        square = self.length**2 + 2 * sign * dot(vector, self.sums) + dot(vector, vector)
        self.length = sqrt(square) if square > LEAST_SQUARE else 0.0
        for term, value in vector.items():
            self.sums[term] = self.sums.get(term, 0.0) + sign * value

    def span(self) -> None:
        """Measure the times anew."""
        self.first, self.last = min(self.times), max(self.times)


class Stories:
    """The open stories, found by their terms. `place` and `settle` are the whole of clustering."""

    def __init__(self) -> None:
        self._clusters: dict[int, Cluster] = {}
        self._holders: defaultdict[str, dict[int, float]] = defaultdict(dict)
        self._new_keys = count(-1, -1)

    def add(self, key: int, vector: Vector, time: float) -> None:
        """Put an item into the story `key`, which is made if it is not there."""
        cluster = self._clusters.setdefault(key, Cluster())
        cluster.change(vector, 1)
        cluster.times.append(time)
        cluster.span()
        self._index(key, vector)

    def remove(self, key: int, vector: Vector, time: float) -> None:
        """Take an item out again; a story that holds nothing is gone."""
        cluster = self._clusters[key]
        cluster.change(vector, -1)
        cluster.times.remove(time)
        if cluster.times:
            cluster.span()
            self._index(key, vector)
        else:
            self._forget(key)

    def _index(self, key: int, vector: Vector) -> None:
        sums = self._clusters[key].sums
        for term in vector:
            self._holders[term][key] = sums[term]

    def place(self, vector: Vector, time: float) -> int:
        """Put an item into the nearest story that is near enough, or into a new one; return the story's key.

        Keys of new stories are negative.
        """
        key = self.nearest(vector, time, least=threshold(vector))
        key = next(self._new_keys) if key is None else key
        self.add(key, vector, time)
        return key

    def nearest(self, vector: Vector, time: float, *, least: float) -> int | None:
        """The story that is most alike, at least `least`; None where there is none within the span."""
        return self._best(self._probe(vector, time), vector, least)

    def _best(self, keys: Iterable[int], vector: Vector, least: float) -> int | None:
        """Half of `least` must be there without the strongest term that both share."""
        found, best = None, 0.0
        for key in keys:
            parts = self._clusters[key].shares(vector)
            likeness = sum(parts)
            rest = likeness - max(parts, default=0.0)
            if likeness >= least and rest >= least * SECOND_RATIO and likeness > best:
                found, best = key, likeness
        return found

    def settle(self, items: Sequence[Placed]) -> None:
        """Let new items move to a story that has become nearer, then join new stories that are one."""
        for _ in range(SETTLING_ROUNDS):
            moved = [item for item in items if self._move(item)]
            if not moved:
                break
        self._merge(items)

    def _move(self, item: Placed) -> bool:
        before = item.key
        self.remove(before, item.vector, item.time)
        item.key = self.place(item.vector, item.time)
        return item.key != before

    def _merge(self, items: Sequence[Placed]) -> None:
        """Join each new story, the smallest first, to the story that it is most alike."""
        members: defaultdict[int, list[Placed]] = defaultdict(list)
        for item in items:
            members[item.key].append(item)
        for key in sorted((key for key in members if key < 0), key=lambda key: len(members[key])):
            if heir := self._heir(key):
                members[heir].extend(members.pop(key))
                self._absorb(key, heir, members[heir])

    def _heir(self, key: int) -> int | None:
        cluster = self._clusters[key]
        if not cluster.length:
            return None
        vector = {term: value / cluster.length for term, value in cluster.sums.items()}
        others = [other for other in self._probe(vector, cluster.first) if other != key]
        return self._best(
            (other for other in others if self._clusters[other].reaches(cluster.last)), vector, MERGE
        )

    def _absorb(self, key: int, heir: int, items: Sequence[Placed]) -> None:
        for item in items:
            if item.key == key:
                self.remove(key, item.vector, item.time)
                self.add(heir, item.vector, item.time)
                item.key = heir

    def _probe(self, vector: Vector, time: float) -> list[int]:
        """The stories that share most with an item's strongest terms, within the span."""
        shared: defaultdict[int, float] = defaultdict(float)
        for term in nlargest(PROBED_TERMS, vector, key=vector.__getitem__):
            weight = vector[term]
            for key, value in self._holders.get(term, {}).items():
                shared[key] += weight * value
        clusters = self._clusters
        alike = {key: value / clusters[key].length for key, value in shared.items() if clusters[key].length}
        best = sorted(alike, key=alike.__getitem__, reverse=True)
        return list(islice((key for key in best if clusters[key].reaches(time)), COMPARED_STORIES))

    def _forget(self, key: int) -> None:
        for term in self._clusters.pop(key).sums:
            self._holders[term].pop(key, None)


@dataclass(slots=True)
class Placed:
    """A new item with the story it lies in, which `Stories.settle` may change."""

    vector: Vector
    time: float
    key: int


def dot(one: Vector, other: Vector) -> float:
    """The sum of products over the terms that both hold."""
    small, large = (one, other) if len(one) < len(other) else (other, one)
    return sum([value * large[term] for term, value in small.items() if term in large])


def threshold(vector: Vector) -> float:
    """The cosine from which an item joins: texts of few words share fewer, so theirs is lower."""
    return JOIN_SHORT + (JOIN_LONG - JOIN_SHORT) * min(1.0, len(vector) / LONG_TERMS)
