"""The lexical channels, each a symmetric likeness of 0..1 between a left and a right unit.

Each channel turns the units of both sides into sparse rows once, and then gives the likeness of a
slice of left units to all right units. Nothing here knows weights or thresholds. The table
`CHANNELS` at the end says which there are; to add one, write its class, give it a row there, and
fit again (`benchmarks/fit_weights.py`).

What each brings was measured; see docs/methods.md.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from sklearn.feature_extraction.text import CountVectorizer
from sklearn.preprocessing import normalize

from align.similarity.analysed import AnalysedUnit
from align.similarity.background import Background
from align.similarity.metrics import Floats

Indices = NDArray[np.int64]
_Word = TypeVar("_Word", bound=Hashable)


class Channel(Protocol):
    """A likeness between units of two sides."""

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units, of shape (stop-start, n_right)."""
        ...


class MakeChannel(Protocol):
    """Makes a channel of the units of both sides; every class below is one."""

    def __call__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> Channel:
        """Work out once what `rows` needs."""
        ...


class Words:
    """TF-IDF cosine over the words of the texts with their context.

    The context (module; kerntaak and kwalificatie) is what gives "Bereidt werkzaamheden voor" its
    meaning.
    """

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        self._left, self._right = tfidf(
            [unit.words for unit in left], [unit.words for unit in right], background
        )

    def rows(self, start: int, stop: int) -> Floats:
        """Cosine of left units start..stop to all right units."""
        return _product(self._left[start:stop], self._right)


class Letters:
    """Words compared by their runs of three to five letters; each weighs by its rarity.

    So "schoonmaak" is like "schoongemaakt", and a compound is like its parts.
    """

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        # With its word, because one form may have two: "voert" is "voeren" and "voert ... uit".
        forms = sorted({pair for unit in (*left, *right) for pair in unit.forms})
        if not forms:
            self._left = sparse.csr_matrix((len(left), 1))
            self._right = sparse.csr_matrix((len(right), 1))
            return
        index = {form: number for number, form in enumerate(forms)}
        runs = CountVectorizer(analyzer="char_wb", ngram_range=(3, 5), lowercase=False)
        letters = _normalised(runs.fit_transform([form for form, _ in forms]).astype(np.float64))
        weights = np.array([background.idf(word) for _, word in forms])

        def vectors(units: Sequence[AnalysedUnit]) -> sparse.csr_matrix:
            counts = _counts([unit.forms for unit in units], index)
            summed = (_sublinear(counts).multiply(weights).tocsr() @ letters).tocsr()
            summed.data = np.log1p(summed.data)
            return _normalised(summed)

        self._left, self._right = vectors(left), vectors(right)

    def rows(self, start: int, stop: int) -> Floats:
        """Cosine of left units start..stop to all right units."""
        return _product(self._left[start:stop], self._right)


