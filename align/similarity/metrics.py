"""Measures of a ranking against rated pairs; numbers in, numbers out."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

#: Bins of the expected calibration error, of equal width; ten is what most papers take.
CALIBRATION_BINS = 10


def average_precision(relevant: Flags, scores: Floats) -> float | None:
    """Mean of the precision at each relevant item, best score first; None without any.

    Equal scores keep their order of input, so callers must bring a fixed order.

    Args:
        relevant: of shape (n_pairs,).
        scores: of shape (n_pairs,).

    >>> average_precision(np.array([True, False, True]), np.array([0.9, 0.8, 0.7]))
    0.8333333333333333
    """
    if not relevant.any():
        return None
    hits = relevant[np.argsort(-scores, kind="stable")]
    precision = np.cumsum(hits) / np.arange(1, len(hits) + 1)
    return float(precision[hits].mean())


def ndcg(grades: Floats, scores: Floats, depth: int = 5) -> float | None:
    """Normalised discounted cumulative gain with gain 2^grade - 1; None where no grade is above 0.

    Source: Järvelin and Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002).

    Args:
        grades: of shape (n_candidates,), 0..3.
        scores: of shape (n_candidates,).
        depth: how many of the best count.
    """
    gains = np.exp2(grades) - 1.0
    if not gains.any():
        return None
    discount = 1.0 / np.log2(np.arange(2, depth + 2))
    found = gains[np.argsort(-scores, kind="stable")][:depth]
    ideal = np.sort(gains)[::-1][:depth]
    return float((found * discount[: len(found)]).sum() / (ideal * discount[: len(ideal)]).sum())


@dataclass(frozen=True, slots=True)
class PRF:
    """Precision, recall and their harmonic mean, from counts of pairs.

    >>> counted = PRF(true_positives=6, false_positives=2, false_negatives=4)
    >>> counted.precision, counted.recall, round(counted.f1, 3)
    (0.75, 0.6, 0.667)
    """

    true_positives: int
    false_positives: int
    false_negatives: int

    @property
    def precision(self) -> float:
        """Share of the decided overlaps that raters agree with; 0.0 when nothing was decided."""
        decided = self.true_positives + self.false_positives
        return self.true_positives / decided if decided else 0.0

    @property
    def recall(self) -> float:
        """Share of the rated overlaps that were found; 0.0 when there are none."""
        rated = self.true_positives + self.false_negatives
        return self.true_positives / rated if rated else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = 2 * self.true_positives + self.false_positives + self.false_negatives
        return 2 * self.true_positives / total if total else 0.0


def prf(truth: Flags, decided: Flags) -> PRF:
    """Count a decision against the truth; both of shape (n_pairs,)."""
    return PRF(
        true_positives=int((truth & decided).sum()),
        false_positives=int((~truth & decided).sum()),
        false_negatives=int((truth & ~decided).sum()),
    )


def expected_calibration_error(truth: Flags, probabilities: Floats) -> float:
    """Mean distance between promised and observed frequency over equal bins, weighted by size.

    Source: Naeini, Cooper and Hauskrecht, Obtaining well calibrated probabilities (2015).

    Args:
        truth: of shape (n_pairs,).
        probabilities: of shape (n_pairs,), 0..1.

    >>> truth = np.array([True, False, False, False])
    >>> round(expected_calibration_error(truth, np.full(4, 0.35)), 3)
    0.1
    """
    bins = np.minimum((probabilities * CALIBRATION_BINS).astype(int), CALIBRATION_BINS - 1)
    error = 0.0
    for number in range(CALIBRATION_BINS):
        inside = bins == number
        if inside.any():
            gap = abs(probabilities[inside].mean() - truth[inside].mean())
            error += float(gap) * inside.mean()
    return float(error)


def bootstrap_interval(
    values: Floats,
    *,
    weights: Floats | None = None,
    resamples: int = 2000,
    level: float = 0.95,
    seed: int = 0,
) -> tuple[float, float]:
    """Percentile interval of the mean of block values, blocks drawn with replacement.

    Source: Efron and Tibshirani, An introduction to the bootstrap (1993).

    Args:
        values: one number a block, of shape (n_blocks,).
        weights: how much each block counts in the mean, of the same shape; by default the same.
        resamples: how many draws.
        level: share (0..1) of draws inside the interval.
        seed: of the generator, so that the same values give the same interval.
    """
    generator = np.random.default_rng(seed)
    draws = generator.integers(0, len(values), size=(resamples, len(values)))
    if weights is None:
        means = values[draws].mean(axis=1)
    else:
        means = (values * weights)[draws].sum(axis=1) / weights[draws].sum(axis=1)
    tail = (1.0 - level) / 2
    low, high = np.quantile(means, [tail, 1.0 - tail])
    return float(low), float(high)
