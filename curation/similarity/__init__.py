"""How alike an item and a story are, and which story an item joins.

In: titles and texts with their times. Out: sparse vectors and, for each item, the story that is nearest. Pure; called
by `curation.clustering`, which turns rows into `Words` and back, and by `benchmarks/stories.py`, which measures it.

The constants were chosen on ecbplus-stories, whole texts and their first 200 characters, in shuffled orders; the
neighbouring values of each change BCubed F1 by less than .02. JOIN_SHORT stands a little above its best there: news
of one trade shares its words, and two events in one story mislead more than one event in two.
"""

from curation.similarity.corpus import NAME_WEIGHT, Corpus, Vector, dot
from curation.similarity.stories import SPAN_S, Placed, Stories
from curation.similarity.terms import Words, term_of, words

__all__ = [
    "NAME_WEIGHT",
    "SPAN_S",
    "Corpus",
    "Placed",
    "Stories",
    "Vector",
    "Words",
    "dot",
    "term_of",
    "words",
]
