"""The open stories, and which of them an item joins.

In: vectors with their times. Out: for each the key of its story. An item is compared with the story as a whole (the
sum of its items' vectors) and not with one member, so that a chain of half-alike items does not become one story.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from heapq import nlargest
from itertools import count, islice
from math import sqrt

from curation.similarity.corpus import Vector, dot

JOIN_SHORT = 0.22  # cosine from which an item of few terms joins a story
JOIN_LONG = 0.30  # the same for an item of LONG_TERMS different terms or more
LONG_TERMS = 80  # different terms of a text of about 130 words
SECOND_RATIO = 0.5  # of that cosine which must be there without the strongest term: one name is no event
MERGE = 0.45  # cosine from which two stories that one run made are one
SPAN_S = 7 * 86_400  # seconds between the first and the last item of a story
PROBED_TERMS = 24  # strongest terms of an item by which stories are looked up
COMPARED_STORIES = 4  # best of those that are compared in full
LEAST_SQUARE = 1e-9  # below it a sum of vectors is what rounding left
SETTLING_ROUNDS = 3  # times that new items may move to a story that became nearer


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


def threshold(vector: Vector) -> float:
    """The cosine from which an item joins: texts of few words share fewer, so theirs is lower."""
    return JOIN_SHORT + (JOIN_LONG - JOIN_SHORT) * min(1.0, len(vector) / LONG_TERMS)
