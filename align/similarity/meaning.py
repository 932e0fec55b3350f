"""The channel of an encoder: how alike two units are in meaning, by the vectors of their texts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.similarity.encoders.protocol import Vectors
from align.similarity.metrics import Floats

NAME = "betekenis"

#: Decimals of a cosine that count: machines differ in the ones after these.
_DECIMALS = 5

#: Pairs whose vectors are laid side by side at once; bounds the memory.
_PAIRS = 10_000


@dataclass(frozen=True, slots=True)
class Span:
    """What the cosines of an encoder mean.

    Attributes:
        low: the cosine from which on two texts have something in common.
        high: the cosine of texts that say the same.
    """

    low: float
    high: float

    def likeness(self, cosines: Floats) -> Floats:
        """Likeness 0..1, of the same shape; squared, so that its root runs straight."""
        straight = (np.round(cosines, _DECIMALS) - self.low) / (self.high - self.low)
        found: Floats = np.clip(straight, 0.0, 1.0) ** 2
        return found


class Meaning:
    """The cosine of the vectors of both units, set between `low` and `high`."""

    def __init__(self, left: Vectors, right: Vectors, span: Span) -> None:
        # In double precision, so that the order of a sum never shows in the decimals that count.
        self._left, self._right = left.astype(np.float64), right.astype(np.float64)
        self._span = span

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units."""
        return self._span.likeness(self._left[start:stop] @ self._right.T)

    def of(self, pairs: NDArray[np.int64]) -> Floats:
        """Likeness of each pair, of shape (n_pairs,)."""
        cosines = np.zeros(len(pairs))
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            cosines[start : start + _PAIRS] = np.einsum(
                "ij,ij->i", self._left[some[:, 0]], self._right[some[:, 1]]
            )
        return self._span.likeness(cosines)
