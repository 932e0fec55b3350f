"""Channels of meaning that need no encoder: sums of the vectors of words, compared.

So "een muur metselen" is like "mengt mortel", which share no word. Three views of the same vectors:
texts with their context, texts without it, and the two sentences that are nearest to each other.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np

from align.similarity.analysed import AnalysedUnit
from align.similarity.background import Background
from align.similarity.metrics import Floats
from align.similarity.rows import Indices, places_of, starts

#: Vectors of words in whole numbers of this size: their products add up without rounding, so that a
#: likeness is the same in whatever company it is worked out.
_WHOLE_NUMBERS = 10.0**5

#: Pairs whose vectors are laid side by side at once; bounds the memory.
_PAIRS = 4_000


class WordMeaning:
    """How alike the texts are in meaning with those of their context: the square of the cosine.

    Texts that have nothing in common stand square on each other, or point away.
    """

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        self._left, self._right = (
            _vectors([self._words(unit) for unit in side], background) for side in (left, right)
        )

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units."""
        return np.square(_cosines(self._left[start:stop] @ self._right.T))

    def of(self, pairs: Indices) -> Floats:
        """Likeness of each pair, the same number as in its row."""
        found = np.zeros(len(pairs))
        for start in range(0, len(pairs), _PAIRS):
            left, right = pairs[start : start + _PAIRS].T
            found[start : start + _PAIRS] = np.einsum(
                "ij,ij->i", self._left[left], self._right[right]
            )
        return np.square(_cosines(found))

    def _words(self, unit: AnalysedUnit) -> Sequence[str]:
        return unit.words


class OwnMeaning(WordMeaning):
    """The same of the texts by themselves: what is done, and not where that stands.

    A module and a kwalificatie about the same trade make every pair of their units look alike; this
    tells those units apart.
    """

    def _words(self, unit: AnalysedUnit) -> Sequence[str]:
        return [word for entry in unit.sentences for word in entry.words]


class NearestSentences:
    """How near in meaning the two sentences are that are nearest to each other: their cosine.

    A werkproces often returns one eindterm of a deeltaak, which the rest of both texts drowns.
    """

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        self._left, self._right = (
            _vectors([entry.words for unit in side for entry in unit.sentences], background)
            for side in (left, right)
        )
        self._left_starts, self._right_starts = starts(left), starts(right)

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units."""
        likeness = np.zeros((stop - start, len(self._right_starts) - 1))
        for number in range(start, stop):
            likeness[number - start] = self._nearest(number, self._right, self._right_starts)
        return likeness

    def of(self, pairs: Indices) -> Floats:
        """Likeness of each pair, the same number as in its row; quick where sorted."""
        found = np.zeros(len(pairs))
        begins = np.flatnonzero(np.diff(pairs[:, 0], prepend=-1))
        for begin, end in pairwise([*begins, len(pairs)]):
            places, ours = places_of(self._right_starts, pairs[begin:end, 1])
            of_each = np.append(ours, len(places))
            found[begin:end] = self._nearest(pairs[begin, 0], self._right[places], of_each)
        return found

    def _nearest(self, left: int, sentences: Floats, begins: Indices) -> Floats:
        """The highest cosine of the sentences of a left unit with those of each right unit.

        Args:
            left: number of the unit.
            sentences: vectors of those of the right units, unit after unit.
            begins: where those of each unit begin, and where that ends.
        """
        ours = self._left[self._left_starts[left] : self._left_starts[left + 1]]
        found = np.zeros(len(begins) - 1)
        if len(ours) and len(sentences):
            of_sentence = (ours @ sentences.T).max(axis=0)
            filled = np.flatnonzero(np.diff(begins))  # a unit without words has no sentences
            found[filled] = np.maximum.reduceat(of_sentence, begins[filled])
        return _cosines(found)


def _vectors(texts: Sequence[Sequence[str]], background: Background) -> Floats:
    """Vectors of texts in words, in whole numbers, of shape (n_texts, dim)."""
    found = background.vectors.of(texts).astype(np.float64)
    return np.rint(found * _WHOLE_NUMBERS, out=found)


def _cosines(products: Floats) -> Floats:
    """Cosines, 0..1, in the place of the products of vectors."""
    products /= _WHOLE_NUMBERS**2
    return np.clip(products, 0.0, 1.0, out=products)
