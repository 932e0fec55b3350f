"""How alike the sentences of two units are: what the evidence of a pair is made of."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from align.similarity.analysed import AnalysedUnit
from align.similarity.background import Background
from align.similarity.metrics import Floats
from align.similarity.rows import Products, starts, tfidf


class SentencePairs:
    """Likeness of sentences of both sides: by their words, and by what their words mean."""

    def __init__(
        self, left: Sequence[AnalysedUnit], right: Sequence[AnalysedUnit], background: Background
    ) -> None:
        self._products = Products(
            *tfidf(
                [entry.words for unit in left for entry in unit.sentences],
                [entry.words for unit in right for entry in unit.sentences],
                background,
            )
        )
        self._left, self._right, self._vectors = left, right, background.vectors
        self._left_starts = starts(left)
        self._right_starts = starts(right)
        self._latest: tuple[int, Floats] | None = None
        self._meanings: dict[tuple[bool, int], Floats] = {}

    def between(self, left: int, right: int) -> Floats:
        """TF-IDF cosine of each sentence of a left unit to each of a right unit."""
        if self._latest is None or self._latest[0] != left:
            # Pairs are asked for unit by unit; one product per left unit is ten times as fast as
            # one per pair.
            first, last = self._left_starts[left : left + 2]
            self._latest = left, self._products.rows(int(first), int(last))
        first, last = self._right_starts[right : right + 2]
        return self._latest[1][:, first:last]

    def in_meaning(self, left: int, right: int) -> Floats:
        """Cosine of the vectors of their words, 0..1, of the same shape."""
        found: Floats = np.clip(
            self._meaning(self._left, left) @ self._meaning(self._right, right).T, 0.0, 1.0
        )
        return found

    def _meaning(self, side: Sequence[AnalysedUnit], number: int) -> Floats:
        """Vectors of the sentences of a unit, worked out when they are first asked for."""
        key = side is self._left, number
        if key not in self._meanings:
            words = [entry.words for entry in side[number].sentences]
            self._meanings[key] = self._vectors.of(words).astype(np.float64)
        return self._meanings[key]
