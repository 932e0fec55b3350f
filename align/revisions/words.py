"""How alike two wordings are: the words that they share, each weighed by how rare it is."""

from __future__ import annotations

import math
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from align.language.compounds import split
from align.language.lemmas import lemma
from align.language.tables.stopwords import STOP_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CACHED = 1 << 16
#: What a part of a compound counts beside a whole word.
_PART = 0.5


@lru_cache(maxsize=_CACHED)
def terms(text: str) -> tuple[str, ...]:
    """Lemmas of the words in a folded text that say something, in order."""
    return tuple(lemma(word) for word in text.split() if word not in STOP_WORDS)


@lru_cache(maxsize=_CACHED)
def parts(term: str) -> tuple[str, ...]:
    """Parts of a compound; () when it is none."""
    return split(term)


class Rarity:
    """How much a word says: rare words of these releases more than common ones."""

    def __init__(self, texts: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        total = 0
        for text in texts:
            total += 1
            counts.update(_with_parts(text).keys())
        self._total = total
        self._counts = counts
        self._bags: dict[str, tuple[dict[str, float], float]] = {}

    def weight(self, term: str) -> float:
        """At least 1 for what stands everywhere, more for what is rare."""
        return 1.0 + math.log((1 + self._total) / (1 + self._counts[term]))

    def bag(self, text: str) -> tuple[Mapping[str, float], float]:
        """Weights of the words of a text, parts of compounds included, and their sum."""
        known = self._bags.get(text)
        if known is None:
            bag = {term: count * self.weight(term) for term, count in _with_parts(text).items()}
            known = self._bags[text] = (bag, sum(bag.values()))
        return known

    def shared(self, one: str, other: str) -> tuple[float, float]:
        """Share (0..1) of the weight of each text that the other has too."""
        (a, total_a), (b, total_b) = self.bag(one), self.bag(other)
        both = sum(min(weight, b[term]) for term, weight in a.items() if term in b)
        return (both / total_a if total_a else 0.0), (both / total_b if total_b else 0.0)

    def likeness(self, one: str, other: str) -> float:
        """Likeness of two folded texts, 0..1, symmetric; 1 only for equal texts."""
        if one == other:
            return 1.0
        a, b = self.shared(one, other)
        dice = 2 * a * b / (a + b) if a + b else 0.0
        letters = fuzz.ratio(one, other) / 100
        return 0.99 * (0.7 * (0.75 * dice + 0.25 * max(a, b)) + 0.3 * letters)


@lru_cache(maxsize=_CACHED)
def _with_parts(text: str) -> Mapping[str, float]:
    found: Counter[str] = Counter()
    for term in terms(text):
        pieces = parts(term)
        found[term] += 1
        for piece in pieces:
            found[piece] += _PART  # type: ignore[assignment]
    return found
