"""The terms of an item's title and text.

In: texts without markup. Out: `Words`, the terms with how much each counts and whether it stood as a name. Dutch and
English share one list of words that say nothing; names and numbers are written alike in both, which is how items
in two languages can meet.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LEAD_WORDS = 40  # words of the text that say what happened; as many as a short feed gives
LEAD_WEIGHT = 3  # times that a word of title or lead counts
STEM_LENGTH = 4  # letters from which a closing s says nothing

WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
SENTENCE_END = re.compile(r"[.!?:;\n]+[\s\"”’')]+|\n|``|''")

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