class Activities:
    """How much of what is done on one side is done on the other; the mean of both ways."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        vocabulary = _vocabulary(unit.activities for unit in (*left, *right))
        rarity = np.array([background.idf(word) for word in vocabulary])
        self._left_share = _shares([unit.activities for unit in left], vocabulary, rarity)
        self._right_share = _shares([unit.activities for unit in right], vocabulary, rarity)
        self._left = _counts([sorted(unit.activities) for unit in left], vocabulary)
        self._right = _counts([sorted(unit.activities) for unit in right], vocabulary)

    def rows(self, start: int, stop: int) -> Floats:
        """Mean of both shares for left units start..stop and all right units."""
        there = _product(self._left_share[start:stop], self._right)
        back = _product(self._left[start:stop], self._right_share)
        return (there + back) / 2


class Sentences:
    """The best sentence pair, by TF-IDF cosine over its words."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        self._left, self._right = tfidf(
            [entry.words for unit in left for entry in unit.sentences],
            [entry.words for unit in right for entry in unit.sentences],
            background,
        )
        self._left_starts = _starts(left)
        self._right_starts = _starts(right)
        self._latest: tuple[int, Floats] | None = None

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of the best sentence pair for left units start..stop and all right units."""
        best = np.zeros((stop - start, len(self._right_starts) - 1))
        for row, unit in enumerate(range(start, stop)):
            of_sentences = _product(self._left_rows(unit), self._right)
            if of_sentences.shape[0]:
                best[row] = _segment_maxima(of_sentences.max(axis=0), self._right_starts)
        return best

    def between(self, left: int, right: int) -> Floats:
        """Likeness of each sentence of a left unit to each of a right unit."""
        if self._latest is None or self._latest[0] != left:
            # Pairs are asked for unit by unit; one product per left unit is ten times as fast as
            # one per pair.
            self._latest = left, _product(self._left_rows(left), self._right)
        first, last = self._right_starts[right : right + 2]
        return self._latest[1][:, first:last]

    def _left_rows(self, unit: int) -> sparse.csr_matrix:
        first, last = self._left_starts[unit : unit + 2]
        return self._left[first:last]


def tfidf(
    left: Sequence[Sequence[str]], right: Sequence[Sequence[str]], background: Background
) -> tuple[sparse.csr_matrix, sparse.csr_matrix]:
    """Rows of unit length with weights (1 + ln tf) · idf, over one vocabulary for both sides."""
    vocabulary = _vocabulary((*left, *right))
    rarity = np.array([background.idf(word) for word in vocabulary])

    def vectors(texts: Sequence[Sequence[str]]) -> sparse.csr_matrix:
        return _normalised(_sublinear(_counts(texts, vocabulary)).multiply(rarity).tocsr())

    return vectors(left), vectors(right)


def _vocabulary(texts: Iterable[Iterable[str]]) -> dict[str, int]:
    # Sorted, so that the order of the input cannot change a sum in its last digit. A vocabulary
    # may not be empty for scikit-learn, and "" is never a word.
    words = sorted({word for text in texts for word in text}) or [""]
    return {word: number for number, word in enumerate(words)}


def _counts(texts: Sequence[Sequence[_Word]], vocabulary: Mapping[_Word, int]) -> sparse.csr_matrix:
    if not texts:
        return sparse.csr_matrix((0, len(vocabulary)))
    counter = CountVectorizer(analyzer=_as_it_is, vocabulary=vocabulary, dtype=np.float64)
    return counter.transform(texts).tocsr()


def _as_it_is(words: Sequence[_Word]) -> Sequence[_Word]:
    return words


def _sublinear(counts: sparse.csr_matrix) -> sparse.csr_matrix:
    damped = counts.copy()
    damped.data = 1.0 + np.log(damped.data)
    return damped


def _shares(
    sets: Sequence[Iterable[str]], vocabulary: dict[str, int], rarity: Floats
) -> sparse.csr_matrix:
    """Rows that add up to 1: the share of its rarity that each word of a set carries."""
    weighted = _counts([sorted(words) for words in sets], vocabulary).multiply(rarity).tocsr()
    return _normalised(weighted, norm="l1")


def _normalised(rows: sparse.csr_matrix, norm: str = "l2") -> sparse.csr_matrix:
    """Rows of length 1, their columns in order, so that every sum is made in the same order."""
    if not rows.shape[0]:
        return rows
    rows.sort_indices()
    return normalize(rows, norm=norm)


def _product(left: sparse.csr_matrix, right: sparse.csr_matrix) -> Floats:
    likeness: Floats = np.clip((left @ right.T).toarray(), 0.0, 1.0)
    return likeness


def _starts(units: Sequence[AnalysedUnit]) -> Indices:
    return np.cumsum([0, *(len(unit.sentences) for unit in units)], dtype=np.int64)


def _segment_maxima(values: Floats, starts: Indices) -> Floats:
    """Maximum of each segment; 0 for an empty one, which `reduceat` cannot say."""
    lengths = np.diff(starts)
    maxima = np.zeros(len(lengths))
    filled = lengths > 0
    if filled.any():
        maxima[filled] = np.maximum.reduceat(values, starts[:-1][filled])
    return maxima


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A row of the table of channels.

    Attributes:
        make: makes it for two lists of units.
        nominates: whether its best pairs become candidates; the others only judge candidates.
    """

    make: MakeChannel
    nominates: bool = False


#: The channels by name, in the order in which they are shown.
CHANNELS: Mapping[str, ChannelKind] = {
    "woorden": ChannelKind(Words, nominates=True),
    "letters": ChannelKind(Letters, nominates=True),
    "handeling": ChannelKind(Activities),
    "zin": ChannelKind(Sentences),
}
