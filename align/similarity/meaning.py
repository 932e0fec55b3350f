"""The channel of an encoder: how alike two units are in meaning, by the vectors of their texts.

A unit has a vector of its whole text, and where it asks several things one of each. What counts is
a mean of two cosines: of both wholes, and the best of a part of one with the whole of the other.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from align.similarity.encoders.protocol import Vectors
from align.similarity.metrics import Floats

NAME = "betekenis"

#: Decimals of a cosine that count: machines differ in the ones after these.
_DECIMALS = 5

#: A vector in whole numbers of this size: their products add up without rounding, so that a cosine
#: is the same in whatever company it is worked out.
_WHOLE_NUMBERS = 10.0**5


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


@dataclass(frozen=True, slots=True)
class UnitVectors:
    """Vectors of the texts of some units.

    Attributes:
        wholes: of shape (n_units, dim).
        parts: of shape (n_parts, dim), unit after unit; the whole of a unit is one of its parts.
        begins: where the parts of each unit begin, and where they end, of shape (n_units + 1,).
    """

    wholes: Vectors
    parts: Vectors
    begins: NDArray[np.int64]


class Meaning:
    """The cosine of both wholes and the best cosine of a part, set between `low` and `high`.

    Args:
        left, right: vectors of both sides.
        span: what a cosine means.
        whole: weight of the wholes, 0..1; at 1 the parts are not looked at.
    """

    def __init__(
        self, left: UnitVectors, right: UnitVectors, span: Span, whole: float = 1.0
    ) -> None:
        self._left, self._right = left, right
        self._span, self._whole = span, whole
        self._left_parts, self._right_parts = _numbers(left.parts), _numbers(right.parts)
        self._left_wholes, self._right_wholes = _numbers(left.wholes), _numbers(right.wholes)

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units."""
        return self._span.likeness(self.cosines(start, stop))

    def cosines(self, start: int, stop: int) -> Floats:
        """The mean of both cosines for left units start..stop and all right units."""
        wholes = _products(self._left_wholes[start:stop], self._right_wholes)
        if self._whole == 1.0 or not wholes.size:
            return wholes
        begins = self._left.begins[start : stop + 1]
        of_left = _products(self._left_parts[begins[0] : begins[-1]], self._right_wholes)
        of_right = _products(self._left_wholes[start:stop], self._right_parts)
        best = np.maximum(
            np.maximum.reduceat(of_left, begins[:-1] - begins[0], axis=0),
            np.maximum.reduceat(of_right, self._right.begins[:-1], axis=1),
        )
        found: Floats = self._whole * wholes + (1.0 - self._whole) * best
        return found


def _numbers(vectors: Vectors) -> Floats:
    return np.rint(vectors.astype(np.float64) * _WHOLE_NUMBERS)


def _products(left: Floats, right: Floats) -> Floats:
    found: Floats = (left @ right.T) / _WHOLE_NUMBERS**2
    return found
