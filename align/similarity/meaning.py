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
from align.similarity.rows import places_of

NAME = "betekenis"

#: Decimals of a cosine that count: machines differ in the ones after these.
_DECIMALS = 5

#: A vector in whole numbers of this size: their products add up without rounding, so that a cosine
#: is the same in whatever company it is worked out.
_WHOLE_NUMBERS = 10.0**5


#: Pairs whose vectors are laid side by side at once; bounds the memory.
_PAIRS = 4_000

Places = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Span:
    """What the cosines of vectors mean.

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
    begins: Places


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
        self._left_wholes, self._right_wholes = _numbers(left.wholes), _numbers(right.wholes)
        # Looked at only where a unit has more to it than its whole.
        self._left_parts = _numbers(left.parts) if _has_parts(left) else self._left_wholes
        self._right_parts = _numbers(right.parts) if _has_parts(right) else self._right_wholes

    def rows(self, start: int, stop: int) -> Floats:
        """Likeness of left units start..stop to all right units."""
        return self._span.likeness(self.cosines(start, stop))

    def of(self, pairs: Places) -> Floats:
        """Likeness of each pair, the same number as in its whole row."""
        found = np.zeros(len(pairs))
        for start in range(0, len(pairs), _PAIRS):
            some = pairs[start : start + _PAIRS]
            found[start : start + _PAIRS] = self._cosines_of(some[:, 0], some[:, 1])
        return self._span.likeness(found)

    def cosines(self, start: int, stop: int) -> Floats:
        """The mean of both cosines for left units start..stop and all right units."""
        wholes = _products(self._left_wholes[start:stop], self._right_wholes)
        if self._whole == 1.0 or not wholes.size:
            return wholes
        of_left = of_right = wholes
        if _has_parts(self._left):
            begins = self._left.begins[start : stop + 1]
            of_parts = _products(self._left_parts[begins[0] : begins[-1]], self._right_wholes)
            of_left = np.maximum.reduceat(of_parts, begins[:-1] - begins[0], axis=0)
        if _has_parts(self._right):
            of_parts = _products(self._left_wholes[start:stop], self._right_parts)
            of_right = np.maximum.reduceat(of_parts, self._right.begins[:-1], axis=1)
        return self._mean(wholes, of_left, of_right)

    def _cosines_of(self, left: Places, right: Places) -> Floats:
        """The mean of both cosines for each pair of a left and a right unit."""
        wholes = _dots(self._left_wholes[left], self._right_wholes[right])
        if self._whole == 1.0 or not wholes.size:
            return wholes
        of_left = of_right = wholes
        if _has_parts(self._left):
            places, begins = places_of(self._left.begins, left)
            here = np.repeat(right, np.diff(begins, append=len(places)))
            of_parts = _dots(self._left_parts[places], self._right_wholes[here])
            of_left = np.maximum.reduceat(of_parts, begins)
        if _has_parts(self._right):
            places, begins = places_of(self._right.begins, right)
            here = np.repeat(left, np.diff(begins, append=len(places)))
            of_parts = _dots(self._left_wholes[here], self._right_parts[places])
            of_right = np.maximum.reduceat(of_parts, begins)
        return self._mean(wholes, of_left, of_right)

    def _mean(self, wholes: Floats, of_left: Floats, of_right: Floats) -> Floats:
        best = np.maximum(of_left, of_right)
        found: Floats = self._whole * wholes + (1.0 - self._whole) * best
        return found


def _has_parts(units: UnitVectors) -> bool:
    """Whether any unit has more to it than its whole."""
    return len(units.parts) > len(units.wholes)


def _numbers(vectors: Vectors) -> Floats:
    return np.rint(vectors.astype(np.float64) * _WHOLE_NUMBERS)


def _products(left: Floats, right: Floats) -> Floats:
    found: Floats = (left @ right.T) / _WHOLE_NUMBERS**2
    return found


def _dots(left: Floats, right: Floats) -> Floats:
    """The product of each left row with the right row beside it."""
    found: Floats = np.einsum("ij,ij->i", left, right) / _WHOLE_NUMBERS**2
    return found
